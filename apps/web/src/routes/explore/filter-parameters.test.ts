import { describe, expect, test } from 'vitest';
import type { EventFilter } from '../../gql/graphql.ts';
import { filterOf, isDay, orderOf, parametersOf, canonicalQuery } from './filter-parameters.ts';
import { queryText } from '#lib/address/query.ts';
import { FIELD_NAMES, FIELDS } from './fields.ts';

const asked = (search: string) => filterOf({ searchParams: new URLSearchParams(search) });

/** A repeatable row of numbers from 0 to 1, so that a failure can be seen again (mulberry32). */
function dice(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const NAMES = ['kyrgyzstan-tajikistan', 'ucdp:conflict:333', 'ucdp:source:703/police', 'a&b=c #d'];

function anyFilter(roll: () => number): EventFilter {
  const pick = <T>(from: readonly T[]) => from[Math.floor(roll() * from.length)]!;
  const some = <T>(from: readonly T[]) => [...new Set([pick(from), pick(from)])];
  const filter: Record<string, unknown> = {};
  for (const name of FIELD_NAMES.filter(() => roll() < 0.4)) {
    const { sort, words } = FIELDS[name];
    filter[name] = {
      names: () => some(NAMES),
      codes: () => some(['KG', 'TJ', 'AF']),
      words: () => some(Object.keys(words ?? {})),
      count: () => Math.floor(roll() * 50) + (name === 'maxDeaths' ? 100 : 0),
      choice: () => roll() < 0.5,
      name: () => pick(NAMES),
      word: () => pick(Object.keys(FIELDS[name].words ?? {})),
      text: () => pick(['batken clash', 'Ворух, 50% & more']),
    }[sort]();
  }
  if (roll() < 0.4)
    filter['during'] = { from: '2021-04-28', to: pick(['2021-05-01', '2022-02-28']) };
  if (roll() < 0.4)
    filter['within'] = { west: -70.5, south: 38, east: roll() < 0.5 ? 69.25 : -179, north: 41.5 };
  if (roll() < 0.4) filter['near'] = { place: pick(NAMES), kilometres: pick([20, 0.5]) };
  return filter as EventFilter;
}

test('near a place is within 50 km unless told, and the place typed last is meant', () => {
  const near = (search: string) => asked(search).filter.near;
  expect(near('near.place=vorukh')).toEqual({ place: 'vorukh', kilometres: 50 });
  expect(near('near.place=vorukh&near.place=batken&near.kilometres=5')).toEqual({
    place: 'batken',
    kilometres: 5,
  });
  expect(near('near.kilometres=5')).toBeUndefined();
  for (const text of ['0', '-1', 'far', '20017']) {
    const { filter, faults } = asked(`near.place=vorukh&near.kilometres=${text}`);
    expect(filter).toEqual({});
    expect(faults).toMatchObject([{ field: 'near.kilometres' }]);
  }
});

test.each(Array.from({ length: 200 }, (_, seed) => seed))(
  'an address gives back the filter it was made of (%i)',
  (seed) => {
    const filter = anyFilter(dice(seed));
    const search = queryText(new URLSearchParams(parametersOf(filter)));
    expect(asked(search)).toEqual({ filter, faults: [] });
    expect(canonicalQuery({ searchParams: new URLSearchParams(search) })).toBe(search);
  },
);

test('what a form sends is tidied: empty fields go, ticks of one list come together', () => {
  const searchParams = new URLSearchParams(
    'text=&during.from=&countries=KG&countries=TJ&conflicts=&minDeaths=5&by=YEAR&by2=&asOf=',
  );
  expect(canonicalQuery({ searchParams })).toBe('countries=KG,TJ&minDeaths=5&by=YEAR');
});

describe('a mistake names its field and says how to write it', () => {
  test.each([
    ['kinds=ARMED_CLASH,WAR', 'kinds', '“WAR” is none of EPISODE'],
    ['countries=Kyrgyzstan', 'countries', 'two letters'],
    ['minDeaths=-1', 'minDeaths', 'whole one, 0 or more'],
    ['maxDeaths=99999999999', 'maxDeaths', 'no number of persons'],
    ['minDeaths=9&maxDeaths=3', 'minDeaths', 'above at most 3'],
    ['located=maybe', 'located', 'none of true, false'],
    ['during.from=2021-02-30', 'during.from', 'Write it as 2021-04-29'],
    ['during.from=2022-01-01&during.to=2021-01-01', 'during.to', 'before they start'],
    ['within.west=10', 'within.south', 'missing'],
    ['within.west=200&within.south=1&within.east=2&within.north=3', 'within.west', '−180 to 180'],
    ['within.west=1&within.south=9&within.east=2&within.north=3', 'within.south', 'north of'],
    [`text=${'x'.repeat(201)}`, 'text', '200 characters'],
  ])('%s', (search, field, words) => {
    const { faults } = asked(search);
    expect(faults[0]?.field).toBe(field);
    expect(faults[0]?.message).toContain(words);
  });

  test('and what is right beside it is kept', () => {
    expect(asked('kinds=WAR&countries=kg').filter).toEqual({ countries: ['KG'] });
  });
});

test('an order is one of three', () => {
  const faults: unknown[] = [];
  const order = (search: string) =>
    orderOf({ searchParams: new URLSearchParams(search) }, (fault) => faults.push(fault));
  expect([order(''), order('orderBy=DEADLIEST_FIRST'), order('orderBy=toString')]).toEqual([
    'LATEST_FIRST',
    'DEADLIEST_FIRST',
    'LATEST_FIRST',
  ]);
  expect(faults).toHaveLength(1);
});

test.each([
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['2023-13-01', false],
  ['today', false],
])('isDay(%j) is %j', (text, expected) => {
  expect(isDay(text)).toBe(expected);
});
