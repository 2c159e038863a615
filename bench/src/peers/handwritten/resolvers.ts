import type { Pool } from 'pg';
import { eventMap } from './event-map.ts';
import { eventStatistics } from './event-statistics.ts';
import { eventsPage, type EventFilter, type EventsArguments } from './events-page.ts';
import type { Loaders, Row } from './loaders.ts';

export interface Context {
  pool: Pool;
  loaders: Loaders;
}

const slug = (row: Row) => row['slug'] ?? row['derived_slug'] ?? row.key;

/** An instant as Casus writes it; sessions run in UTC, so PostgreSQL's text ends in +00. */
const instant = (text: unknown) => {
  const [day, time = ''] = String(text).split(' ');
  const [seconds, fraction = ''] = time.replace('+00', '').split('.');
  return `${day}T${seconds}.${fraction.padEnd(3, '0')}Z`;
};

const one =
  (table: 'conflicts' | 'places' | 'actors' | 'reports', column: string) =>
  (row: Row, _: unknown, { loaders }: Context) => {
    const key = row[column] as string | null;
    return key === null ? null : loaders[table].load(key);
  };

export const RESOLVERS = {
  Query: {
    event: (_: unknown, { slug }: { slug: string }, { loaders }: Context) =>
      loaders.events.load(slug),
    events: (_: unknown, args: EventsArguments, { pool }: Context) => eventsPage(pool, args),
    eventMap: (_: unknown, { filter }: { filter: EventFilter }, { pool }: Context) =>
      eventMap(pool, filter),
    eventStatistics: (_: unknown, { filter }: { filter?: EventFilter | null }, { pool }: Context) =>
      eventStatistics(pool, filter),
    nodes: (_: unknown, { ids }: { ids: string[] }, { loaders }: Context) =>
      loaders.conflicts.loadMany(
        ids.map((id) => Buffer.from(id, 'base64url').toString().replace('Conflict:', '')),
      ),
  },
  Node: { __resolveType: () => 'Conflict' },
  Conflict: {
    slug,
    events: async ({ key }: Row, { first }: { first: number }, { loaders }: Context) => ({
      nodes: await loaders.eventsOf(first).load(key),
    }),
  },
  EventConnection: {
    totalCount: ({ count }: { count: () => Promise<number> }) => count(),
  },
  Event: {
    slug,
    time: (event: Row) => event,
    location: (event: Row) => (event['location_precision'] ? event : null),
    conflict: one('conflicts', 'conflict_key'),
    participants: ({ key }: Row, _: unknown, { loaders }: Context) =>
      loaders.participants.load(key),
    claims: async ({ key }: Row, { first }: { first: number }, { loaders }: Context) => ({
      nodes: await loaders.claimsOf(first).load(key),
    }),
  },
  TimeBounds: {
    earliest: (event: Row) => instant(event['earliest']),
    latest: (event: Row) => instant(event['latest']),
  },
  EventLocation: {
    precision: (event: Row) => event['location_precision'],
    place: one('places', 'place_key'),
    country: one('places', 'country_key'),
  },
  EventParticipant: { actor: one('actors', 'actor_key') },
  Actor: { slug },
  Claim: {
    quantity: (claim: Row) =>
      claim['low'] === null && claim['best'] === null && claim['high'] === null ? null : claim,
    claimant: one('actors', 'claimant_key'),
    attribution: ({ key }: Row, _: unknown, { loaders }: Context) => loaders.attribution.load(key),
  },
  AttributionStep: { actor: one('actors', 'actor_key'), report: one('reports', 'report_key') },
};
