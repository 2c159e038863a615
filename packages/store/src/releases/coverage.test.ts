import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { actor, dataset, event } from '../../tests/seed.ts';
import type { Store } from '../open.ts';
import { actors } from '../tables/actor.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';
import { releaseIssues } from '../tables/issue.ts';
import { coverageOf, coveredDaysOf, type CoverageAsked } from './coverage.ts';

const ALL: CoverageAsked = { from: null, to: null, asOf: null };

type Covers = Partial<typeof releaseIssues.$inferInsert>;

const release = (version: string, released: string) => ({
  ...dataset(`s@${version}`, 'a:1'),
  series: 's',
  version,
  releasedEarliest: `${released}T00:00:00.000Z`,
  releasedLatest: `${released}T23:59:59.999Z`,
});

const issue = (version: string, released: string, covers: Covers) => ({
  releaseKey: `s@${version}`,
  number: 1,
  releasedEarliest: `${released}T00:00:00.000Z`,
  releasedLatest: `${released}T23:59:59.999Z`,
  releasedPrecision: 'DAY' as const,
  releasedEdtf: released,
  complete: false,
  firstSeenAt: '2026-01-01T00:00:00.000Z',
  importedAt: '2026-01-01T00:00:00.000Z',
  rowsRead: 1,
  rowsKept: 1,
  rowsFlagged: 0,
  rowsRejected: 0,
  ...covers,
});

describe.each(ENGINES)('coverage on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    const { db } = store;
    await db.insert(actors).values(actor('a:1'));
    await db
      .insert(datasets)
      .values([
        release('1', '2022-06-01'),
        release('2', '2022-07-01'),
        release('3', '2023-06-01'),
        release('4', '2024-06-01'),
        dataset('untold', 'a:1'),
        dataset('without events', 'a:1'),
      ]);
    await db.insert(releaseIssues).values([
      // Additions to months of which the next year's release is complete, but for the last.
      issue('1', '2022-06-01', { coversFrom: '2021-11-01', coversTo: '2022-01-31' }),
      issue('2', '2022-07-01', {
        coversFrom: '2019-01-01',
        coversTo: '2020-12-31',
        complete: true,
      }),
      issue('3', '2023-06-01', {
        coversFrom: '2021-01-01',
        coversTo: '2021-12-31',
        complete: true,
      }),
      issue('4', '2024-06-01', { coversFrom: '2022-01-15', coversTo: '2022-12-31', extract: true }),
    ]);
    await db
      .insert(events)
      .values([
        event('e:1', 1, { datasetKey: 's@1' }),
        event('e:2', 1, { datasetKey: 'untold' }),
        event('e:3', 1),
      ]);
  });
  afterAll(() => store.close());

  test('is by day what the best of a series’ releases has, and tells nothing of what is not loaded', async () => {
    expect(await coverageOf(store.db, ALL)).toEqual([
      {
        dataset: 's@4',
        days: [
          { from: '2019-01-01', to: '2021-12-31', kind: 'COMPLETE' },
          { from: '2022-01-01', to: '2022-01-31', kind: 'ADDITIONS' },
          { from: '2022-02-01', to: '2022-12-31', kind: 'EXTRACT' },
        ],
      },
      { dataset: 'untold', days: [] },
    ]);
  });

  test('is of the days asked, as of a moment by what had come out', async () => {
    const asked = { from: '2020-12-01', to: '2022-01-10', asOf: '2022-12-31T00:00:00.000Z' };
    expect(await coverageOf(store.db, asked)).toEqual([
      {
        dataset: 's@2',
        days: [
          { from: '2020-12-01', to: '2020-12-31', kind: 'COMPLETE' },
          { from: '2021-11-01', to: '2022-01-10', kind: 'ADDITIONS' },
        ],
      },
      { dataset: 'untold', days: [] },
    ]);
    expect(await coverageOf(store.db, { ...ALL, asOf: '2020-01-01T00:00:00.000Z' })).toEqual([]);
  });

  test('is told of several series at once', async () => {
    const of = await coveredDaysOf(store.db, ['s', 'untold', 'none'], {
      ...ALL,
      from: '2022-06-01',
      to: '2022-06-30',
    });
    expect(Object.fromEntries(of)).toEqual({
      s: [{ from: '2022-06-01', to: '2022-06-30', kind: 'EXTRACT' }],
      untold: [],
      none: [],
    });
  });
});
