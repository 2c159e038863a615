import type { Database } from './database.ts';

/** What the two engines have in common, and all the rest of the store knows of them. */
export interface Engine {
  name: 'pglite' | 'postgres';
  db: Database;
  migrate(migrationsFolder: string): Promise<void>;
  close(): Promise<void>;
}

/** Is told every statement that is sent. */
export type StatementListener = (statement: string) => void;

/** The listener as Drizzle takes it. */
export function statementLogger(onStatement: StatementListener | undefined) {
  return onStatement ? { logQuery: (statement: string) => onStatement(statement) } : false;
}
