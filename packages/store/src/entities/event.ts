import { and, gte, inArray, isNotNull, isNull, lte, sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { claimsStanding } from './claim.ts';
import {
  describedAt,
  eventsAt,
  hasParticipant,
  hasParticipantWalked,
  isOfParticipant,
  isOfParticipants,
  releaseAt,
} from '../events/described.ts';
import { wasClaimedBy } from '../events/known.ts';
import {
  areSettled,
  isSettled,
  isUnsettled,
  pastOf,
  unsettledKeys,
  type Past,
} from '../events/settled.ts';
import { standingAt, type Standing } from '../events/standing.ts';
import { isInBox, isNear, type Near } from '../events/on-the-map.ts';
import { isAny } from '../reading/loaders.ts';
import { changedAfter, type Position } from '../history/position.ts';
import type { Link, Listing, Order } from '../lists/page.ts';
import { hasWords, hasWordsWalked } from './event-words.ts';
import { isNamed, keysNamed } from './named.ts';
import { actors } from '../tables/actor.ts';
import { claims } from '../tables/claim.ts';
import { conflicts, dyads } from '../tables/conflict.ts';
import { eventEditions, events } from '../tables/event.ts';
import { places } from '../tables/place.ts';
import { entityTotals, eventTotals, pointTotals } from '../tables/total.ts';
import { storable } from '../reading/text.ts';
import type {
  EVENT_KINDS,
  EventStanding,
  LOCATION_PRECISIONS,
  Metric,
  QualityFlagKind,
  TimePrecision,
  VIOLENCE,
} from '../vocabulary.ts';

export type Event = typeof events.$inferSelect;

/** All conditions hold at once; a list is met by any of its values. Names are slugs or natural keys. */
export interface EventFilter {
  conflicts?: readonly string[] | null;
  actors?: readonly string[] | null;
  /** An event in a place that lies within the named one counts. */
  places?: readonly string[] | null;
  /** ISO 3166-1 alpha-2. */
  countries?: readonly string[] | null;
  /** Days, both inclusive; an event counts when it may have happened on one of them. */
  during?: { from?: string | null; to?: string | null } | null;
  kinds?: readonly (typeof EVENT_KINDS)[number][] | null;
  violence?: readonly (typeof VIOLENCE)[number][] | null;
  dyads?: readonly string[] | null;
  /** By the event's own best estimate; an event without one meets neither bound. */
  minDeaths?: number | null;
  maxDeaths?: number | null;
  /** By the same estimate; an event whose estimate is not split is left out. */
  minCivilianDeaths?: number | null;
  /** Has an estimate of its own, or has none. */
  estimated?: boolean | null;
  /** Has a point, or has none. */
  located?: boolean | null;
  /** Has a quality flag, or has none. */
  flagged?: boolean | null;
  /** Has a quality flag of one of these kinds. */
  flags?: readonly QualityFlagKind[] | null;
  timePrecisions?: readonly TimePrecision[] | null;
  locationPrecisions?: readonly (typeof LOCATION_PRECISIONS)[number][] | null;
  /** One standing claim about the event is by one of these claimants and counts one of these metrics. */
  claimants?: readonly string[] | null;
  metrics?: readonly Metric[] | null;
  /** Words, each of which stands in the name, the summary, the place's or the conflict's name. */
  text?: string | null;
  datasets?: readonly string[] | null;
  within?: { west: number; south: number; east: number; north: number } | null;
  /** At a point no further away than this, on the sphere. */
  near?: Near | null;
  partOf?: string | null;
  /** Last changed after this position. */
  changedSince?: Position | null;
  /** Those that stand, unless asked for others or for what changed. */
  standing?: EventStanding | null;
}

/**
 * The events that meet the filter; as of a moment, only those that stood then, as they were described:
 * a condition on what `eventsAt` reads.
 */
export function eventsWhere(
  filter: EventFilter,
  asOf: string | null,
  standing: Standing = standingAt(asOf),
  { words, isInPlaces }: Sought = { words: wordsIn(filter, asOf), isInPlaces: isAnyKey },
): SQL | undefined {
  const { during, within } = filter;
  return and(
    asOf === null ? undefined : describedAt(asOf),
    filter.conflicts ? isNamed(events.conflictKey, conflicts, filter.conflicts) : undefined,
    filter.actors ? hasParticipant(asOf, keysNamed(actors, filter.actors)) : undefined,
    filter.places ? isInPlaces(keysWithinPlaces(filter.places)) : undefined,
    filter.countries
      ? sql`${events.countryKey} = any(array(select key from places
            where country_code = any(${sql.param(filter.countries)}::char(2)[])))`
      : undefined,
    filter.dyads ? isNamed(events.dyadKey, dyads, filter.dyads) : undefined,
    during?.from ? endsFrom(`${during.from}T00:00:00.000Z`, asOf) : undefined,
    during?.to ? lte(events.earliest, `${during.to}T23:59:59.999Z`) : undefined,
    filter.kinds ? inArray(events.kind, filter.kinds) : undefined,
    filter.violence ? inArray(events.violence, filter.violence) : undefined,
    filter.datasets ? isAny(releaseAt(asOf), storable(filter.datasets)) : undefined,
    within ? isInBox(within) : undefined,
    filter.near ? isNear(filter.near) : undefined,
    filter.partOf ? isNamed(events.partOfKey, events, [filter.partOf]) : undefined,
    isQualified(filter),
    filter.text ? words(filter.text, asOf) : undefined,
    // Last, for what has to be looked up costs most.
    isClaimed(filter, asOf),
    hasDeaths(filter, standing),
    filter.changedSince ? changedAfter(events, filter.changedSince) : undefined,
    isStanding(standingAsked(filter), asOf, standing),
  );
}

/** Which events a filter is about before any other condition: what changed is told whether or not it stands. */
export const standingAsked = ({ standing, changedSince }: EventFilter): EventStanding =>
  standing ?? (changedSince ? 'ANY' : 'STANDING');

type Words = (text: string, asOf: string | null) => SQL | undefined;

/** How the rows of a filter are told: found by an index, or each looked at. */
interface Sought {
  words: Words;
  /** Of the places that a statement selects. */
  isInPlaces: (keys: SQL) => SQL;
}

const isAnyKey = (keys: SQL): SQL => sql`${events.placeKey} = any(array(${keys}))`;

/**
 * The same for rows that are gone through one after the other. PostgreSQL takes the places for a few, and would rather
 * sort the hundred thousand events of a country than find a page of them along an index; so said, no index has them.
 */
const isAmongKeys = (keys: SQL): SQL => sql`(${events.placeKey} in (${keys})) is true`;

/** Beside these, no index but those of words finds the events of a filter. */
const WITHOUT_INDEX: ReadonlySet<string> = new Set<keyof EventFilter>([
  ...(['text', 'kinds', 'violence', 'minDeaths', 'maxDeaths', 'minCivilianDeaths'] as const),
  ...(['estimated', 'located', 'flagged', 'timePrecisions', 'locationPrecisions'] as const),
  'standing',
]);

/**
 * Indexes find the events that have words, where PostgreSQL takes no other index: it cannot know how many events have
 * them, and comparing each event of a year with the thousand names of a common word takes a second.
 */
function wordsIn(filter: EventFilter, asOf: string | null): Words {
  const isAlone = Object.entries(filter).every(
    ([name, value]) => value === null || value === undefined || WITHOUT_INDEX.has(name),
  );
  return asOf !== null || isAlone ? hasWords : hasWordsWalked;
}

/** The same without a moment, said for rows that are gone through one after the other. */
export const eventsWhereWalked = (filter: EventFilter): SQL | undefined =>
  eventsWhere(filter, null, standingAt(null), { words: hasWordsWalked, isInPlaces: isAmongKeys });

/** Whether an event stands; as of a moment, one that anybody had claimed by then. */
function isStanding(asked: EventStanding, asOf: string | null, { known }: Standing) {
  if (asOf === null || known === null) {
    if (asked === 'ANY') return undefined;
    return asked === 'STANDING' ? isNull(events.withdrawnAt) : isNotNull(events.withdrawnAt);
  }
  if (asked === 'STANDING') return known;
  const claimed = wasClaimedBy(asOf);
  return asked === 'ANY' ? sql`(${known} or ${claimed})` : sql`(${claimed} and not ${known})`;
}

/**
 * The event may have gone on at an instant or later. The lists stand in the order of their beginnings:
 * an event that ends after the instant began little before it, or is one of the few long ones, of
 * which the index `events_long_index` tells the earliest beginning. A filter in the aggregate, though
 * it holds always, keeps PostgreSQL from looking for that beginning along all events.
 */
function endsFrom(instant: string, asOf: string | null): SQL {
  const earliestLong = (
    table: PgTable,
  ) => sql`(select min(long.earliest) filter (where true) from ${table} long
    where long.latest - long.earliest > interval '31 days' and long.latest >= ${instant})`;
  const began = [events, ...(asOf === null ? [] : [eventEditions])].map(earliestLong);
  return sql`(${events.latest} >= ${instant} and ${events.earliest} >= least(
    ${instant}::timestamptz - interval '31 days', ${sql.join(began, sql`, `)}))`;
}

function hasDeaths(
  { minDeaths, maxDeaths, minCivilianDeaths, estimated }: EventFilter,
  { best, civilians }: Standing,
) {
  return and(
    isNumber(minDeaths) ? gte(best, minDeaths) : undefined,
    isNumber(maxDeaths) ? lte(best, maxDeaths) : undefined,
    isNumber(minCivilianDeaths) ? gte(civilians, minCivilianDeaths) : undefined,
    estimated === true ? isNotNull(best) : undefined,
    estimated === false ? isNull(best) : undefined,
  );
}

const isNumber = (value: number | null | undefined) => typeof value === 'number';

function isQualified(filter: EventFilter) {
  const { located, flagged, flags, timePrecisions, locationPrecisions } = filter;
  return and(
    located === true ? isNotNull(events.latitude) : undefined,
    located === false ? isNull(events.latitude) : undefined,
    // By whatever flag: an index has those that have any.
    flagged === true || flags ? sql`${events.qualityFlags} <> '[]'` : undefined,
    flagged === false ? sql`${events.qualityFlags} = '[]'` : undefined,
    flags
      ? sql`exists (select from jsonb_array_elements(${events.qualityFlags}) as flag
            where flag ->> 'kind' = any(${sql.param(flags)}::text[]))`
      : undefined,
    timePrecisions ? inArray(events.precision, timePrecisions) : undefined,
    locationPrecisions ? inArray(events.locationPrecision, locationPrecisions) : undefined,
  );
}

function isClaimed({ claimants, metrics }: EventFilter, asOf: string | null): SQL | undefined {
  if (!claimants && !metrics) return undefined;
  const claim = and(
    sql`${claims.subjectEventKey} = ${events.key}`,
    // Without a moment all counts that is recorded and not withdrawn, as in sums over events.
    asOf === null ? isNull(claims.withdrawnAt) : claimsStanding(asOf),
    claimants ? isNamed(claims.claimantKey, actors, claimants) : undefined,
    metrics ? inArray(claims.metric, metrics) : undefined,
  );
  return sql`exists (select from ${claims} where ${claim})`;
}

function keysWithinPlaces(names: readonly string[]): SQL {
  return sql`
    with recursive inside as (
      select key from places where key = any(${keysNamed(places, names)})
      union select place.key from places place join inside on place.parent_key = inside.key
    ) select key from inside`;
}

const byTime = { by: events.earliest, value: 'instant' as const };

export type EventOrder = 'LATEST_FIRST' | 'EARLIEST_FIRST' | 'DEADLIEST_FIRST';

/** The orders of a list of events; deaths are those estimated by the moment of the list. */
export function eventOrder(
  order: EventOrder,
  asOf: string | null,
  { best }: Pick<Standing, 'best'> = standingAt(asOf),
): Order {
  switch (order) {
    case 'LATEST_FIRST':
      return { name: order, ...byTime, descending: true };
    case 'EARLIEST_FIRST':
      return { name: order, ...byTime, descending: false };
    case 'DEADLIEST_FIRST':
      return {
        name: order,
        by: sql`coalesce(${best}, -1)`,
        value: 'number',
        descending: true,
      };
  }
}

/** How many events there were: by sums over those that are as they were, and the others. */
const countedThen = (past: Past, isTied: SQL, ofSums: SQL): SQL =>
  sql`select coalesce(sum(events), 0) + (select count(*) from ${eventsAt(past.asOf)}
      where ${and(isUnsettled(past), isTied, eventsWhere({}, past.asOf))})
    ${ofSums} and ${areSettled(past)}`;

/** How the events of something are found, and the sums by month over them. */
interface EventLink extends Link {
  ofMonths: (key: SQL) => SQL;
}

/** How many events of it stand is in its totals; as of a moment, in those of its months that are as they were, and the others. */
function linkTo(
  entity: 'CONFLICT' | 'DYAD' | 'ACTOR',
  link: Link,
  ofMonths: (key: SQL) => SQL,
): EventLink {
  const counted = (key: SQL, asOf: string | null): SQL => {
    const past = pastOf(asOf);
    if (!past) {
      return sql`select events from ${entityTotals}
        where entity = ${sql.raw(`'${entity}'`)} and key = ${key}`;
    }
    return countedThen(past, link(key, asOf), sql`from ${eventTotals} where ${ofMonths(key)}`);
  };
  return Object.assign(link, { counted, ofMonths });
}

/** The place and what lies within it. */
const inside = (key: SQL) => sql`
    with recursive inside as (
      select ${key} collate "C" as key
      union select place.key from places place join inside on place.parent_key = inside.key
    ) select key from inside`;

export const ofConflict = linkTo(
  'CONFLICT',
  (key) => sql`${events.conflictKey} = ${key}`,
  (key) => sql`${eventTotals.conflictKey} = ${key}`,
);
export const ofPlace: Link = Object.assign((key: SQL) => isAnyKey(inside(key)), {
  walked: (key: SQL) => isAmongKeys(inside(key)),
  counted: (key: SQL, asOf: string | null) => {
    const past = pastOf(asOf);
    const isInside = sql`any(array(${inside(key)}))`;
    return past
      ? countedThen(
          past,
          isAnyKey(inside(key)),
          sql`from ${pointTotals} where ${pointTotals.placeKey} = ${isInside}`,
        )
      : sql`select sum(events) from ${entityTotals}
          where entity = 'PLACE_ITSELF' and key = ${isInside}`;
  },
});
export const ofCountry: Link = (key) => sql`${events.countryKey} = ${key}`;
export const ofDyad = linkTo(
  'DYAD',
  (key) => sql`${events.dyadKey} = ${key}`,
  (key) => sql`${eventTotals.dyadKey} = ${key}`,
);
export const ofDataset: Link = Object.assign(
  (key: SQL, asOf: string | null) => sql`${releaseAt(asOf)} = ${key}`,
  {
    counted: (key: SQL, asOf: string | null) =>
      asOf === null
        ? sql`select sum(events) from ${eventTotals} where dataset_key = ${key}`
        : undefined,
    byRelease: true as const,
  },
);
export const ofActor = linkTo(
  'ACTOR',
  Object.assign((key: SQL, asOf: string | null) => isOfParticipant(asOf, key), {
    walked: (key: SQL, asOf: string | null) => hasParticipantWalked(asOf, sql`array[${key}]`),
  }),
  (key) => sql`${eventTotals.actorKeys} @> array[${key}]`,
);
export const ofWhole: Link = (key) => sql`${events.partOfKey} = ${key}`;

/** Events as a list reads them; as of a moment, as they were described then. */
export function eventsListed(
  filter: EventFilter,
  order: EventOrder,
  asOf: string | null,
): Listing<typeof events> {
  return {
    table: events,
    // Sums tell that few have the words before those are looked for, but not of days.
    where: eventsWhere(filter, asOf, standingAt(asOf), {
      words: hasDays(filter) ? wordsIn(filter, asOf) : hasWords,
      isInPlaces: isAnyKey,
    }),
    order: eventOrder(order, asOf),
    ...((isFiltered(filter) || (hasDays(filter) && order === 'DEADLIEST_FIRST')) && {
      sparse:
        filter.actors && !isOfVague(filter)
          ? isOfParticipants(keysNamed(actors, filter.actors))
          : true,
    }),
    ...((filter.text || filter.places) && { walked: eventsWhereWalked(filter) }),
    isWhole: !isFiltered(filter) && !hasDays(filter),
    ...(asOf !== null && { past: pastOfList(filter, order, asOf) }),
  };
}

/** Which release delivered an event is another as of a moment; what was withdrawn or has changed is looked up. */
function pastOfList(
  filter: EventFilter,
  order: EventOrder,
  asOf: string,
): Listing<typeof events>['past'] {
  const from = eventsAt(asOf);
  if (filter.datasets || filter.changedSince || standingAsked(filter) !== 'STANDING') {
    return { from, asOf };
  }
  const past: Past = { asOf, byRelease: false };
  const now = eventsListed(filter, order, null);
  const walked = now.walked && { walked: and(now.walked, isSettled(past)) };
  const listing = { ...now, where: and(now.where, isSettled(past)), ...walked };
  return { from, asOf, settled: { listing, others: unsettledKeys(past) } };
}

/** `events_vague_index` has them, who are fewer than what most who are asked for took part in. */
const isOfVague = ({ timePrecisions }: EventFilter) =>
  timePrecisions?.every((precision) => precision !== 'DAY' && precision !== 'DAYS') ?? false;

/** By more than days. */
const isFiltered = ({ during: _, ...filter }: EventFilter) =>
  Object.values(filter).some((condition) => condition !== null && condition !== undefined);

const hasDays = ({ during }: EventFilter) => Boolean(during?.from ?? during?.to);
