import { and, sql, type SQL } from 'drizzle-orm';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { placePublisherTotals } from '../tables/total.ts';
import { areSettled, type Past } from './settled.ts';
import { asEvents, columnsOfSums, namesOf, unsettledEvents } from './single-events.ts';

/** Sums by place and publisher tell of the events of a filter: it asks for nothing but places. */
export const areOfPlacesAlone = ({ places, standing, ...others }: EventFilter): boolean =>
  Boolean(places) &&
  (standing ?? 'STANDING') === 'STANDING' &&
  Object.values(others).every((value) => value === null || value === undefined);

/** What is read in place of the table of events, under its name, where it meets a filter; an event counts for each publisher that it has. */
export const publishedPlacesAsEvents = (filter: EventFilter, past: Past | null): SQL =>
  asEvents(
    sql`select ${namesOf(COLUMNS)} from ${placePublisherTotals} as "events"
      where ${and(eventsWhere({ places: filter.places, standing: 'ANY' }, null), areSettled(past))}`,
    ...unsettledEvents(COLUMNS, filter, past),
  );

const COLUMNS = columnsOfSums(placePublisherTotals);
