import { expect, test } from 'vitest';
import { claimMoments } from './claim-moments.ts';

const said = (slug: string, hour: number) => ({
  slug,
  assertedAt: { latest: `2022-09-16T${String(hour).padStart(2, '0')}:00:00.000Z` },
});
const announced = said('announced', 10);
const confirmed = said('confirmed', 11);
const alleged = said('alleged', 16);
const denied = said('denied', 18);

const now = {
  declarations: [{ claim: announced }, { claim: confirmed }],
  violations: [{ claim: alleged, denials: [denied] }],
  claims: { totalCount: 1, nodes: [announced] },
};

test('counts what is said of the agreement wherever it is said, each claim once', () => {
  expect(claimMoments(now, now)).toEqual({
    moments: [announced, confirmed, alleged, denied].map(({ assertedAt }) => assertedAt.latest),
    hidden: 0,
  });
});

test('counts what came later', () => {
  const then = {
    declarations: [{ claim: announced }],
    violations: [],
    claims: { totalCount: 1, nodes: [announced] },
  };
  expect(claimMoments(now, then).hidden).toBe(3);
});

test('counts claims that the first page of them leaves out', () => {
  const many = { ...now, claims: { totalCount: 150, nodes: [announced] } };
  const then = { ...now, claims: { totalCount: 120, nodes: [announced] } };
  expect(claimMoments(many, then)).toMatchObject({ hidden: 30 });
});
