import { is, Placeholder } from 'drizzle-orm';
import type { VariableValues } from 'graphql';
import { instantOf } from '../types/scalars.ts';
import { NotPushedDown } from './not-pushed-down.ts';
import type { Fill } from './parameters.ts';

/** The arguments that are moments: another moment is another value of a parameter, not another statement. */
export const MOMENTS: ReadonlySet<string> = new Set(['asOf', 'since', 'until']);

type Values = VariableValues['coerced'];

/** Variables whose values are moments, each with another moment that stands for it while the statement is made. */
export interface StandIns {
  variables: VariableValues;
  /** By the stand-in, as the store compares moments. */
  names: ReadonlyMap<string, string>;
}

/** Far from the times of any record, so that no other parameter is taken for one. */
const standIn = (index: number) => new Date(Date.UTC(9998, 6, 1 + index, 3, 7, 11, 613));

export const isMoment = (value: unknown): value is Date => value instanceof Date;

export function withStandIns(variables: VariableValues, moments: ReadonlySet<string>): StandIns {
  const coerced: Record<string, unknown> = { ...variables.coerced };
  const names = new Map<string, string>();
  for (const name of moments) {
    if (!isMoment(coerced[name])) continue;
    const moment = standIn(names.size);
    names.set(instantOf(moment), name);
    coerced[name] = moment;
  }
  return { variables: { ...variables, coerced: coerced as Values }, names };
}

/**
 * A statement's parameters with placeholders where the stand-ins are, and what fills these.
 *
 * @throws NotPushedDown where a moment shapes the statement otherwise than as a parameter
 */
export function withMoments(
  text: string,
  params: readonly unknown[],
  names: StandIns['names'],
): { params: readonly unknown[]; fills: ReadonlyMap<string, Fill> } {
  const fills = new Map<string, Fill>();
  const replaced = params.map((param) => {
    const name = typeof param === 'string' ? names.get(param) : undefined;
    if (name === undefined) return param;
    const placeholder = `moment ${name}`;
    fills.set(placeholder, (values) => instantOf(values[name] as Date));
    return new Placeholder(placeholder);
  });
  for (const moment of names.keys()) {
    const day = moment.slice(0, 10);
    const isLeft = (value: unknown): boolean =>
      typeof value === 'string' ? value.includes(day) : Array.isArray(value) && value.some(isLeft);
    if (isLeft(text) || replaced.some((param) => !is(param, Placeholder) && isLeft(param))) {
      throw new NotPushedDown('a moment that is no parameter');
    }
  }
  return { params: replaced, fills };
}
