import { sql } from 'drizzle-orm';
import type { Claim } from '../entities/claim.ts';
import type { Database } from '../engines/database.ts';
import { isAny } from '../reading/loaders.ts';
import type { Notice } from './notices.ts';
import { selectRows } from '../reading/read.ts';
import { claims } from '../tables/claim.ts';

/** Claims a follower may be behind before it is given up. */
const BACKLOG = 10_000;

/** Nobody more may follow. */
export class FeedFull extends Error {
  override name = 'FeedFull';
  readonly limit: number;

  constructor(limit: number) {
    super(`${limit} follow already`);
    this.limit = limit;
  }
}

/** A follower was too slow, or nobody knows what happened for a while: some claims were not told. */
export class ClaimsMissed extends Error {
  override name = 'ClaimsMissed';
}

/** The claims that are recorded or changed, as it happens, in whatever process. */
export interface ClaimFeed {
  /**
   * Those of a conflict's record, from now until `return`, in the batches in which they were told.
   *
   * @throws FeedFull; and `next` ClaimsMissed, after which it is over.
   */
  follow(conflictKey: string): AsyncIterableIterator<readonly Claim[], undefined>;
  /** What a writer announced. */
  hear(notice: Notice): void;
  /** Ends what all follow. */
  close(): void;
}

interface Follower {
  conflictKey: string;
  push(batch: readonly Claim[]): void;
  /** With an error, or none. */
  end(error?: Error): void;
}

/** Reads what a notice is about once for all who follow. `limit` bounds how many may. */
export function createClaimFeed(db: Database, limit: number): ClaimFeed {
  const followers = new Set<Follower>();
  let reading = Promise.resolve();

  const followersOf = (conflictKey: string) =>
    [...followers].filter((follower) => follower.conflictKey === conflictKey);
  const endAll = (error?: Error) => {
    for (const follower of followers) follower.end(error);
  };

  async function build(conflictKey: string, keys: readonly string[]): Promise<void> {
    if (followersOf(conflictKey).length === 0) return;
    const rows = await selectRows(db, claims, sql`where ${isAny(claims.key, keys)}`);
    const byKey = new Map(rows.map((row) => [row.key, row]));
    const batch = keys.flatMap((key) => byKey.get(key) ?? []);
    for (const follower of followersOf(conflictKey)) follower.push(batch);
  }

  return {
    follow: (conflictKey) => {
      if (followers.size >= limit) throw new FeedFull(limit);
      return createFollowing(conflictKey, followers);
    },
    hear: (notice) => {
      if (notice.about === 'anything') endAll(new ClaimsMissed());
      if (notice.about !== 'claims' || notice.conflict === null) return;
      const { conflict, keys } = notice;
      // One after the other, so that they are told in the order in which they were committed.
      reading = reading.then(() => build(conflict, keys)).catch(() => endAll(new ClaimsMissed()));
    },
    close: () => endAll(),
  };
}

function createFollowing(
  conflictKey: string,
  followers: Set<Follower>,
): AsyncIterableIterator<readonly Claim[], undefined> {
  let batches: (readonly Claim[])[] = [];
  let behind = 0;
  let over: { error?: Error | undefined } | null = null;
  let wake = () => {};

  const follower: Follower = {
    conflictKey,
    push: (batch) => {
      batches.push(batch);
      behind += batch.length;
      if (behind > BACKLOG) follower.end(new ClaimsMissed());
      wake();
    },
    end: (error) => {
      over ??= { error };
      if (error) batches = [];
      followers.delete(follower);
      wake();
    },
  };
  followers.add(follower);

  const following: AsyncIterableIterator<readonly Claim[], undefined> = {
    [Symbol.asyncIterator]: () => following,
    next: async () => {
      while (batches.length === 0 && !over) {
        await new Promise<void>((resolve) => (wake = resolve));
      }
      const batch = batches.shift();
      if (batch) {
        behind -= batch.length;
        return { done: false, value: batch };
      }
      const error = over?.error;
      over = {};
      if (error) throw error;
      return { done: true, value: undefined };
    },
    return: async () => {
      batches = [];
      over = {};
      follower.end();
      return { done: true, value: undefined };
    },
  };
  return following;
}
