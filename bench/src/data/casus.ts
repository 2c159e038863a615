import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CASUS } from '../peers/casus/peer.ts';

const run = promisify(execFile);

/** Runs Casus's own command line on a database. */
export async function casusCommand(databaseUrl: string, ...words: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [CASUS, ...words], {
    env: { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: 'production' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}
