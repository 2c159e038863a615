import type { GraphQLField } from 'graphql';

/** Gives the value of an argument as the client sent it; undefined where it sent none. */
export type Given = (argument: string) => unknown;

/**
 * What a field costs each time it is answered, what is under it aside; 1 unless given. A field that
 * takes more work than reading a row costs more, and its description says how much: 20 for each
 * millisecond that it takes the embedded database with a year of UCDP GED.
 */
export type Cost = number | ((given: Given) => number);

/** How many rows a list has by an argument, or by whichever of several is given: a size, or as many as a list of values. */
export interface RowsByArgument {
  argument: string | readonly string[];
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

/** The number of rows that the arguments of a list ask for. */
export function rowsGiven({ argument, unlessGiven, atMost }: RowsByArgument, given: Given): number {
  const sizes = [argument]
    .flat()
    .map((name) => {
      const value = given(name);
      return Array.isArray(value) ? value.length : value;
    })
    .filter((size) => typeof size === 'number');
  // What is out of bounds, or given twice, is refused by its own field, which says why.
  return sizes.length === 0 ? unlessGiven : Math.min(Math.max(1, ...sizes), atMost);
}
