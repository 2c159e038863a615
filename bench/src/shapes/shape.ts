import type { Pool } from 'pg';

/** What is asked with a document; a peer's own cursor is added to it where the shape is walked. */
export type Variables = Record<string, unknown>;

/** One question, asked many times with different variables, so that nobody answers from a cache. */
export interface Shape {
  name: string;
  title: string;
  /** In Casus's schema; Mercurius and Apollo Server serve as much of that schema as is asked here. */
  document: string;
  /** A fixed list, the same for every peer and run over one database. */
  variables: (database: Pool) => Promise<Variables[]>;
  /**
   * How many pages to walk from each of the variables; each peer goes on with the cursors it gave
   * itself, found under this field of the answer.
   */
  walk?: { field: string; pages: number };
}
