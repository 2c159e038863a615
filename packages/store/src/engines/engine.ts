import type { ConnectionWatch } from './abortable-pool.ts';
import type { Database } from './database.ts';
import type { Heartbeat } from './listening-connection.ts';
import type { Listening } from './listening.ts';
import type { NoticeListener } from '../live/notices.ts';
import type { ProgressReader } from '../live/progress.ts';
import type { StoreError } from '../store-error.ts';

/** What the two engines have in common, and all the rest of the store knows of them. */
export interface Engine {
  name: 'pglite' | 'postgres';
  /** A streaming standby, when it was opened: it is read only, and brought up to date by its primary. */
  isStandby: boolean;
  db: Database;
  /**
   * The same database for what ends when the signal is aborted: then its statements fail with a StoreError GIVEN_UP, those
   * that run are cancelled, and nothing more is sent.
   *
   * @param watch is told of each connection that its statements take
   */
  withSignal(signal: AbortSignal, watch?: ConnectionWatch): Database;
  /**
   * For who changes nothing of the tables: they are those of this version.
   *
   * @throws StoreError NEWER, or OLDER
   */
  refuseOtherVersions(): Promise<void>;
  /** Brings the tables up to date, one process at a time, and does the rest of the preparing: all of it or nothing. */
  migrate(migrationsFolder: string, then: (db: Database) => Promise<void>): Promise<void>;
  /**
   * Tells what writers announce, in this process or another on the same database, from when the
   * promise resolves until what it resolves with is called.
   */
  onNotice(listener: NoticeListener): Promise<() => Promise<void>>;
  /** How far the database is. Once read, listeners have been told of all changes up to there. */
  progress: Pick<ProgressReader, 'last' | 'read' | 'era'>;
  /** How the connection fares on which notices come. */
  listener: Pick<Listening, 'state' | 'onChange'>;
  connections(): ConnectionCounts;
  /** Whether the database answers. The question does not wait behind those who read. */
  readiness(): Promise<Readiness>;
  close(): Promise<void>;
  /**
   * Of a copy of another process's database: puts it in the place of that one, for all who read there.
   * Closed without it, the copy is thrown away.
   *
   * @throws StoreError REPLACED when something else was written there meanwhile; nothing changes then
   */
  publish?(): Promise<void>;
  /**
   * Resolves with the reason if the embedded database ends by itself: nothing can be asked of it any
   * more, and only a new start helps. A server that is away comes back.
   */
  failed: Promise<StoreError>;
}

/** Connections of the pool. */
export interface ConnectionCounts {
  /** As many as it may have at the moment. */
  most: number;
  open: number;
  idle: number;
  /** Statements that wait for one. */
  waiting: number;
}

export type Readiness =
  | { is: 'ready' }
  /** It answers, but whoever asks may have to wait; `why` is a sentence. */
  | { is: 'busy'; why: string }
  /** All are answered, but by less than there should be; `why` is a sentence. */
  | { is: 'degraded'; why: string }
  /** Nobody can be answered; `why` is a sentence. */
  | { is: 'gone'; why: string };

export interface EngineOptions {
  /** Is told every statement that is sent, for logs and for tests of what a query costs. */
  onStatement?: StatementListener | undefined;
  /** Milliseconds until PostgreSQL gives a statement up; the embedded engine has no clock for it. */
  statementTimeout?: number | undefined;
  /** Sends each statement within it, for whoever measures them; left out, it costs nothing. */
  traceStatement?: StatementTracer | undefined;
  sharing?: Sharing | undefined;
  /** Whether a data folder without a database is refused; else an empty database is made there. */
  mustExist?: boolean | undefined;
  /** Connections to a server, at most; 10 unless given. One more is kept for notices. */
  poolSize?: number | undefined;
  /** Streaming standbys of the server, which are read in its place. */
  replicaUrls?: readonly string[] | undefined;
  /** Milliseconds by which a replica may be behind; one that is further is left until it has caught up. */
  replicaLag?: number | undefined;
  /** How the connection for notices is watched; for tests that cannot wait. */
  heartbeat?: Heartbeat | undefined;
  /**
   * How long to wait where another process has the folder and shares it with nobody, as a writer does, in ms; about a
   * second unless given. The signal's abort ends it.
   */
  folderPatience?: FolderPatience | undefined;
}

export interface FolderPatience {
  ms: number;
  signal?: AbortSignal | undefined;
  /** Where another process serves the database: whether a third one writes in a copy of it, and goes first. */
  onQueue?: (isQueued: boolean) => void;
}

/**
 * The embedded database is one process's own: that one may offer it to others of its user on the
 * machine, and they may join instead of being refused. A server is everyone's anyway.
 */
export type Sharing =
  | 'offer'
  | 'join'
  /** Where another process offers the folder: a copy, which takes its place at `publish`. Where that one gives none, to join. */
  | 'replace';

/** Is told every statement that is sent. */
export type StatementListener = (statement: string) => void;

/** Runs what sends a statement; the signal, where there is one, tells for which request. */
export type StatementTracer = <Answer>(
  signal: AbortSignal | undefined,
  text: string,
  run: () => Promise<Answer>,
) => Promise<Answer>;

/** The listener as Drizzle takes it. */
export function statementLogger(onStatement: StatementListener | undefined) {
  return onStatement ? { logQuery: (statement: string) => onStatement(statement) } : false;
}
