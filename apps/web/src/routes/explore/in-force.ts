import type { EventFilter } from '../../gql/graphql.ts';
import { FIELD_NAMES, FIELDS } from './fields.ts';
import type { Names } from './named.ts';

/** One condition in force, in words, and the filter without it. */
export interface InForce {
  field: string;
  label: string;
  text: string;
  without: EventFilter;
}

const CHOICES: Record<string, [string, string]> = {
  located: ['with a point', 'without a point'],
  estimated: ['with an estimate', 'without one'],
  flagged: ['with a flag', 'without one'],
};

/** Each condition on its own, each value of a list for itself, as it can be taken away. */
export function inForce(
  filter: EventFilter,
  names: Names,
  countryName: (code: string) => string,
): InForce[] {
  const plain = FIELD_NAMES.flatMap((name): InForce[] => {
    const value = filter[name];
    if (value === null || value === undefined) return [];
    const { label, words } = FIELDS[name];
    const told = (one: string) => {
      if (name === 'countries') return countryName(one);
      return words?.[one] ?? (names as Record<string, Names['places']>)[name]?.[one] ?? one;
    };
    if (Array.isArray(value)) {
      return (value as string[]).map((one) => {
        const others = (value as string[]).filter((other) => other !== one);
        return {
          field: name,
          label,
          text: told(one),
          without: { ...filter, [name]: others.length > 0 ? others : null },
        };
      });
    }
    const text = typeof value === 'boolean' ? CHOICES[name]![value ? 0 : 1] : told(String(value));
    return [{ field: name, label, text, without: { ...filter, [name]: null } }];
  });
  const { during, within } = filter;
  if (during) {
    const text = [during.from ?? 'the beginning', during.to ?? 'now'].join(' to ');
    plain.push({ field: 'during', label: 'Days', text, without: { ...filter, during: null } });
  }
  if (within) {
    const round = (degrees: number) => Math.round(degrees * 100) / 100;
    const text = `${round(within.south)}° to ${round(within.north)}° N, ${round(within.west)}° to ${round(within.east)}° E`;
    plain.push({ field: 'within', label: 'Box', text, without: { ...filter, within: null } });
  }
  return plain;
}
