import type { Position } from '../history/position.ts';
import { readerOf, readWith } from '../reading/read.ts';
import { codesOf, outageOf, type Outage } from '../store-error.ts';
import type { ConnectionWatch } from './abortable-pool.ts';
import type { Database } from './database.ts';
import { behind, type Source, type Sources } from './replicas.ts';

/** Where the reads of one request go. */
export interface Reading {
  source: Source;
  /** Whether all of it was read at `source`; if not, nothing of it may be cached as that one's. */
  isWhole(): boolean;
  /** Its statements end with the signal. */
  database(signal: AbortSignal): Database;
  /**
   * Says that a statement has read the position in the snapshot of its answer, so that it need not be asked for. It is
   * forgotten as soon as another statement of the request is sent, and not taken while one is under way.
   */
  readAt(position: Position): void;
  /**
   * Nothing that was read so far is later than this, and nothing of it can be taken back.
   *
   * @throws StoreError BEHIND
   */
  position(): Promise<Position>;
}

/** Of a replica: the primary may answer all the same. */
const ELSEWHERE: readonly Outage[] = ['lost', 'unreachable', 'starting', 'full', 'silent'];

/** PostgreSQL's serialization_failure: what a standby replays has taken away what the statement had to see. */
const CONFLICT_WITH_RECOVERY = '40001';

const mayBeAnsweredElsewhere = (error: unknown) =>
  ELSEWHERE.includes(outageOf(error)!) || codesOf(error).includes(CONFLICT_WITH_RECOVERY);

/** A server that stands still keeps its connections, and who waits on them. */
function unlessLost<Answer>({ whenLost }: Source, answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stop = whenLost(() => reject(new Error('Query read timeout')));
    answer.then(resolve, reject).finally(stop);
  });
}

/**
 * The reads of one request: all at the source that was chosen, unless that one goes meanwhile. Then the primary goes on,
 * which is never behind it.
 *
 * @param atLeast answered from there on, or later
 * @throws StoreError as `Sources.choose`
 */
export async function openReading(sources: Sources, atLeast: Position | null): Promise<Reading> {
  const source = await sources.choose(atLeast);
  const primary = sources.all[0]!;
  const era = source.progress.era();
  let hasMoved = false;
  const mayBeEarlier = () => source.progress.era() !== era;
  let told: Position | null = null;
  let underWay = 0;
  const watch: ConnectionWatch = {
    taken: () => {
      underWay += 1;
      told = null;
    },
    givenBack: () => {
      underWay -= 1;
    },
  };

  function database(signal: AbortSignal): Database {
    const db = source.withSignal(signal, watch);
    if (!source.isReplica) return db;
    const here = readerOf(db);
    const there = readerOf(primary.withSignal(signal, watch));
    readWith(db, async (...statement) => {
      if (hasMoved) return there(...statement);
      try {
        const rows = await unlessLost(source, here(...statement));
        if (!mayBeEarlier()) return rows;
        hasMoved = true;
        return there(...statement);
      } catch (error) {
        if (!mayBeAnsweredElsewhere(error)) throw error;
        hasMoved = true;
        return there(...statement);
      }
    });
    return db;
  }

  return {
    source,
    isWhole: () => !hasMoved,
    database,
    readAt: (position) => {
      // What a replica has, another one may lack: of that more has to be known.
      if (!source.isReplica && underWay === 0) told = position;
    },
    position: async () => {
      if (told) {
        // A primary that stood still while another took its place may answer once more before it notices.
        if (atLeast !== null && told < atLeast) throw behind();
        return told;
      }
      // It is the only one there is, so nobody tells anything older; to ask it is to wait for its one session.
      const last = source.name === 'pglite' ? source.progress.last() : null;
      if (last) return last.position;
      if (source.isReplica && !hasMoved) {
        const here = await source.progress.read().catch(() => null);
        if (here && !mayBeEarlier()) {
          await sources.confirm(here);
          return here.position;
        }
      }
      const there = await primary.progress.read();
      if (there.isStandby) await sources.confirm(there);
      return there.position;
    },
  };
}
