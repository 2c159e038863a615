import { expect, test } from 'vitest';
import type { EventFilter } from '../../gql/graphql.ts';
import { askedWithin, countryKey } from './country-filter.server.ts';

async function questions(slug: string, place: { kind: string; countryCode: string | null } | null) {
  const asked: EventFilter[] = [];
  const last = await askedWithin(
    slug,
    async (within) => {
      asked.push(within);
      return within;
    },
    () => place,
  );
  expect(last).toBe(asked.at(-1));
  return asked;
}

test('a country is asked for by its code', async () => {
  const mali = { kind: 'COUNTRY', countryCode: 'ML' };
  expect(await questions('mali', mali)).toEqual([{ countries: ['ML'] }]);
  expect(await questions('cote-d-ivoire', { kind: 'COUNTRY', countryCode: 'CI' })).toEqual([
    { countries: ['CI'] },
  ]);
  expect(await questions('mali', null)).toEqual([{ countries: ['ML'] }]);
});

test('any other place is asked for by what lies in it', async () => {
  expect(await questions('osh', { kind: 'SETTLEMENT', countryCode: null })).toEqual([
    { places: ['osh'] },
  ]);
});

test('a place that is only called like a country is asked for again', async () => {
  expect(await questions('mali', { kind: 'SETTLEMENT', countryCode: null })).toEqual([
    { countries: ['ML'] },
    { places: ['mali'] },
  ]);
});

test('a country’s ISO code in any case is a key, and anything else stays as it is', () => {
  expect(['ET', 'et', 'Et'].map(countryKey)).toEqual(['iso:ET', 'iso:ET', 'iso:ET']);
  const others = ['ethiopia', 'iso:ET', 'xx', ''];
  expect(others.map(countryKey)).toEqual(others);
});
