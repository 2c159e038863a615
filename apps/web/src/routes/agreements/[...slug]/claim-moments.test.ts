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
  withdrawn: { totalCount: 0, nodes: [] },
  withdrawnViolations: [],
};

test('counts what is said of the agreement wherever it is said, each claim once', () => {
  expect(claimMoments(now, now, null)).toEqual({
    moments: [announced, confirmed, alleged, denied].map(({ assertedAt }) => assertedAt.latest),
    hidden: { claims: 0, isAtLeast: false },
  });
});

test('counts what came later', () => {
  const then = {
    declarations: [{ claim: announced }],
    violations: [],
    claims: { totalCount: 1, nodes: [announced] },
  };
  expect(claimMoments(now, then, '2022-09-16T10:30:00.000Z').hidden).toMatchObject({ claims: 3 });
});

test('counts claims that the first page of them leaves out', () => {
  const many = { ...now, claims: { totalCount: 150, nodes: [announced] } };
  const then = { ...now, claims: { totalCount: 120, nodes: [announced] } };
  expect(claimMoments(many, then, null)).toMatchObject({ hidden: { claims: 30 } });
});

test('counts what came later and was withdrawn since', () => {
  const withdrawn = { totalCount: 2, nodes: [said('late', 20), said('early', 9)] };
  const of = (asOf: string) => claimMoments({ ...now, withdrawn }, now, asOf);
  expect(of('2022-09-16T19:00:00.000Z').hidden).toEqual({ claims: 1, isAtLeast: false });
  expect(of('2022-09-16T20:00:00.000Z').hidden).toEqual({ claims: 0, isAtLeast: false });
  expect(of('2022-09-16T19:00:00.000Z').moments).toContain('2022-09-16T20:00:00.000Z');
});

test('says that there are at least so many where not all that was withdrawn is known', () => {
  const withdrawn = { totalCount: 3, nodes: [said('late', 20), said('early', 9)] };
  const of = (asOf: string) => claimMoments({ ...now, withdrawn }, now, asOf).hidden;
  expect(of('2022-09-16T08:00:00.000Z')).toEqual({ claims: 2, isAtLeast: true });
  expect(of('2022-09-16T12:00:00.000Z')).toEqual({ claims: 1, isAtLeast: false });
});

test('does not say that nothing is later where what stood was withdrawn since', () => {
  const later = { ...now, violations: [], withdrawnViolations: [{ claim: alleged }] };
  const then = { ...now, violations: [{ claim: alleged, denials: [] }] };
  expect(claimMoments(later, then, '2022-09-16T17:00:00.000Z').hidden).toBeNull();
  const withdrawn = { totalCount: 1, nodes: [confirmed] };
  expect(
    claimMoments({ ...now, declarations: [{ claim: announced }], withdrawn }, now, null).hidden,
  ).toBeNull();
});

test('counts an allegation that came later and was withdrawn since, once where it is about the agreement too', () => {
  const later = { ...now, violations: [], withdrawnViolations: [{ claim: alleged }] };
  const of = (at: Parameters<typeof claimMoments>[0]) =>
    claimMoments(at, { ...now, violations: [] }, '2022-09-16T12:00:00.000Z');
  expect(of(later).hidden).toEqual({ claims: 1, isAtLeast: false });
  expect(of(later).moments).toContain(alleged.assertedAt.latest);
  const both = { ...later, withdrawn: { totalCount: 1, nodes: [alleged] } };
  expect(of(both).hidden).toEqual({ claims: 1, isAtLeast: false });
});
