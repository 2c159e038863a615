/** Events of each import. */
export const ROWS = 200;

/** What is there of each import, by its number; -1 is the curated record. */
export interface Held {
  import: number;
  events: number;
  /** The same events, counted by an index. */
  indexed: number;
  claims: number;
}

export type Step =
  | { is: 'opening' | 'loading' | 'loaded' | 'closing' | 'closed' }
  | { is: 'opened'; held: Held[] }
  | { is: 'importing' | 'imported'; import: number };
