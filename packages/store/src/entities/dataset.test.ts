import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { actor, dataset, event } from '../../tests/seed.ts';
import { flagsOfDatasets } from './dataset.ts';
import type { Store } from '../open.ts';
import { actors } from '../tables/actor.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';

const disordered = { kind: 'LOW_BEST_HIGH_DISORDERED', note: 'Low 2, best 1.' } as const;
const late = { kind: 'ENDS_AFTER_DATASET_YEAR', note: 'Ends 2022-01-05.' } as const;

describe.each(ENGINES)('flagsOfDatasets on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    const { db } = store;
    await db.insert(actors).values(actor('a:1'));
    await db.insert(datasets).values([dataset('d:1', 'a:1'), dataset('d:2', 'a:1')]);
    await db
      .insert(events)
      .values([
        event('both', 1, { datasetKey: 'd:1', qualityFlags: [late, disordered] }),
        event('one', 2, { datasetKey: 'd:1', qualityFlags: [disordered] }),
        event('twice', 3, { datasetKey: 'd:1', qualityFlags: [disordered, disordered] }),
        event('plain', 4, { datasetKey: 'd:1' }),
        event('another', 5, { datasetKey: 'd:2', qualityFlags: [late] }),
        event('curated', 6, { qualityFlags: [late] }),
      ]);
  });
  afterAll(() => store?.close());

  test('counts events by the kind of flag, the most frequent first, for each release asked', async () => {
    expect(await flagsOfDatasets(store.db, ['d:1', 'd:2', 'd:3'])).toEqual(
      new Map([
        [
          'd:1',
          [
            { kind: 'LOW_BEST_HIGH_DISORDERED', eventCount: 3 },
            { kind: 'ENDS_AFTER_DATASET_YEAR', eventCount: 1 },
          ],
        ],
        ['d:2', [{ kind: 'ENDS_AFTER_DATASET_YEAR', eventCount: 1 }]],
      ]),
    );
  });
});
