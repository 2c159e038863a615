import { expect, it } from 'vitest';
import type { Row } from './columns.ts';
import { gedRow } from './fixture.ts';
import { readWhere } from './places.ts';

const where = (cells: Partial<Row> = {}) => readWhere(gedRow(cells));
const keys = (cells: Partial<Row>) =>
  where(cells).places.map(({ row }) => `${row.kind} ${row.key}`);

it('goes from the country down to the spot, which has the coordinates', () => {
  const { places, ...rest } = where();
  expect(places.map(({ row }) => row)).toEqual([
    { key: 'iso:KG', name: 'Kyrgyzstan', kind: 'COUNTRY', countryKey: 'iso:KG', countryCode: 'KG' },
    {
      key: 'ucdp:place:703/Batken oblast',
      name: 'Batken oblast',
      kind: 'ADMIN1',
      parentKey: 'iso:KG',
      countryKey: 'iso:KG',
    },
    {
      key: 'ucdp:place:703/Batken oblast/Leilek rayon',
      name: 'Leilek rayon',
      kind: 'ADMIN2',
      parentKey: 'ucdp:place:703/Batken oblast',
      countryKey: 'iso:KG',
    },
    {
      key: 'ucdp:place:703/Batken oblast/Leilek rayon/Maksat village',
      name: 'Maksat village',
      kind: 'SETTLEMENT',
      parentKey: 'ucdp:place:703/Batken oblast/Leilek rayon',
      countryKey: 'iso:KG',
      latitude: 40.10635,
      longitude: 69.64127,
    },
  ]);
  expect(rest).toEqual({
    place: places.at(-1),
    country: 703,
    countryKey: 'iso:KG',
    precision: 'EXACT',
    latitude: 40.10635,
    longitude: 69.64127,
  });
  expect(places[0]!.externalIds).toEqual([
    { scheme: 'GLEDITSCH_WARD', value: '703' },
    { scheme: 'ISO_3166_1_ALPHA_2', value: 'KG' },
    { scheme: 'ISO_3166_1_ALPHA_3', value: 'KGZ' },
    { scheme: 'ISO_3166_1_NUMERIC', value: '417' },
  ]);
});

it('stops at the level that the precision tells', () => {
  const country = 'COUNTRY iso:KG';
  const oblast = 'ADMIN1 ucdp:place:703/Batken oblast';
  const rayon = 'ADMIN2 ucdp:place:703/Batken oblast/Leilek rayon';
  expect(keys({ where_prec: '3', where_coordinates: 'Leilek rayon' })).toEqual([
    country,
    oblast,
    rayon,
  ]);
  expect(keys({ where_prec: '4', where_coordinates: 'Batken oblast', adm_2: '' })).toEqual([
    country,
    oblast,
  ]);
  expect(keys({ where_prec: '5', where_coordinates: 'the road to Batken' })).toEqual([
    country,
    oblast,
    rayon,
    'AREA ucdp:place:703/Batken oblast/Leilek rayon/the road to Batken',
  ]);
  expect(keys({ where_prec: '6', where_coordinates: 'Kyrgyzstan' })).toEqual([country]);
});

it('takes a point that is the district for the district', () => {
  expect(where({ where_prec: '2', where_coordinates: 'Leilek rayon' }).place?.row.kind).toBe(
    'ADMIN2',
  );
});

it('leaves room in a key for the level that is not known', () => {
  expect(keys({ adm_2: '' }).at(-1)).toBe(
    'SETTLEMENT ucdp:place:703/Batken oblast//Maksat village',
  );
  expect(keys({ adm_1: '', adm_2: '', where_coordinates: 'Jina/Gina' }).at(-1)).toBe(
    'SETTLEMENT ucdp:place:703///Jina%2FGina',
  );
});

it('keeps a key within what an index takes, whatever the script', () => {
  const [adm_1, adm_2, spot] = ['ก', 'ข', 'ค'].map((letter) => letter.repeat(300));
  const long = { adm_1: adm_1!, adm_2: adm_2!, where_coordinates: spot! };
  const [, first, second, third] = where(long).places.map(({ row }) => row.key);
  expect(first).toMatch(/^ucdp:place:703\/[0-9a-f]{16}$/);
  expect(second).toMatch(new RegExp(`^${first}/[0-9a-f]{16}$`));
  expect(third).toMatch(new RegExp(`^${second}/[0-9a-f]{16}$`));
  expect(keys({ ...long, adm_1: `${adm_1!.slice(1)}ข` })[1]).not.toBe(`ADMIN1 ${first}`);
  expect(keys({ adm_1: 'x'.repeat(300) })[1]).toBe(`ADMIN1 ucdp:place:703/${'x'.repeat(300)}`);
});

it('puts the high seas in no country', () => {
  const { place, countryKey, precision } = where({
    where_prec: '7',
    where_coordinates: 'the open sea',
    adm_1: '',
    adm_2: '',
  });
  expect({ ...place?.row, countryOfEvent: countryKey, precision }).toMatchObject({
    kind: 'AREA',
    parentKey: null,
    countryKey: null,
    countryOfEvent: 'iso:KG',
    precision: 'INTERNATIONAL',
  });
});

it('names a number that is not in the list as the row does', () => {
  const [country] = where({ country_id: '998', country: 'Newland' }).places;
  expect(country).toEqual({
    entity: 'place',
    row: {
      key: 'gw:998',
      name: 'Newland',
      kind: 'COUNTRY',
      countryKey: 'gw:998',
      countryCode: null,
    },
    externalIds: [{ scheme: 'GLEDITSCH_WARD', value: '998' }],
  });
});

it('has no country where the row gives none', () => {
  expect(where({ country_id: '', country: '' })).toMatchObject({ country: null, countryKey: null });
});
