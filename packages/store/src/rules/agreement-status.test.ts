import { describe, expect, test } from 'vitest';
import {
  milestonesOf,
  statusOf,
  type AgreementFacts,
  type StatusClaim,
} from './agreement-status.ts';

const at = (hour: number) => `2022-09-16T${String(hour).padStart(2, '0')}:00:00.000Z`;

function claim(hour: number, rest: Partial<StatusClaim> = {}): StatusClaim {
  return {
    key: `claim-${hour}`,
    stance: 'ASSERTS',
    assertedLatest: at(hour),
    withdrawnAt: null,
    ...rest,
  };
}

/** The ceasefire of 16 September: announced at 9, confirmed at 11, in force from 10, a breach alleged at 14. */
const ceasefire: AgreementFacts = {
  parties: ['kg', 'tj'],
  declarations: [
    { actorKey: 'kg', claim: claim(9) },
    { actorKey: 'tj', claim: claim(11, { stance: 'CONFIRMS' }) },
  ],
  effectiveAt: at(10),
  effectiveClaim: claim(9),
  violations: [{ accuserKey: 'kg', claim: claim(14) }],
  renewals: [],
  endedBy: null,
};

const steps = (facts: AgreementFacts, asOf = at(23)) =>
  milestonesOf(facts, asOf).map(({ status, at: since, actorKey }) => [
    status,
    since.slice(11, 13),
    actorKey,
  ]);

describe('statusOf', () => {
  test.each([
    ['before anyone spoke', 8, null],
    ['when one party has', 9, 'ANNOUNCED'],
    ['when its hour has come but one party is silent', 10, 'ANNOUNCED'],
    ['when all have and its hour has come', 11, 'IN_FORCE'],
    ['when a breach is alleged', 14, 'BREACH_ALLEGED'],
  ])('%s', (_, hour, expected) => {
    expect(statusOf(ceasefire, at(hour))).toBe(expected);
  });

  test('agreed, and its hour yet to come', () => {
    expect(statusOf({ ...ceasefire, effectiveAt: at(13) }, at(12))).toBe('AGREED');
    expect(statusOf({ ...ceasefire, effectiveAt: at(13) }, at(13))).toBe('IN_FORCE');
  });

  test('agreed without an hour stays agreed', () => {
    expect(statusOf({ ...ceasefire, effectiveAt: null }, at(13))).toBe('AGREED');
  });

  test('an hour that nobody had told of yet does not come', () => {
    expect(statusOf({ ...ceasefire, effectiveClaim: claim(13) }, at(12))).toBe('AGREED');
    expect(statusOf({ ...ceasefire, effectiveClaim: claim(13) }, at(13))).toBe('IN_FORCE');
  });

  test("an hour in the treaty's own text needs no claim", () => {
    expect(statusOf({ ...ceasefire, effectiveClaim: null }, at(11))).toBe('IN_FORCE');
  });

  test('a party that denies has not agreed', () => {
    const denied = {
      ...ceasefire,
      declarations: [
        ceasefire.declarations[0]!,
        { actorKey: 'tj', claim: claim(11, { stance: 'DENIES' }) },
      ],
    };
    expect(statusOf(denied, at(12))).toBe('ANNOUNCED');
  });

  test('an announcement that was withdrawn is none', () => {
    const withdrawn = {
      ...ceasefire,
      declarations: [{ actorKey: 'kg', claim: claim(9, { withdrawnAt: at(10) }) }],
    };
    expect(statusOf(withdrawn, at(9))).toBe('ANNOUNCED');
    expect(statusOf(withdrawn, at(10))).toBeNull();
  });

  test('a breach that is denied by its own claim is not alleged', () => {
    const none = {
      ...ceasefire,
      violations: [{ accuserKey: 'kg', claim: claim(14, { stance: 'DENIES' }) }],
    };
    expect(statusOf(none, at(15))).toBe('IN_FORCE');
  });

  test('renewed once a renewal is declared', () => {
    const renewed = {
      ...ceasefire,
      renewals: [
        { actorKey: 'tj', claim: claim(20) },
        { actorKey: 'kg', claim: claim(19) },
      ],
    };
    expect(statusOf(renewed, at(18))).toBe('BREACH_ALLEGED');
    expect(statusOf(renewed, at(19))).toBe('RENEWED');
  });

  test('ended once it is declared over, and nothing after', () => {
    const ended = {
      ...ceasefire,
      endedBy: claim(16),
      violations: [...ceasefire.violations, { accuserKey: 'tj', claim: claim(18) }],
    };
    expect(statusOf(ended, at(15))).toBe('BREACH_ALLEGED');
    expect(statusOf(ended, at(20))).toBe('ENDED');
  });
});

describe('milestonesOf', () => {
  test('the whole ledger, each step since when it was certain and by whose word', () => {
    expect(steps(ceasefire)).toEqual([
      ['ANNOUNCED', '09', 'kg'],
      ['AGREED', '11', 'tj'],
      ['IN_FORCE', '11', null],
      ['BREACH_ALLEGED', '14', 'kg'],
    ]);
  });

  test('said in one breath, the steps keep their order', () => {
    const breath = {
      ...ceasefire,
      declarations: [
        { actorKey: 'kg', claim: claim(9) },
        { actorKey: 'tj', claim: claim(14) },
      ],
    };
    expect(steps(breath, at(14)).map(([status]) => status)).toEqual([
      'ANNOUNCED',
      'AGREED',
      'IN_FORCE',
      'BREACH_ALLEGED',
    ]);
  });

  test('a party that repeats itself has announced once', () => {
    const repeated = {
      ...ceasefire,
      declarations: [{ actorKey: 'kg', claim: claim(12) }, ...ceasefire.declarations],
    };
    expect(steps(repeated)).toEqual(steps(ceasefire));
  });

  test('an allegation from before the announcement is none of it', () => {
    const early = { ...ceasefire, violations: [{ accuserKey: 'kg', claim: claim(8) }] };
    expect(steps(early).map(([status]) => status)).toEqual(['ANNOUNCED', 'AGREED', 'IN_FORCE']);
  });

  test('a confirmation that comes in after an alleged breach does not make it unsaid', () => {
    const early = { ...ceasefire, violations: [{ accuserKey: 'kg', claim: claim(10) }] };
    expect(steps(early).map(([status]) => status)).toEqual([
      'ANNOUNCED',
      'BREACH_ALLEGED',
      'AGREED',
      'IN_FORCE',
    ]);
    expect(statusOf(early, at(12))).toBe('BREACH_ALLEGED');
  });

  test('what lies ahead has not come', () => {
    expect(milestonesOf({ ...ceasefire, effectiveAt: at(20) }, at(13)).at(-1)!.status).toBe(
      'AGREED',
    );
  });
});
