import { milestonesOf, statusOf, type AgreementFacts } from '@casus/store/rules/agreement-status';
import { figuresOf, type FigureClaim } from '@casus/store/rules/figures';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Entry } from '../entry.ts';
import { readRecord } from './read.ts';

type EntryOf<Kind extends Entry['entity']> = Extract<Entry, { entity: Kind }>;

// The project's own record, which must always read without a problem.
const record = await readRecord(join(import.meta.dirname, '../../../../records'));
const of = <Kind extends Entry['entity']>(kind: Kind) =>
  record.filter((entry): entry is EntryOf<Kind> => entry.entity === kind);
const claims = of('claim').map(
  ({ row }) =>
    ({ ...row, slug: row.slug! }) as FigureClaim & {
      slug: string;
    },
);
const claim = (key: string) => claims.find((one) => one.key === key)!;

const FIGHTING = 'record:kgz-tjk/2022-09-fighting';
const KYRGYZSTAN = 'ucdp:actor:132';
/** After all that the record holds was said. */
const LATER = '2026-01-01T00:00:00.000Z';

function figure(metric: string, partyKey: string | null, asOf: string) {
  return figuresOf(claims, asOf).find(
    ({ scope }) =>
      scope.subjectEventKey === FIGHTING &&
      scope.metric === metric &&
      scope.population === 'ALL' &&
      scope.partyKey === partyKey,
  );
}

function ceasefire(): AgreementFacts {
  const [{ row, parties, declarations, violations }] = of('agreement') as [EntryOf<'agreement'>];
  return {
    parties: parties!.map(({ actorKey }) => actorKey),
    declarations: declarations!.map(({ actorKey, claimKey }) => ({
      actorKey,
      claim: claim(claimKey),
    })),
    effectiveAt: row.effectiveAt!,
    effectiveClaim: claim(row.effectiveClaimKey!),
    violations: violations!.map(({ accuserKey, claimKey }) => ({
      accuserKey,
      claim: claim(claimKey),
    })),
    renewals: [],
    endedBy: null,
  };
}

test('the ceasefire is announced, agreed, in force and said to be breached within a day', () => {
  const facts = ceasefire();
  expect(statusOf(facts, '2022-09-16T09:00:00.000Z')).toBe(null);
  expect(statusOf(facts, '2022-09-16T10:00:00.000Z')).toBe('ANNOUNCED');
  expect(statusOf(facts, '2022-09-16T23:59:59.000Z')).toBe('BREACH_ALLEGED');
  expect(milestonesOf(facts, LATER).map(({ status, at }) => `${at} ${status}`)).toEqual([
    '2022-09-16T10:00:00.000Z ANNOUNCED',
    '2022-09-16T21:59:59.999Z AGREED',
    '2022-09-16T21:59:59.999Z IN_FORCE',
    '2022-09-16T21:59:59.999Z BREACH_ALLEGED',
  ]);
});

test('on the evening of the report one claim gives the evacuated, another thing than those who fled', () => {
  const evening = '2022-09-16T23:59:59.000Z';
  const evacuated = figure('EVACUATED', KYRGYZSTAN, evening)!;
  expect(evacuated).toMatchObject({ low: 120_000, high: 120_000, contested: false });
  expect(evacuated.claims.map(({ slug }) => slug)).toEqual(['kgz-tjk-evacuated-120000']);
  expect(figure('FLED', null, evening)).toMatchObject({ low: 18_500, high: 18_500 });
  expect(figure('DISPLACED', KYRGYZSTAN, evening)).toBeUndefined();
});

test('the Kyrgyz toll moves up day by day', () => {
  const tollAt = (asOf: string) => figure('DEATHS', KYRGYZSTAN, asOf)?.high ?? null;
  expect(
    [
      '2022-09-17T00:00:00.000Z',
      '2022-09-18T19:59:30.000Z',
      '2022-09-18T20:00:00.000Z',
      '2022-09-19T03:59:30.000Z',
      '2022-09-19T04:00:00.000Z',
    ].map(tollAt),
  ).toEqual([null, 24, 36, 46, 59]);
  const now = figure('DEATHS', KYRGYZSTAN, LATER)!;
  expect(now).toMatchObject({ low: 59, high: 59, contested: false });
  expect(now.claims).toHaveLength(5);
});

test('no claim speaks before what it is said to have happened after', () => {
  expect(claim('record:kgz-tjk/villages-bombed-again').assertedEarliest).toBe(
    of('agreement')[0]!.row.effectiveAt,
  );
});

test('what UCDP has a number for goes by it', () => {
  const keys = new Set(record.map(({ row }) => row.key));
  const established = [
    ...['ucdp:conflict:13324', 'ucdp:dyad:14236', KYRGYZSTAN, 'ucdp:actor:131', 'ucdp:provider'],
    ...['ucdp:ged@21.01.21.12', 'ucdp:ged:396873', 'ucdp:ged:396873/deaths@21.01.21.12', 'iso:KG'],
  ];
  expect(established.filter((key) => !keys.has(key))).toEqual([]);
});
