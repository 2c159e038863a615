import { PGlite, protocol, type PGliteOptions } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import type { StoreError } from '../../store-error.ts';
import { beginBatch, endBatch } from './cancel-flag.ts';
import { prepareCluster } from './cluster.ts';
import { DurableFiles } from './durable-files.ts';
import { createServerLog, damaged, failedInUse, failedToOpen } from './failures.ts';
import { readAnswer } from './messages.ts';
import { clear, findQueryCancel, type QueryCancel } from './query-cancel.ts';
import { createRelationSizes, type RelationSizes } from './relation-sizes.ts';
import type { CompiledCode } from './shared-memory.ts';
import type { RunBatch } from './turns.ts';

/** PostgreSQL in this thread: one session. */
export interface EmbeddedDatabase {
  run: RunBatch;
  pglite: PGlite;
  queryCancel: QueryCancel;
  code: CompiledCode;
  /** Ends it with all on disk. */
  close(): Promise<void>;
}

/**
 * PostgreSQL's settings, beside PGlite's own, which turn fsync off. Pages come from the kernel's memory or a solid-state
 * disk: one out of order costs little more than the next. With the default, 4, the planner reads whole tables where an
 * index that holds all that is asked is an eighth of them.
 */
const SETTINGS = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['-c', 'wal_sync_method=fsync'],
  ...['-c', 'random_page_cost=1.1'],
];

/**
 * Write-ahead log, in bytes, after which what it tells of is written to the tables' own files. On a
 * server a process of its own sees to that; without it the log grows for ever, and after a kill all of
 * it is gone through before the first answer.
 */
const CHECKPOINT_EVERY = 64 * 1024 * 1024;
const CHECKPOINT = protocol.serialize.query('checkpoint');
/** What PostgreSQL answers to it. */
const DONE = Buffer.from('CHECKPOINT\0');

/** With which PGlite leaves its main loop at an ordinary error, to go on. */
const ORDINARY_ERROR = 100;

// The server has them on its disk; the embedded engine is handed them.
const EXTENSIONS = { pg_trgm, unaccent };

/**
 * Opens the database in a folder, or a new one where there is none; `memory://` for one that leaves
 * nothing.
 *
 * @param code what PostgreSQL was compiled to before, by another thread; compiling it is half of a start
 * @param onFatal is told of what the database does not survive, and ends the thread
 * @throws StoreError
 */
export async function openDatabase(
  dataDir: string,
  code: CompiledCode | undefined,
  onFatal: (error: StoreError) => never,
): Promise<EmbeddedDatabase> {
  const log = createServerLog();
  const end = (error: unknown) => onFatal(failedInUse(dataDir, error, log.lastWords()));
  const found = findQueryCancel();
  const options = {
    extensions: { ...EXTENSIONS, queryCancel: found.extension },
    onStderr: log.add,
    ...(code && { pgliteWasmModule: code as NonNullable<PGliteOptions['pgliteWasmModule']> }),
  };
  if (dataDir === 'memory://') {
    const pglite = await PGlite.create(dataDir, options);
    endAtFatal(pglite, end);
    const queryCancel = found.of(pglite);
    const run = batchRunner(pglite, queryCancel);
    return {
      pglite,
      queryCancel,
      code: found.code(),
      run: (...batch) => run(...batch).catch(end),
      close: () => pglite.close(),
    };
  }
  try {
    await prepareCluster(dataDir);
    const sizes = createRelationSizes(dataDir);
    const cut = sizes.findCut();
    if (cut.length > 0) {
      throw damaged(dataDir, `files are shorter than they were, or missing: ${cut.join(', ')}`);
    }
    const files = new DurableFiles(dataDir, sizes.forget);
    const pglite = await PGlite.create({
      fs: files,
      startParams: SETTINGS,
      ...options,
    });
    endAtFatal(pglite, end);
    const queryCancel = found.of(pglite);
    const database = withCheckpoints(pglite, batchRunner(pglite, queryCancel), files, sizes);
    return {
      pglite,
      queryCancel,
      code: found.code(),
      run: (...batch) => database.run(...batch).catch(end),
      close: () => database.close().catch(end),
    };
  } catch (error) {
    throw failedToOpen(dataDir, error, log.lastWords());
  }
}

function withCheckpoints(pglite: PGlite, run: RunBatch, files: DurableFiles, sizes: RelationSizes) {
  async function checkpoint(): Promise<Uint8Array[]> {
    const answer = (await run(CHECKPOINT))!;
    // In a failed transaction it is refused, and asked for again after the next batch.
    if (Buffer.from(answer).includes(DONE)) {
      files.walBytes = 0;
      sizes.record();
    }
    return readAnswer(answer).notifications;
  }
  return {
    run: async (...batch: Parameters<RunBatch>) => {
      const answer = await run(...batch);
      if (!answer || files.walBytes < CHECKPOINT_EVERY) return answer;
      // In the middle of a batch PostgreSQL takes nothing else.
      if (readAnswer(answer).inTransaction === null) return answer;
      return Buffer.concat([answer, ...(await checkpoint())]);
    },
    close: async () => {
      if (files.walBytes > 0) await checkpoint();
      await pglite.close();
    },
  };
}

function batchRunner(pglite: PGlite, queryCancel: QueryCancel): RunBatch {
  return async (batch, cancelFlag) => {
    if (cancelFlag && !beginBatch(cancelFlag)) return null;
    clear(queryCancel);
    const chunks: Uint8Array[] = [];
    try {
      await pglite.execProtocolRawStream(batch, {
        // PGlite hands out its own memory, which the next chunk overwrites.
        onRawData: (chunk) => chunks.push(chunk.slice()),
      });
    } finally {
      if (cancelFlag) endBatch(cancelFlag);
    }
    return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  };
}

/**
 * After a PANIC, or where the program itself was at fault, PGlite goes on as if an ordinary error had
 * happened: with a session that is half dead. Here that ends it.
 */
function endAtFatal({ Module: module }: PGlite, onFatal: (error: unknown) => never): void {
  const ending = (step: () => void) => () => {
    try {
      step();
    } catch (error) {
      if ((error as { status?: unknown }).status === ORDINARY_ERROR) throw error;
      onFatal(error);
    }
  };
  module._PostgresMainLoopOnce = ending(module._PostgresMainLoopOnce);
  module._PostgresMainLongJmp = ending(module._PostgresMainLongJmp);
}
