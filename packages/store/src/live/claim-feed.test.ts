import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmbedded } from '../../tests/embedded-template.ts';
import { conflict } from '../../tests/seed.ts';
import { ClaimsMissed, createClaimFeed, FeedFull } from './claim-feed.ts';
import type { Store } from '../open.ts';
import { actors } from '../tables/actor.ts';
import { claims } from '../tables/claim.ts';
import { conflicts } from '../tables/conflict.ts';

let store: Store;
beforeAll(async () => {
  store = await openEmbedded();
  await store.db.insert(conflicts).values([conflict('c:1', 'First'), conflict('c:2', 'Second')]);
  await store.db
    .insert(actors)
    .values({ key: 'a:1', name: 'Actor', kind: 'STATE', source: 'test' });
  await store.db.insert(claims).values(
    ['k:1', 'k:2'].map((key) => ({
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
      subjectConflictKey: 'c:1',
      conflictKey: 'c:1',
      source: 'test',
    })),
  );
});
afterAll(() => store.close());

const recorded = (conflict: string, keys: readonly string[]) =>
  ({ about: 'claims', conflict, keys }) as const;

test('a follower is told of its conflict, in the order of the writers, without what is gone', async () => {
  const feed = createClaimFeed(store.db, 2);
  const following = feed.follow('c:1');
  feed.hear(recorded('c:2', ['k:1']));
  feed.hear(recorded('c:1', ['k:2', 'gone', 'k:1']));
  feed.hear({ about: 'reference' });
  feed.hear(recorded('c:1', ['k:1']));
  const keys = async () => (await following.next()).value?.map(({ key }) => key);
  expect([await keys(), await keys()]).toEqual([['k:2', 'k:1'], ['k:1']]);
  feed.close();
  expect(await following.next()).toEqual({ done: true, value: undefined });
});

test('so many may follow and no more, until one leaves, which ends its waiting', async () => {
  const feed = createClaimFeed(store.db, 1);
  const first = feed.follow('c:1');
  expect(() => feed.follow('c:1')).toThrow(new FeedFull(1));
  const waiting = first.next();
  await first.return!();
  expect(await waiting).toEqual({ done: true, value: undefined });
  await feed.follow('c:2').return!();
});

test('who falls far behind is told that it missed something, and nothing else', async () => {
  const feed = createClaimFeed(store.db, 2);
  const slow = feed.follow('c:1');
  const quick = feed.follow('c:1');
  for (let notice = 0; notice < 11; notice += 1) {
    feed.hear(recorded('c:1', Array<string>(1_000).fill('k:1')));
    expect((await quick.next()).value).toHaveLength(1_000);
  }
  await expect(slow.next()).rejects.toThrow(ClaimsMissed);
  expect((await slow.next()).done).toBe(true);
  await quick.return!();
});

test('so is everyone when notices were lost', async () => {
  const feed = createClaimFeed(store.db, 2);
  const following = feed.follow('c:1');
  feed.hear({ about: 'anything' });
  await expect(following.next()).rejects.toThrow(ClaimsMissed);
});
