import type { Database } from './database.ts';

/** What the two engines have in common, and all the rest of the store knows of them. */
export interface Engine {
  name: 'pglite' | 'postgres';
  db: Database;
  migrate(migrationsFolder: string): Promise<void>;
  close(): Promise<void>;
}
