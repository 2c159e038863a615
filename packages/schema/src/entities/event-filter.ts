import type { EventFilter } from '@casus/store/event';
import { builder } from '../builder.ts';
import { badUserInput } from '../errors.ts';
import { nameOf, namesOf } from '../global-id.ts';
import { EventKind, Violence } from '../types/enums.ts';
import { dayOf } from '../types/scalars.ts';

const DateRange = builder.inputType('DateRange', {
  description: 'A span of days, both ends inclusive; an end left out is open.',
  fields: (t) => ({
    from: t.field({ type: 'Date', description: 'The first day.' }),
    to: t.field({ type: 'Date', description: 'The last day.' }),
  }),
});

const BoundingBox = builder.inputType('BoundingBox', {
  description:
    'A box on the map, edges inclusive. West greater than east crosses the 180th meridian.',
  fields: (t) => ({
    west: t.field({ type: 'Longitude', required: true, description: 'Decimal degrees.' }),
    south: t.field({ type: 'Latitude', required: true, description: 'Decimal degrees.' }),
    east: t.field({ type: 'Longitude', required: true, description: 'Decimal degrees.' }),
    north: t.field({ type: 'Latitude', required: true, description: 'Decimal degrees.' }),
  }),
});

export const EventFilterInput = builder.inputType('EventFilter', {
  description:
    'All conditions hold at once; a list is met by any of its values. Entities are named by slug, natural key or id.',
  fields: (t) => ({
    conflicts: t.idList({ description: 'In one of these conflicts.' }),
    actors: t.idList({ description: 'With one of these actors taking part.' }),
    places: t.idList({ description: 'In one of these places, or in a place within.' }),
    countries: t.field({
      type: ['CountryCode'],
      description: 'In one of these countries, ISO 3166-1 alpha-2.',
    }),
    during: t.field({
      type: DateRange,
      description: 'That may have happened on one of these days, going by earliest and latest.',
    }),
    kinds: t.field({ type: [EventKind], description: 'Of one of these kinds.' }),
    violence: t.field({ type: [Violence], description: 'Of one of these types of violence.' }),
    minDeaths: t.int({
      description: "With at least so many deaths by the event's own best estimate, persons.",
    }),
    within: t.field({ type: BoundingBox, description: 'At a point in this box.' }),
    datasets: t.idList({ description: 'Delivered by one of these dataset releases.' }),
    partOf: t.id({ description: 'A part of this longer event.' }),
  }),
});

export const EventOrderEnum = builder.enumType('EventOrder', {
  description: 'The order of a list of events; equals are in the order of their natural keys.',
  values: {
    LATEST_FIRST: { description: 'By earliest possible time, newest first.' },
    EARLIEST_FIRST: { description: 'By earliest possible time, oldest first.' },
    DEADLIEST_FIRST: { description: 'By best estimate of deaths, most first; without one last.' },
  },
});

/** The store's filter for what the client asked. */
export function eventFilterOf(
  filter: (typeof EventFilterInput)['$inferInput'] | null | undefined,
): EventFilter {
  if (!filter) return {};
  const { during, minDeaths, within } = filter;
  const from = dayOf(during?.from);
  const to = dayOf(during?.to);
  if (from && to && from > to) {
    throw badUserInput(`The span of days ends (${to}) before it starts (${from}).`, 'during');
  }
  if (typeof minDeaths === 'number' && minDeaths < 0) {
    throw badUserInput('minDeaths is a number of persons, 0 or more.', 'minDeaths');
  }
  if (within && within.south > within.north) {
    throw badUserInput('The south edge of the box is north of its north edge.', 'within');
  }
  return {
    conflicts: namesOf('Conflict', filter.conflicts),
    actors: namesOf('Actor', filter.actors),
    places: namesOf('Place', filter.places),
    countries: filter.countries?.map((code) => code.toUpperCase()) ?? null,
    during: { from, to },
    kinds: filter.kinds ?? null,
    violence: filter.violence ?? null,
    minDeaths: minDeaths ?? null,
    within: within ?? null,
    datasets: namesOf('Dataset', filter.datasets),
    partOf: filter.partOf ? nameOf('Event', filter.partOf) : null,
  };
}
