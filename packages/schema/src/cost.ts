import type { GraphQLField } from 'graphql';

/** How many rows a list without pages is taken to have. */
export const LIST_SIZE = 5;

/** What `__schema` and `__type` cost, however much is asked of them. */
export const INTROSPECTION_COST = 100;

/** For a field that takes more work than reading a row; its description says so: "Costs 10." */
export function costs(cost: number): { cost: number } {
  return { cost };
}

/** What a field costs each time it is answered, what is under it aside. */
export function fieldCost({ extensions }: GraphQLField<unknown, unknown>): number {
  return typeof extensions['cost'] === 'number' ? extensions['cost'] : 1;
}
