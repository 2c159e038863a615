import { sql, type SQL } from 'drizzle-orm';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { placePublisherTotals } from '../tables/total.ts';

/** Sums by place and publisher tell of the events of a filter: it asks for nothing but places. */
export const areOfPlacesAlone = ({ places, standing, ...others }: EventFilter): boolean =>
  Boolean(places) &&
  (standing ?? 'STANDING') === 'STANDING' &&
  Object.values(others).every((value) => value === null || value === undefined);

/** What is read in place of the table of events, under its name, where it meets a filter; an event counts for each publisher that it has. */
export const publishedPlacesAsEvents = ({ places }: EventFilter): SQL =>
  sql`(select * from ${placePublisherTotals} as "events"
    where ${eventsWhere({ places, standing: 'ANY' }, null)}) as "events"`;
