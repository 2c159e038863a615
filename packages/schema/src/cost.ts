import type { GraphQLField } from 'graphql';

/** Gives the value of an argument as the client sent it; undefined where it sent none. */
export type Given = (argument: string) => unknown;

/**
 * What a field costs each time it is answered, what is under it aside; 1 unless given. A field that
 * takes more work than reading a row costs more, and its description says how much: 20 for each
 * millisecond that it takes the embedded database with a year of UCDP GED.
 */
export type Cost = number | ((given: Given) => number);

/** How many rows a list has by an argument: a size, or as many as a list of values. */
export interface RowsByArgument {
  argument: string;
  unlessGiven: number;
  atMost: number;
}

/** How many rows of a list its cost is counted with. */
export type Rows = number | RowsByArgument;

export function costOfField({ extensions }: GraphQLField<unknown, unknown>): Cost {
  const cost: unknown = extensions['cost'];
  return typeof cost === 'number' || typeof cost === 'function' ? (cost as Cost) : 1;
}

/** Undefined for what is no list, and for the rows of a page, which are as many as was asked for. */
export function rowsOfField({ extensions }: GraphQLField<unknown, unknown>): Rows | undefined {
  return extensions['rows'] as Rows | undefined;
}

/** The number that an argument of rows stands for. */
export function rowsGiven({ unlessGiven, atMost }: RowsByArgument, value: unknown): number {
  const size = Array.isArray(value) ? value.length : value;
  // What is out of bounds is refused by its own field, which says why.
  return typeof size === 'number' ? Math.min(Math.max(1, size), atMost) : unlessGiven;
}
