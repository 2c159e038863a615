import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { StoreError } from '../../store-error.ts';
import { cancel, createCancelFlag, reset, type CancelFlag } from './cancel-flag.ts';
import { createPortStream } from './port-stream.ts';
import { raise, type QueryCancel } from './query-cancel.ts';
import type { CompiledCode } from './shared-memory.ts';

/** What the thread begins with. */
export interface Start {
  /** Where PGlite keeps its files, or `memory://`. */
  dataDir: string;
  code: CompiledCode | undefined;
}
export type ToWorker =
  | { is: 'client'; port: MessagePort; cancelFlag: CancelFlag }
  | { is: 'listen'; path: string }
  | { is: 'stop listening' }
  | { is: 'close' };
export type FromWorker =
  | { is: 'ready'; queryCancel: QueryCancel; code: CompiledCode }
  | { is: 'listening' }
  | { is: 'not listening' }
  | { is: 'alone' }
  /** It ends with this. */
  | { is: 'failed'; code: StoreError['code']; message: string };

/** PostgreSQL in a thread of this process. */
export interface EngineThread {
  /** A connection to it, as `pg` takes it. */
  createStream(): Duplex;
  /** Stops what such a connection has sent, be it running or waiting; resolves when it may send more. */
  cancel(stream: Duplex, settled: Promise<unknown>): Promise<void>;
  /** Lets other processes in, at a socket; false where the file system has none. */
  listen(path: string): Promise<boolean>;
  /** Lets no more of them in; resolves once those that are there are gone. */
  stopListening(): Promise<void>;
  /** Ends it with all on disk; what is still open is rolled back. */
  close(): Promise<void>;
  /** Resolves with the reason if the database ends by itself. */
  failed: Promise<StoreError>;
}

/**
 * Megabytes. PostgreSQL refuses a statement that nests too deep for its own stack; with less than this
 * V8's is used up before, in the middle of whatever it was doing, which it does not survive.
 */
const STACK = 64;

/** Between one try to stop a running statement and the next, in ms. */
const CANCEL_EVERY = 10;

/*
 * Calls out of WebAssembly are not compiled anew after their thousandth time: two threads that do so may
 * both free what was there before, and V8 then ends the process (nodejs/node#64500). An import takes as long.
 */
setFlagsFromString('--wasm-wrapper-tiering-budget=1000000000');

/** Of the first that was started in this process; all run the same code. */
let compiled: CompiledCode | undefined;

/** @param dataDir where PGlite keeps its files, or `memory://` */
export async function startEngineThread(dataDir: string): Promise<EngineThread> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    name: 'casus database',
    resourceLimits: { stackSizeMb: STACK },
    workerData: { dataDir, code: compiled } satisfies Start,
  });
  const started = Promise.withResolvers<undefined>();
  const failed = Promise.withResolvers<StoreError>();
  /** Has all of the database's memory, which a closed engine must not keep. */
  let queryCancel: QueryCancel | null = null;
  let stopped: StoreError | null = null;
  let closing = false;
  const stop = (cause?: unknown): StoreError => {
    if (stopped) return stopped;
    stopped = cause instanceof StoreError ? cause : lost(cause);
    started.reject(stopped);
    if (!closing) failed.resolve(stopped);
    return stopped;
  };
  worker.on('message', (message: FromWorker) => {
    if (message.is === 'ready') {
      queryCancel = message.queryCancel;
      compiled ??= message.code;
      started.resolve(undefined);
    }
    if (message.is === 'failed') stop(new StoreError(message.code, message.message));
  });
  worker.on('error', stop);
  worker.on('exit', () => {
    queryCancel = null;
    stop();
  });
  await started.promise;

  const open = (cancelFlag: CancelFlag) => {
    if (stopped) throw stopped;
    const { port1, port2 } = new MessageChannel();
    worker.postMessage({ is: 'client', port: port2, cancelFlag } satisfies ToWorker, [port2]);
    return port1;
  };
  const cancelFlags = new WeakMap<Duplex, CancelFlag>();
  return {
    createStream: () => {
      const cancelFlag = createCancelFlag();
      const stream = createPortStream(() => open(cancelFlag), stop);
      cancelFlags.set(stream, cancelFlag);
      return stream;
    },
    cancel: async (stream, settled) => {
      const cancelFlag = cancelFlags.get(stream)!;
      const stopRunning = () => cancel(cancelFlag, () => queryCancel && raise(queryCancel));
      // PostgreSQL ignores a cancel that comes between the messages of a statement.
      const again = stopRunning() ? setInterval(stopRunning, CANCEL_EVERY) : undefined;
      await settled;
      clearInterval(again);
      reset(cancelFlag);
    },
    listen: async (path) => {
      worker.postMessage({ is: 'listen', path } satisfies ToWorker);
      const [answer] = (await once(worker, 'message')) as [FromWorker];
      return answer.is === 'listening';
    },
    stopListening: async () => {
      worker.postMessage({ is: 'stop listening' } satisfies ToWorker);
      await once(worker, 'message');
    },
    close: async () => {
      if (stopped) return;
      closing = true;
      worker.postMessage({ is: 'close' } satisfies ToWorker);
      await once(worker, 'exit');
    },
    failed: failed.promise,
  };
}

function lost(cause: unknown): StoreError {
  const reason = cause instanceof Error ? ` (${cause.message})` : '';
  return new StoreError(
    'STOPPED',
    `The embedded database has stopped${reason}. Start Casus again.`,
    { cause },
  );
}
