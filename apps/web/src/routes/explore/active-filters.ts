import type { EventFilter } from '../../gql/graphql.ts';
import { m } from '#paraglide/messages.js';
import { numberText } from '#lib/format/numbers.ts';
import { messageTable } from '#lib/language/message-table.ts';
import { FIELD_LABEL, FIELD_NAMES, FIELDS } from './fields.ts';
import type { Names } from './named.ts';

/** One condition in force, in words, and the filter without it. */
export interface ActiveFilters {
  field: string;
  label: string;
  text: string;
  without: EventFilter;
}

export const CHOICE_TEXT = {
  located: messageTable({ true: m.explore_located_yes, false: m.explore_located_no }),
  estimated: messageTable({ true: m.explore_estimated_yes, false: m.explore_estimated_no }),
  flagged: messageTable({ true: m.explore_flagged_yes, false: m.explore_flagged_no }),
};

/** Each condition on its own, each value of a list for itself, as it can be taken away. */
export function activeFilters(
  filter: EventFilter,
  names: Names,
  countryName: (code: string) => string,
): ActiveFilters[] {
  const plain = FIELD_NAMES.flatMap((name): ActiveFilters[] => {
    const value = filter[name];
    if (value === null || value === undefined) return [];
    const { words } = FIELDS[name];
    const label = FIELD_LABEL[name];
    const describe = (one: string) => {
      if (name === 'countries') return countryName(one);
      return words?.[one] ?? (names as Record<string, Names['places']>)[name]?.[one] ?? one;
    };
    if (Array.isArray(value)) {
      return (value as string[]).map((one) => {
        const others = (value as string[]).filter((other) => other !== one);
        return {
          field: name,
          label,
          text: describe(one),
          without: { ...filter, [name]: others.length > 0 ? others : null },
        };
      });
    }
    const text =
      typeof value === 'boolean'
        ? CHOICE_TEXT[name as keyof typeof CHOICE_TEXT][value ? 'true' : 'false']
        : describe(String(value));
    return [{ field: name, label, text, without: { ...filter, [name]: null } }];
  });
  const { during, within, near } = filter;
  if (during) {
    plain.push({
      field: 'during',
      label: m.explore_days(),
      text: daysText(during),
      without: { ...filter, during: null },
    });
  }
  if (within) {
    plain.push({
      field: 'within',
      label: m.explore_box(),
      text: boxText(within),
      without: { ...filter, within: null },
    });
  }
  if (near?.place) {
    plain.push({
      field: 'near',
      label: m.explore_field_near(),
      text: m.explore_near_span({
        place: names.near?.[near.place] ?? near.place,
        kilometres: numberText(near.kilometres),
      }),
      without: { ...filter, near: null },
    });
  }
  return plain;
}

function daysText({ from, to }: NonNullable<EventFilter['during']>): string {
  if (from && to) return m.explore_days_span({ from, to });
  return from ? m.explore_days_since({ from }) : m.explore_days_until({ to: to ?? '' });
}

function boxText({ south, north, west, east }: NonNullable<EventFilter['within']>): string {
  const round = (degrees: number) => String(Math.round(degrees * 100) / 100);
  return m.explore_box_span({
    south: round(south),
    north: round(north),
    west: round(west),
    east: round(east),
  });
}
