import type { Entry } from '@casus/ingest/entry';
import fc from 'fast-check';

type ClaimEntry = Extract<Entry, { entity: 'claim' }>;

/** What random claims may be about, and whose they may be. */
export interface Cast {
  conflict: string;
  events: readonly string[];
  agreements: readonly string[];
  places: readonly string[];
  claimants: readonly string[];
}

const FIRST = Date.parse('2022-09-14T00:00:00Z');
const HOUR = 3_600_000;
const HOURS = 24 * 7;

/** A moment of the week that the record is fullest of. */
export const moment = fc
  .integer({ min: 0, max: HOURS * HOUR })
  .map((after) => new Date(FIRST + after).toISOString());

const later = (from: string, hours: number) =>
  new Date(Date.parse(from) + hours * HOUR).toISOString();

const written = (cast: Cast) =>
  fc.record({
    subject: fc.oneof(
      fc.constant({ subjectConflictKey: cast.conflict }),
      fc.constantFrom(...cast.events).map((key) => ({ subjectEventKey: key })),
      fc.constantFrom(...cast.agreements).map((key) => ({ subjectAgreementKey: key })),
      fc.constantFrom(...cast.places).map((key) => ({ subjectPlaceKey: key })),
    ),
    claimantKey: fc.constantFrom(...cast.claimants),
    figure: fc.option(
      fc.record({
        metric: fc.constantFrom('DEATHS' as const, 'INJURIES' as const, 'EVACUATED' as const),
        population: fc.constantFrom('ALL' as const, 'CIVILIANS' as const),
        best: fc.integer({ min: 0, max: 200 }),
        spread: fc.integer({ min: 0, max: 50 }),
      }),
    ),
    stance: fc.constantFrom('ASSERTS' as const, 'CONFIRMS' as const, 'DENIES' as const),
    rank: fc.constantFrom('NORMAL' as const, 'NORMAL' as const, 'DEPRECATED' as const),
    asserted: moment,
    within: fc.integer({ min: 0, max: 24 }),
    withdrawnAfter: fc.option(fc.integer({ min: 1, max: 72 })),
    follows: fc.option(fc.record({ which: fc.nat(50), answers: fc.boolean() })),
  });

/**
 * Claims that might stand in a record: what one supersedes or answers was said no later than itself.
 */
export const randomClaims = (cast: Cast) =>
  fc.array(written(cast), { maxLength: 40 }).map((claims) => {
    const entries: ClaimEntry[] = [];
    for (const [index, claim] of claims.entries()) {
      const assertedLatest = later(claim.asserted, claim.within);
      const earlier = entries.filter(({ row }) => row.assertedLatest <= assertedLatest);
      const followed = claim.follows && earlier[claim.follows.which % earlier.length]?.row.key;
      const { metric, population, best = 0, spread = 0 } = claim.figure ?? {};
      entries.push({
        entity: 'claim',
        row: {
          key: `test:${index}`,
          kind: claim.figure ? 'FIGURE' : 'OCCURRENCE',
          ...(metric && { metric, population, low: best - spread, best, high: best + spread }),
          stance: claim.stance,
          summary: `Claim ${index}.`,
          assertedEarliest: claim.asserted,
          assertedLatest,
          assertedPrecision: 'HOUR',
          assertedEdtf: claim.asserted.slice(0, 10),
          claimantKey: claim.claimantKey,
          rank: claim.rank,
          conflictKey: cast.conflict,
          ...claim.subject,
          ...(followed && { [claim.follows!.answers ? 'answersKey' : 'supersedesKey']: followed }),
          withdrawnAt:
            claim.withdrawnAfter === null ? null : later(assertedLatest, claim.withdrawnAfter),
        },
        attribution: [{ actorKey: claim.claimantKey, role: 'CLAIMANT', position: 1 }],
      });
    }
    return entries;
  });
