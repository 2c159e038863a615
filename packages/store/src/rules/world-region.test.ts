import { expect, test } from 'vitest';
import { WORLD_REGIONS } from '../vocabulary.ts';
import { countriesOfRegions, worldRegions } from './world-region.ts';

test('a country is in one region, and each region has some', () => {
  const codes = worldRegions().flatMap(([, countries]) => countries);
  expect(new Set(codes).size).toBe(codes.length);
  expect(worldRegions().map(([region]) => region)).toEqual(WORLD_REGIONS);
});

test('regions stand for their countries', () => {
  expect(countriesOfRegions(['MIDDLE_EAST'])).toContain('EG');
  expect(countriesOfRegions(['EUROPE', 'MIDDLE_EAST'])).toEqual([
    ...countriesOfRegions(['EUROPE']),
    ...countriesOfRegions(['MIDDLE_EAST']),
  ]);
  expect(countriesOfRegions([])).toEqual([]);
});
