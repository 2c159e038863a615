import type { Database } from '../engines/database.ts';
import { checkPosition, currentPosition, type Position } from '../history/position.ts';
import {
  claimsRecordedAfter,
  type RecordedClaim,
  type RecordedClaims,
} from '../history/recorded.ts';
import { outageOf } from '../store-error.ts';
import type { Notice } from './notices.ts';

/** Claims that are read at once; whoever follows takes them before more are read. */
const BATCH = 50;
/** How long to wait before a database is asked again that was away, in ms, unless it is heard of sooner. */
const RETRY = 2_000;

/** Nobody more may follow. */
export class FeedFull extends Error {
  override name = 'FeedFull';
  readonly limit: number;

  constructor(limit: number) {
    super(`${limit} follow already`);
    this.limit = limit;
  }
}

/** This process stops: whoever follows goes on elsewhere, or later, from where it is. */
export class FeedClosed extends Error {
  override name = 'FeedClosed';
}

export interface FollowOptions {
  /** Those of its record; null for all. */
  conflictKey: string | null;
  /** What comes after it; null for what is recorded from now on. */
  after: Position | null;
}

/** What follows the claims that are recorded, corrected or withdrawn. */
export interface Following extends AsyncIterableIterator<readonly RecordedClaim[], undefined> {
  /** Where it began. */
  start: Position;
}

/** The claims that are recorded or changed, as it happens, in whatever process. */
export interface ClaimFeed {
  /**
   * Each claim at its last change, in the order of positions, until `return`. Nothing is read before
   * it is asked for, so that whoever is slow catches up from where it is; while the database is away
   * it waits.
   *
   * @throws FeedFull, or an error of which `positionRefusal` tells why; and `next` FeedClosed
   */
  follow(options: FollowOptions): Promise<Following>;
  /** What a writer announced. */
  hear(notice: Notice): void;
  /** Ends what all follow. */
  close(): void;
}

/** `limit` bounds how many may follow at once. */
export function createClaimFeed(db: Database, limit: number): ClaimFeed {
  let places = limit;
  let closed = false;
  /** Grows with each notice, so that one which comes during a read is not missed. */
  let noticesSeen = 0;
  const waiting = new Set<() => void>();
  const reads = new Map<string, Promise<RecordedClaims>>();

  function wakeAll(): void {
    for (const wake of waiting) wake();
  }

  /** Those who are at the same place read together. */
  function readTogether(conflictKey: string | null, after: Position): Promise<RecordedClaims> {
    const id = JSON.stringify([conflictKey, after, noticesSeen]);
    let reading = reads.get(id);
    if (!reading) {
      reading = claimsRecordedAfter(db, after, conflictKey, BATCH).finally(() => reads.delete(id));
      reads.set(id, reading);
    }
    return reading;
  }

  function createFollowing({ conflictKey }: FollowOptions, start: Position): Following {
    let position = start;
    let left = false;
    let hasThrown = false;
    let wake = () => {};

    const woken = (milliseconds?: number) =>
      new Promise<void>((resolve) => {
        const timer = milliseconds && setTimeout(() => wake(), milliseconds);
        wake = () => {
          if (timer) clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
      });
    const leave = () => {
      if (!left) places += 1;
      left = true;
      wake();
    };

    return {
      start,
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => {
        for (;;) {
          if (closed && !hasThrown) {
            hasThrown = true;
            leave();
            throw new FeedClosed();
          }
          if (left) return { done: true, value: undefined };
          const before = noticesSeen;
          try {
            const { claims, ...read } = await readTogether(conflictKey, position);
            position = read.position;
            if (claims.length > 0 && !left) return { done: false, value: claims };
          } catch (error) {
            if (!outageOf(error)) {
              leave();
              throw error;
            }
            if (!left && !closed) await woken(RETRY);
            continue;
          }
          if (noticesSeen === before && !left && !closed) await woken();
        }
      },
      return: async () => {
        leave();
        return { done: true, value: undefined };
      },
    };
  }

  return {
    follow: async (options) => {
      if (closed) throw new FeedClosed();
      if (places === 0) throw new FeedFull(limit);
      places -= 1;
      try {
        const { after } = options;
        if (after !== null) await checkPosition(db, after);
        return createFollowing(options, after ?? (await currentPosition(db)));
      } catch (error) {
        places += 1;
        throw error;
      }
    },
    hear: ({ about }) => {
      if (about === 'reference') return;
      noticesSeen += 1;
      wakeAll();
    },
    close: () => {
      closed = true;
      wakeAll();
    },
  };
}
