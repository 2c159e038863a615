import { expect, test } from 'vitest';
import { splitOf } from './death-split.ts';

const civilians = (best: number) => ({ population: 'CIVILIANS' as const, partyKey: null, best });
const combatants = { population: 'COMBATANTS' as const, partyKey: 'a:1', best: 3 };

test('takes each part to its side or its population, and what is not told as none', () => {
  const unknown = { population: 'UNKNOWN' as const, partyKey: null, best: 1 };
  const ofB = { population: 'CIVILIANS' as const, partyKey: 'a:2', side: 'B' as const, best: 7 };
  const parts = [{ ...combatants, side: 'A' as const }, ofB, civilians(2), unknown, civilians(4)];
  expect(splitOf({ best: 17, parts })).toEqual({ sideA: 3, sideB: 7, civilians: 6, unknown: 1 });
  expect(splitOf({ best: 2, parts: [civilians(2)] })).toEqual({
    sideA: 0,
    sideB: 0,
    civilians: 2,
    unknown: 0,
  });
});

test('does not repair parts that do not add up', () => {
  expect(splitOf({ best: 9, parts: [civilians(2)] })).toMatchObject({ civilians: 2, unknown: 0 });
});

test('is none where the claim does not split, or otherwise', () => {
  expect(splitOf({ best: 5, parts: [] })).toBeNull();
  expect(splitOf({ best: null, parts: [civilians(2)] })).toBeNull();
  expect(splitOf({ best: 5, parts: [combatants, civilians(2)] })).toBeNull();
});

test('an estimate of none has none in each part', () => {
  expect(splitOf({ best: 0, parts: [] })).toEqual({
    sideA: 0,
    sideB: 0,
    civilians: 0,
    unknown: 0,
  });
});
