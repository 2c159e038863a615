import { expect, test } from 'vitest';
import { civiliansOf, civiliansText, splitOf, sumOfSplits } from './split.ts';

const parts = (sideA: number, sideB: number, civilians: number, unknown: number) => ({
  sideA,
  sideB,
  civilians,
  unknown,
});

test('an estimate that is not split has no parts, and nothing is said of civilians', () => {
  const deaths = { best: 8, sideA: null, sideB: null, civilians: null, unknown: null };
  expect(splitOf(deaths)).toBeNull();
  expect(civiliansText(deaths, 'UCDP')).toBe('');
  expect(splitOf(null)).toBeNull();
});

test('what is in no part is told beside the parts', () => {
  expect(splitOf({ best: 10, ...parts(2, 3, 4, 0) })).toEqual({
    best: 10,
    ...parts(2, 3, 4, 0),
    rest: 1,
  });
});

test('a share is said to be counted, and whose estimate it is', () => {
  expect(civiliansText({ best: 8, ...parts(2, 0, 6, 0) }, 'UCDP')).toBe(
    'By UCDP’s best estimate, 6 of 8 dead are counted as civilians (75%).',
  );
});

test('where the status of some is not told, a share is two bounds', () => {
  expect(civiliansText({ best: 8, ...parts(2, 0, 4, 2) }, 'UCDP')).toBe(
    'By UCDP’s best estimate, 4 of 8 dead are counted as civilians (50%). Whether another 2 were civilians is not known: the share may be anything from 50% to 75%.',
  );
});

test('bounds that are written alike are not told as a range', () => {
  expect(civiliansText({ best: 1000, ...parts(956, 0, 40, 4) }, 'UCDP')).toBe(
    'By UCDP’s best estimate, 40 of 1,000 dead are counted as civilians (4%).',
  );
  expect(civiliansOf({ best: 1000, ...parts(956, 0, 40, 4) })).toEqual({
    civilians: 40,
    unspecified: 4,
    least: 0.04,
    most: 0.044,
  });
});

test('bounds of nearly all, or of hardly any, are not told as a range of words for the same', () => {
  expect(civiliansText({ best: 64_504, ...parts(22, 0, 64_174, 308) }, 'UCDP')).toBe(
    'By UCDP’s best estimate, 64,174 of 64,504 dead are counted as civilians (>99%).',
  );
  expect(civiliansText({ best: 1000, ...parts(992, 0, 2, 6) }, 'UCDP')).toBe(
    'By UCDP’s best estimate, 2 of 1,000 dead are counted as civilians (<1%).',
  );
  expect(civiliansText({ best: 100, ...parts(1, 0, 98, 1) }, 'UCDP')).toContain('(98%)');
});

test('no share is told of nobody', () => {
  expect(civiliansText({ best: 0, ...parts(0, 0, 0, 0) }, 'UCDP')).toBe('');
});

test('a sum keeps the dead of estimates that are not split in no part', () => {
  const sum = sumOfSplits([{ best: 8, ...parts(2, 0, 4, 2) }, { best: 5 }, null]);
  expect(splitOf(sum)).toMatchObject({ best: 13, civilians: 4, unknown: 2, rest: 5 });
  expect(sumOfSplits([{ best: 5 }])).toBeNull();
});
