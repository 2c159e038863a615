import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { dataset, event } from '../../tests/seed.ts';
import type { Store } from '../open.ts';
import { linkReleases, updateEvents } from './succession.ts';
import { actors } from '../tables/actor.ts';
import { claims } from '../tables/claim.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';

describe.each(ENGINES)('releases on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await store.db
      .insert(actors)
      .values({ key: 'provider', name: 'P', kind: 'DATASET_PROVIDER', source: 'x' });
    await store.db.insert(datasets).values(
      ['21.1', '22.1', '23.1', '24.1'].map((version) => ({
        ...dataset(`s@${version}`, 'provider'),
        series: 's',
      })),
    );
    await store.db.insert(datasets).values(dataset('other', 'provider'));
    await store.db.insert(events).values([event('e:1', 1, { deathsBest: 1 }), event('e:2', 2)]);
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.db.delete(claims);
  });

  /** What a release of the series says of an event: `e:1 deaths 22.1`. */
  const say = (key: string, best: number, rest: object = {}) => {
    const [subjectEventKey, metric, version = ''] = key.split(' ');
    const released = `20${version.slice(0, 2)}-06-01`;
    return store.db.insert(claims).values({
      key,
      kind: 'FIGURE',
      metric: metric === 'deaths' ? 'DEATHS' : 'INJURIES',
      population: 'ALL',
      releaseKey: `s@${version}`,
      low: best,
      best,
      high: best + 1,
      stance: 'ASSERTS',
      rank: 'NORMAL',
      summary: 'Said.',
      assertedEarliest: `${released}T00:00:00.000Z`,
      assertedLatest: `${released}T00:00:00.000Z`,
      assertedPrecision: 'DAY',
      assertedEdtf: released,
      claimantKey: 'provider',
      subjectEventKey,
      source: 'x',
      ...rest,
    });
  };
  const supersessions = async () => {
    const rows = await store.db.select().from(claims).orderBy(asc(claims.key));
    return Object.fromEntries(rows.map(({ key, supersedesKey }) => [key, supersedesKey]));
  };

  test('follow one another by when they were said, each thing on its own', async () => {
    await say('e:1 deaths 23.1', 4);
    await say('e:1 deaths 21.1', 2, { supersedesKey: 'e:1 deaths 23.1' });
    await say('e:1 injured 22.1', 9);
    await say('e:1 deaths 22.1 of civilians', 2, { population: 'CIVILIANS' });
    await say('e:1 deaths 22.1 by hand', 9, { releaseKey: null });
    await say('e:1 deaths 24.1 elsewhere', 9, { releaseKey: 'other' });
    await say('e:2 deaths 22.1', 9);
    await linkReleases(store.db, { subjectEventKey: ['e:1', 'e:2'] });
    await say('e:1 deaths 22.1', 3);
    await linkReleases(store.db, { subjectEventKey: ['e:1', 'e:2'] });
    expect(await supersessions()).toEqual({
      'e:1 deaths 22.1 by hand': null,
      'e:1 deaths 22.1 of civilians': null,
      'e:1 deaths 24.1 elsewhere': null,
      'e:1 deaths 21.1': null,
      'e:1 deaths 22.1': 'e:1 deaths 21.1',
      'e:1 deaths 23.1': 'e:1 deaths 22.1',
      'e:1 injured 22.1': null,
      'e:2 deaths 22.1': null,
    });
  });

  test('settle an event’s deaths by the last one that stands', async () => {
    const deaths = async () => {
      const rows = await store.db.select().from(events).orderBy(asc(events.key));
      return rows.map(({ deathsLow, deathsBest, deathsHigh }) => [
        deathsLow,
        deathsBest,
        deathsHigh,
      ]);
    };
    await updateEvents(store.db, ['e:1', 'e:2']);
    expect(await deaths()).toEqual([
      [null, 1, null],
      [null, null, null],
    ]);
    await say('e:1 deaths 22.1', 3);
    await say('e:1 deaths 21.1', 2);
    await say('e:1 deaths 23.1', 4, { rank: 'DEPRECATED' });
    await say('e:1 injured 24.1', 9);
    await updateEvents(store.db, ['e:1', 'e:2']);
    expect(await deaths()).toEqual([
      [3, 3, 4],
      [null, null, null],
    ]);
  });
});
