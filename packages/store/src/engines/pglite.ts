import { join, resolve } from 'node:path';
import type { Engine, StatementListener } from '../engine.ts';
import { startEngineThread } from './embedded/engine-thread.ts';
import { holdFolder } from './hold.ts';
import { createPooledEngine } from './pooled.ts';

/** Its session is one: a second connection only keeps it from waiting for what comes next. */
const CONNECTIONS = 2;

/**
 * PostgreSQL in a thread of this process, in a folder that is its own; `memory://` for one that
 * leaves nothing.
 */
export async function openPglite(
  dataDir: string,
  onStatement?: StatementListener,
): Promise<Engine> {
  const inMemory = dataDir === 'memory://';
  const folder = inMemory ? dataDir : resolve(dataDir);
  const letGo = inMemory ? async () => {} : await holdFolder(folder);
  try {
    const thread = await startEngineThread(inMemory ? folder : join(folder, 'pglite'));
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
        await letGo();
      },
    };
  } catch (error) {
    await letGo();
    throw error;
  }
}
