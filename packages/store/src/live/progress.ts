import type { Position } from '../history/position.ts';
import type { NoticeListener } from './notices.ts';

/** How far a database is, as one snapshot of it has it. */
export interface Progress {
  position: Position;
  /** The last commit that changed a row which processes cache; null where there is none. */
  references: string | null;
  /** Of the latest migration of its tables, in ms; null where it has no tables. */
  tables: string | null;
  isStandby: boolean;
  /** Of PostgreSQL, in which the last commit that it has was made: positions of two are of two histories. */
  timeline: number | null;
}

/** Of the commits as the database that is asked has them, which on a standby are those it has replayed. */
export const PROGRESS = `select current_position() as position, pg_is_in_recovery() as "isStandby",
  (select timeline from installation) as timeline,
  (select max(position)::text from commits where is_reference) as "references",
  (select max(created_at)::text from drizzle.__drizzle_migrations) as tables`;

/** Keeps up with a database: what is cached of it is never older than what was read of its progress. */
export interface ProgressReader {
  /** As of the last time it was asked: whoever caches has been told of all changes up to there. Null where it is not known. */
  last(): Progress | null;
  /** Of a moment after the call, shared by all who call before the database is asked. Changes since the last time are told first. */
  read(): Promise<Progress>;
  /** How far it is before anything of it is cached: of that nobody has to be told. */
  begin(now: Progress): void;
  /** Another database may answer the next time, or the same after a crash, from which a standby comes back as it was earlier. */
  forget(): void;
  /** Counts how often that was so. */
  era(): number;
}

export function createProgressReader(
  ask: () => Promise<Progress>,
  tell: NoticeListener,
): ProgressReader {
  let last: Progress | null = null;
  let era = 0;
  let running: Promise<Progress> | undefined;
  let next: Promise<Progress> | undefined;

  async function readNow(): Promise<Progress> {
    const now = await ask();
    if (!last || now.position < last.position) {
      tell({ about: 'anything' });
    } else {
      if (now.references !== last.references) tell({ about: 'reference' });
      if (now.position !== last.position) tell({ about: 'commit' });
    }
    last = now;
    return now;
  }

  function start(): Promise<Progress> {
    const started = readNow().finally(() => {
      if (running === started) running = undefined;
    });
    return (running = started);
  }

  return {
    last: () => last,
    read: () => {
      if (!running) return start();
      next ??= running
        .catch(() => {})
        .then(() => {
          next = undefined;
          return running ?? start();
        });
      return next;
    },
    begin: (now) => {
      last = now;
    },
    forget: () => {
      last = null;
      era += 1;
    },
    era: () => era,
  };
}
