import { join, resolve } from 'node:path';
import type { Engine, EngineOptions } from '../engine.ts';
import { startEngineThread } from './embedded/engine-thread.ts';
import { makeSocketFolder, SOCKET_PORT } from './embedded/socket-folder.ts';
import { Held, holdFolder, type Hold } from './hold.ts';
import { createPooledEngine } from './pooled.ts';

/** Its session is one: a second connection only keeps it from waiting for what comes next. */
const CONNECTIONS = 2;

/**
 * PostgreSQL in a thread of this process, in a folder that is its own; `memory://` for one that
 * leaves nothing.
 */
export async function openPglite(dataDir: string, options: EngineOptions = {}): Promise<Engine> {
  if (dataDir === 'memory://') return start(dataDir, NOT_HELD, options);
  const folder = resolve(dataDir);
  try {
    return await start(folder, await holdFolder(folder), options);
  } catch (error) {
    if (!(error instanceof Held) || !error.socket || options.sharing !== 'join') throw error;
    return createPooledEngine(
      'pglite',
      { host: error.socket, port: SOCKET_PORT, user: 'casus', max: CONNECTIONS, ssl: false },
      options.onStatement,
    );
  }
}

const NOT_HELD: Hold = { letIn: async () => {}, letGo: async () => {} };

async function start(
  folder: string,
  hold: Hold,
  { onStatement, sharing }: EngineOptions,
): Promise<Engine> {
  try {
    const inMemory = hold === NOT_HELD;
    const thread = await startEngineThread(inMemory ? folder : join(folder, 'pglite'));
    const socket = sharing === 'offer' && !inMemory ? await makeSocketFolder(folder) : null;
    if (socket && (await thread.listen(socket.path))) await hold.letIn(socket.folder);
    const engine = createPooledEngine(
      'pglite',
      { stream: thread.createStream, max: CONNECTIONS, ssl: false },
      onStatement,
    );
    return {
      ...engine,
      close: async () => {
        await engine.close();
        await thread.close();
        await socket?.remove();
        await hold.letGo();
      },
    };
  } catch (error) {
    await hold.letGo();
    throw error;
  }
}
