import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { claim, dataset, event } from '../../tests/seed.ts';
import type { Store } from '../open.ts';
import { editionOf } from './edition.ts';
import { updateValidity } from './validity.ts';
import { actors } from '../tables/actor.ts';
import { claims } from '../tables/claim.ts';
import { datasets } from '../tables/dataset.ts';
import { eventEditions, events } from '../tables/event.ts';

const DAYS = ['2022-01-01', '2022-02-01', '2022-03-01', '2022-04-01'];
const at = (day: number) => `2022-09-0${day}T12:00:00.000Z`;

describe.each(ENGINES)('when editions were the last word on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await store.db.insert(actors).values({ key: 'a:1', name: 'P', kind: 'STATE', source: 'x' });
    await store.db.insert(datasets).values(
      DAYS.map((day, index) => ({
        ...dataset(`s@${index + 1}`, 'a:1'),
        series: 's',
        releasedEarliest: `${day}T00:00:00.000Z`,
        releasedLatest: `${day}T00:00:00.000Z`,
      })),
    );
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.db.delete(claims);
    await store.db.delete(eventEditions);
    await store.db.delete(events);
  });

  /** Releases by number with the day on which each claims something of the event; some with an edition. */
  async function said(days: Record<number, number>, editions: number[], source = 's') {
    const last = Object.keys(days).at(-1)!;
    const row = event('e:1', 1, { datasetKey: `s@${last}`, source });
    await store.db.insert(events).values([row, event('e:2', 1)]);
    await store.db
      .insert(claims)
      .values(
        Object.entries(days).map(([release, day]) =>
          claim(`c:${release}`, 'e:1', day, { releaseKey: `s@${release}` }),
        ),
      );
    if (editions.length > 0) {
      await store.db
        .insert(eventEditions)
        .values(
          editions.map((release) =>
            editionOf({ eventKey: 'e:1', releaseKey: `s@${release}`, issue: 1 }, row, []),
          ),
        );
    }
    return dated();
  }

  async function dated() {
    await updateValidity(store.db, ['e:1', 'e:2']);
    const stored = await store.db
      .select()
      .from(eventEditions)
      .orderBy(asc(eventEditions.releaseKey));
    const [held] = await store.db.select().from(events).orderBy(asc(events.key));
    return {
      editions: stored.map(({ validFrom, validUntil }) => [validFrom, validUntil]),
      row: held!.validFrom,
    };
  }

  test('an event that was never described otherwise has no dates', async () => {
    expect(await said({ 1: 1, 2: 2 }, [])).toEqual({ editions: [], row: null });
  });

  test('each edition holds until the first release that says something else', async () => {
    expect(await said({ 1: 1, 2: 2, 3: 3, 4: 4 }, [2, 3])).toEqual({
      editions: [
        [null, at(3)],
        [at(3), at(4)],
      ],
      row: at(4),
    });
  });

  test('what comes out after a later release of it never was the last word', async () => {
    expect(await said({ 1: 1, 2: 5, 3: 3 }, [1, 2])).toEqual({
      editions: [
        [null, at(3)],
        [at(5), at(3)],
      ],
      row: at(3),
    });
  });

  test('a curated event is what its curators say at every moment', async () => {
    expect(await said({ 1: 1, 2: 2 }, [1], 'record')).toEqual({
      editions: [[null, null]],
      row: null,
    });
  });

  test('a release that is dated anew moves what it ends', async () => {
    expect(await said({ 1: 1, 2: 2 }, [1])).toEqual({ editions: [[null, at(2)]], row: at(2) });
    await store.db
      .update(claims)
      .set({ assertedLatest: at(3) })
      .where(eq(claims.key, 'c:2'));
    expect(await dated()).toEqual({ editions: [[null, at(3)]], row: at(3) });
  });
});
