import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { StoreError } from '../../store-error.ts';

/** Of the socket in the folder of sockets. */
export const replacingPath = (socketFolder: string): string => join(socketFolder, 'replace');

type Request = 'copy' | 'publish';
type Answer = { folder: string } | { done: true } | { code: StoreError['code']; message: string };
/** Comes before an answer: whether another process has a copy, and this one waits until that one is done. */
interface QueueNotice {
  isQueued: boolean;
}

/** One copy of a database that is in use. */
export interface Replacement {
  folder: string;
  /** Makes it the database. */
  publish(): Promise<void>;
  /** Throws it away, unless it is the database. */
  discard(): Promise<void>;
}

export interface Replacing {
  close(): Promise<void>;
}

/**
 * Gives other processes copies of the database to write in, one process at a time, and exchanges the database for a
 * copy when its writer says that it is done. A writer that is gone before has its copy thrown away.
 */
export async function offerReplacing(
  path: string,
  makeCopy: () => Promise<Replacement>,
): Promise<Replacing | null> {
  const present = new Set<Socket>();
  let last: Promise<void> = Promise.resolve();
  let atOnce = 0;
  const server = createServer((socket) => {
    present.add(socket);
    // Who only looks whether somebody listens is gone before anything is written to it: no error to anybody.
    socket.on('error', () => {});
    const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    void gone.then(() => present.delete(socket));
    const isQueued = atOnce > 0;
    atOnce += 1;
    if (isQueued) notify(socket, true);
    last = last
      .then(() => {
        if (isQueued) notify(socket, false);
        return serve(socket, gone, makeCopy);
      })
      .catch(() => {})
      .finally(() => (atOnce -= 1));
  });
  server.unref();
  try {
    server.listen(path);
    await once(server, 'listening');
    await chmod(path, 0o600);
  } catch {
    return null;
  }
  return {
    close: async () => {
      server.close();
      for (const socket of present) socket.destroy();
      await last;
    },
  };
}

const notify = (socket: Socket, isQueued: boolean) =>
  socket.write(`${JSON.stringify({ isQueued } satisfies QueueNotice)}\n`);

async function serve(
  socket: Socket,
  gone: Promise<void>,
  makeCopy: () => Promise<Replacement>,
): Promise<void> {
  if (socket.destroyed) return;
  let copy: Replacement | undefined;
  const answers: Record<Request, () => Promise<Answer>> = {
    copy: async () => {
      copy = await makeCopy();
      return { folder: copy.folder };
    },
    publish: async () => {
      await copy!.publish();
      return { done: true };
    },
  };
  try {
    for await (const request of createInterface({ input: socket })) {
      const answer = await answers[request as Request]().catch((error: unknown): Answer => ({
        code: error instanceof StoreError ? error.code : 'UNUSABLE',
        message: (error as Error).message,
      }));
      socket.write(`${JSON.stringify(answer)}\n`);
    }
    await gone;
  } finally {
    await copy?.discard();
  }
}

/** A copy of a database that another process has in use. */
export interface BorrowedCopy {
  folder: string;
  /** @throws StoreError when the other process does not take it, or is gone */
  publish(): Promise<void>;
  /** Gives it up, unless it was published. */
  end(): void;
}

/**
 * @param path of the other process's socket
 * @param onQueue whether a third process writes, and goes first
 */
export async function borrowCopy(
  path: string,
  onQueue: (isQueued: boolean) => void,
): Promise<BorrowedCopy> {
  const socket = connect(path);
  await once(socket, 'connect');
  // That it is gone is told by the end of its answers.
  socket.on('error', () => {});
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const ask = async <Given extends Answer>(request: Request, gone: StoreError): Promise<Given> => {
    socket.write(`${request}\n`);
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw gone;
      const answer = JSON.parse(value) as Answer | QueueNotice;
      if ('code' in answer) throw new StoreError(answer.code, answer.message);
      if (!('isQueued' in answer)) return answer as Given;
      onQueue(answer.isQueued);
    }
  };
  const { folder } = await ask<{ folder: string }>('copy', GONE).catch((error: unknown) => {
    // Left open, it would keep a process that has nothing more to do.
    socket.destroy();
    throw error;
  });
  return {
    folder,
    publish: async () => {
      await ask('publish', GONE_UNTOLD);
    },
    end: () => socket.destroy(),
  };
}

const GONE = new StoreError(
  'STOPPED',
  'The process that has the database in use ended. Run the same again.',
);
const GONE_UNTOLD = new StoreError(
  'OUTCOME_UNKNOWN',
  'The process that has the database in use ended while it took the changes over: either all of them ' +
    'are in or none. Run the same again: what is in already stays as it is.',
);
