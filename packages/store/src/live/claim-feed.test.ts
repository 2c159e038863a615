import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmbedded } from '../../tests/embedded-template.ts';
import { conflict } from '../../tests/seed.ts';
import { currentPosition, positionRefusal } from '../history/position.ts';
import type { Store } from '../open.ts';
import { StoreError } from '../store-error.ts';
import { actors } from '../tables/actor.ts';
import { claims } from '../tables/claim.ts';
import { conflicts } from '../tables/conflict.ts';
import { createClaimFeed, FeedClosed, FeedFull, type Following } from './claim-feed.ts';

let store: Store;
beforeAll(async () => {
  store = await openEmbedded();
  await store.db.insert(conflicts).values([conflict('c:1', 'First'), conflict('c:2', 'Second')]);
  await store.db
    .insert(actors)
    .values({ key: 'a:1', name: 'Actor', kind: 'STATE', source: 'test' });
});
afterAll(() => store.close());

let recorded = 0;
/** Claims of a conflict, recorded in one transaction; answers with their keys. */
async function record(conflictKey: string, count = 1): Promise<string[]> {
  const keys = Array.from({ length: count }, () => `k:${(recorded += 1)}`);
  await store.db.insert(claims).values(
    keys.map((key) => ({
      key,
      kind: 'CONTEXT' as const,
      stance: 'ASSERTS' as const,
      rank: 'NORMAL' as const,
      summary: key,
      assertedEarliest: '2022-09-16T00:00:00.000Z',
      assertedLatest: '2022-09-16T10:00:00.000Z',
      assertedPrecision: 'DAY' as const,
      assertedEdtf: '2022-09-16',
      claimantKey: 'a:1',
      subjectConflictKey: conflictKey,
      conflictKey,
      source: 'test',
    })),
  );
  return keys;
}

const NOW = { after: null } as const;
const keysOf = ({ value }: Awaited<ReturnType<Following['next']>>) =>
  value?.map(({ claim: { key } }) => key);

test('a follower is told of its conflict, from where it began, in the order of positions', async () => {
  const feed = createClaimFeed(store.db, 3);
  await record('c:1');
  const following = await feed.follow({ conflictKey: 'c:1', ...NOW });
  const all = await feed.follow({ conflictKey: null, ...NOW });
  const next = following.next();
  const [other] = await record('c:2');
  feed.hear({ about: 'commit' });
  const mine = await record('c:1', 2);
  feed.hear({ about: 'reference' });
  feed.hear({ about: 'commit' });
  expect(keysOf(await next)).toEqual(mine);
  expect(keysOf(await all.next())).toEqual([other, ...mine]);
  const again = await feed.follow({ conflictKey: 'c:1', after: following.start });
  expect(keysOf(await again.next())).toEqual(mine);
});

test('whoever is slow catches up, a batch at a time', async () => {
  const feed = createClaimFeed(store.db, 1);
  const following = await feed.follow({ conflictKey: 'c:1', ...NOW });
  const keys = [...(await record('c:1', 120)), ...(await record('c:1', 3))];
  const received: string[] = [];
  const places: string[] = [following.start];
  while (received.length < keys.length) {
    const { value = [] } = await following.next();
    expect(value.length).toBeLessThanOrEqual(50);
    received.push(...value.map(({ claim }) => claim.key));
    places.push(...value.map(({ position }) => position));
  }
  expect(received).toEqual(keys);
  expect(places).toEqual([...new Set(places)].toSorted());
});

test('what is recorded during a read is not missed', async () => {
  const feed = createClaimFeed(store.db, 1);
  const following = await feed.follow({ conflictKey: 'c:1', ...NOW });
  for (let round = 0; round < 20; round += 1) {
    const next = following.next();
    const keys = await record('c:1');
    feed.hear({ about: 'commit' });
    expect(keysOf(await next)).toEqual(keys);
  }
});

test('while the database is away it waits, and then goes on', async () => {
  let away = true;
  const db = new Proxy(store.db, {
    get: (target, property, receiver) => {
      if (away) throw new StoreError('UNREACHABLE', 'Away.');
      return Reflect.get(target, property, receiver) as unknown;
    },
  });
  const feed = createClaimFeed(db, 1);
  const after = await currentPosition(store.db);
  away = false;
  const following = await feed.follow({ conflictKey: null, after });
  away = true;
  const keys = await record('c:2');
  const next = following.next();
  away = false;
  feed.hear({ about: 'anything' });
  expect(keysOf(await next)).toEqual(keys);
});

test('so many may follow and no more, until one leaves, which ends its waiting', async () => {
  const feed = createClaimFeed(store.db, 1);
  const first = await feed.follow({ conflictKey: 'c:1', ...NOW });
  await expect(feed.follow({ conflictKey: 'c:1', ...NOW })).rejects.toThrow(new FeedFull(1));
  const waiting = first.next();
  await first.return!();
  expect(await waiting).toEqual({ done: true, value: undefined });
  const refused = feed.follow({ conflictKey: 'c:2', after: '00000000-000000000000-000000000000' });
  expect(positionRefusal(await refused.catch((error: unknown) => error))).toBe('FOREIGN');
  await (
    await feed.follow({ conflictKey: 'c:2', ...NOW })
  ).return!();
});

test('a feed that is closed says so to all', async () => {
  const feed = createClaimFeed(store.db, 2);
  const following = await feed.follow({ conflictKey: 'c:1', ...NOW });
  const waiting = following.next();
  feed.close();
  await expect(waiting).rejects.toThrow(FeedClosed);
  expect((await following.next()).done).toBe(true);
  await expect(feed.follow({ conflictKey: 'c:1', ...NOW })).rejects.toThrow(FeedClosed);
});

test('a corrected claim comes again, where it was corrected', async () => {
  const feed = createClaimFeed(store.db, 1);
  const following = await feed.follow({ conflictKey: 'c:1', ...NOW });
  const [key] = await record('c:1');
  const first = await following.next();
  await store.db.update(claims).set({ summary: 'Other.' }).where(eq(claims.key, key!));
  const second = await following.next();
  expect(second.value?.map(({ claim }) => [claim.key, claim.summary, claim.change])).toEqual([
    [key, 'Other.', 'CORRECTED'],
  ]);
  expect(second.value![0]!.position > first.value![0]!.position).toBe(true);
});
