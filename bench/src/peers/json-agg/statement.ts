import type { Variables } from '../../shapes/shape.ts';

/** An answer as one statement, written by hand. */
export interface Statement {
  /** A query that gives one JSON value. */
  text: string;
  values: (variables: Variables) => unknown[];
}
