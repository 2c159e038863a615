import { expect, test } from 'vitest';
import { withParameters } from '#lib/address/query.ts';
import { refiltered } from './address.ts';
import { activeFilters } from './active-filters.ts';

const nameOf = (code: string) => ({ KG: 'Kyrgyzstan', TJ: 'Tajikistan' })[code] ?? code;

test('each condition is told in words, and can be taken away alone', () => {
  const filter = {
    countries: ['KG', 'TJ'],
    kinds: ['ARMED_CLASH' as const],
    conflicts: ['ucdp:conflict:333'],
    estimated: false,
    minDeaths: 5,
    during: { from: '2021-01-01' },
    within: { west: 69, south: 38.123, east: 71, north: 40 },
    near: { place: 'vorukh', kilometres: 20 },
  };
  const chips = activeFilters(
    filter,
    { conflicts: { 'ucdp:conflict:333': 'Afghanistan' }, near: { vorukh: 'Vorukh' } },
    nameOf,
  );
  expect(chips.map(({ label, text }) => `${label}: ${text}`)).toEqual([
    'Country: Kyrgyzstan',
    'Country: Tajikistan',
    'Conflict: Afghanistan',
    'Kind: Armed clash',
    'Deaths, at least: 5',
    'Own estimate of deaths: Not given',
    'Days: 2021-01-01 to now',
    'Box: 38.12° to 40° N, 69° to 71° E',
    'Near a place: within 20 km of Vorukh',
  ]);
  expect(chips[0]!.without).toEqual({ ...filter, countries: ['TJ'] });
  expect(chips.at(-2)!.without).toEqual({ ...filter, within: null });
  expect(chips.at(-1)!.without).toEqual({ ...filter, near: null });
});

const url = new URL('http://x/explore?countries=KG&by=YEAR&at=70,40,6&after=abc&row=51');

test('a change of view keeps the filters and starts the list anew', () => {
  expect(withParameters(url, { by: null, per: 'KIND' })).toBe('?countries=KG&at=70,40,6&per=KIND');
  expect(withParameters(new URL('http://x/explore?by=YEAR'), { by: null })).toBe('/explore');
});

test('other filters keep the chart, and let the map fit anew', () => {
  expect(refiltered(url, { kinds: ['SHELLING', 'AIR_STRIKE'], minDeaths: 1 })).toBe(
    '?by=YEAR&kinds=SHELLING,AIR_STRIKE&minDeaths=1',
  );
});
