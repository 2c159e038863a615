import { Client } from 'pg';
import type { Engine, EngineOptions } from '../engine.ts';
import { StoreError } from '../store-error.ts';
import type { CancelStatement } from './abortable-pool.ts';
import { requestCancel } from './cancel-request.ts';
import { createPooledEngine } from './pooled.ts';

/** A PostgreSQL server, 15 or later, through a pool. */
export async function openPostgres(
  databaseUrl: string,
  { onStatement, statementTimeout }: EngineOptions = {},
): Promise<Engine> {
  const config = {
    connectionString: databaseUrl,
    max: 10,
    // Compiling a statement takes longer than any of ours runs: the planner, which guesses high for
    // short lists under many rows, would spend a second on it.
    options: '-c timezone=UTC -c jit=off',
    keepAlive: true,
    ...(statementTimeout !== undefined && { statement_timeout: statementTimeout }),
  };
  const probe = new Client(config);
  try {
    await probe.connect();
  } catch (error) {
    throw new StoreError(
      'UNREACHABLE',
      `PostgreSQL at DATABASE_URL does not answer: ${(error as Error).message || 'no connection'}. ` +
        'Check that it runs and that the address, user and database are right.',
      { cause: error },
    );
  } finally {
    await probe.end();
  }
  return createPooledEngine('postgres', config, cancelOnServer, onStatement);
}

const cancelOnServer: CancelStatement = async (client, settled) => {
  await Promise.all([requestCancel(client), settled]);
};
