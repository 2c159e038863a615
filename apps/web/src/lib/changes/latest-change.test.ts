import { expect, test } from 'vitest';
import type { ChangeRowFragment } from '../../gql/graphql.ts';
import { latestChange } from './latest-change.ts';

const NIGHT = '2022-09-16T21:59:59.999Z';
const number = (best: number) => ({ low: null, best, high: null, quantifier: 'EXACT' as const });

const change = (slug: string, rest: Partial<ChangeRowFragment> = {}): ChangeRowFragment => ({
  at: NIGHT,
  kind: 'ASSERTED',
  before: null,
  after: null,
  milestone: null,
  claim: {
    slug,
    kind: 'FIGURE',
    stance: 'ASSERTS',
    metric: 'DEATHS',
    population: 'ALL',
    summary: slug,
    summaryTranslation: null,
    claimant: { name: 'Ministry' },
    party: null,
  },
  ...rest,
});

const moved = (status: 'ANNOUNCED' | 'AGREED' | 'IN_FORCE') =>
  change('agreed', {
    kind: 'AGREEMENT_MOVED',
    milestone: {
      status,
      agreement: { slug: 'ceasefire', name: 'Ceasefire', nameTranslation: null },
    },
  });

test('nothing has changed where nothing is on record', () => {
  expect(latestChange([])).toBeNull();
});

test('only the latest moment counts; numbers that moved come first, agreements by their steps', () => {
  const changed = latestChange([
    moved('IN_FORCE'),
    moved('AGREED'),
    change('words'),
    change('new', { after: number(17) }),
    change('revised', { kind: 'REVISED', before: number(17), after: number(24) }),
    change('withdrawn', { kind: 'WITHDRAWN', before: number(5) }),
    change('earlier', { at: '2022-09-16T10:00:00.000Z', after: number(3) }),
  ])!;
  expect(changed.at).toBe(NIGHT);
  expect(changed.agreements).toEqual([
    { slug: 'ceasefire', name: 'Ceasefire', statuses: ['AGREED', 'IN_FORCE'] },
  ]);
  expect(changed.claims.map(({ claim }) => claim.slug)).toEqual([
    'withdrawn',
    'revised',
    'new',
    'words',
  ]);
});
