import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { instant, key, keys } from './columns.ts';
import type { QualityFlagKind } from '../vocabulary.ts';
import { eventKind, locationPrecision, timePrecision, violence } from './enums.ts';

const number = (name: string) => bigint(name, { mode: 'number' });

/** Sums over events that stand; those of deaths, persons, are null where no event has an estimate (a split one). */
const sums = () => ({
  events: number('events').notNull(),
  eventsWithoutFigure: number('events_without_figure').notNull(),
  eventsWithoutSplit: number('events_without_split').notNull(),
  low: number('low'),
  best: number('best'),
  high: number('high'),
  sideA: number('side_a'),
  sideB: number('side_b'),
  civilians: number('civilians'),
  unknown: number('unknown'),
});

/**
 * From when on the events stand, are estimated, published and described as they are now (`event_moments`): as of any later
 * moment the sums hold, and of an earlier one the events are looked up. Infinity where no moment has that.
 */
const settledAt = () => instant('settled_at').notNull();

/** The first and the last moment at which one of them may have begun. */
const beginnings = () => ({
  firstEarliest: instant('first_earliest').notNull(),
  lastEarliest: instant('last_earliest').notNull(),
});

/** What events agree in that are summed up together. */
const shared = () => ({
  datasetKey: key('dataset_key'),
  conflictKey: key('conflict_key'),
  dyadKey: key('dyad_key'),
  countryKey: key('country_key'),
  violence: violence('violence'),
  kind: eventKind('kind').notNull(),
  /** Who took part, in the order of the source; an actor of several roles more than once. */
  actorKeys: keys('actor_keys').notNull(),
  /** Which of `claim_sets` is claimed of them; empty where nothing is. */
  claimed: key('claimed').notNull(),
});

/** What is claimed of events by claims that are not withdrawn, and by whom: a row for each such set that some event has. */
export const claimSets = pgTable('claim_sets', {
  key: key('key').primaryKey(),
  claimantKeys: keys('claimant_keys').notNull(),
  /** What they count; empty for a claim that counts nothing. */
  metrics: text('metrics').array().notNull(),
  /** `DEATHS ucdp:provider`: a metric, or nothing, and who claims it. */
  metricsOfClaimants: keys('metrics_of_claimants').notNull(),
});

/**
 * Sums over the events that agree in all of this, by the month in which they may first have begun. A
 * function of the database renews them at each commit (migration `totals`), so that they follow whoever writes.
 */
export const eventTotals = pgTable(
  'event_totals',
  {
    /** Its first day, UTC. */
    month: date('month').notNull(),
    /** The month in which they may have ended: another one where they are known no better. */
    lastMonth: date('last_month').notNull(),
    ...shared(),
    ...sums(),
    ...beginnings(),
    settledAt: settledAt(),
    /** From when on nothing more is said of the events: the release of their estimates, too, is that of now. */
    lastSaidAt: instant('last_said_at').notNull(),
    /** The release that gives their estimates; of events that have none the one that describes them. */
    estimateKey: key('estimate_key'),
  },
  (t) => [
    index().on(t.month),
    index().on(t.conflictKey),
    index().on(t.dyadKey),
    index().on(t.countryKey),
    index().using('gin', t.actorKeys),
  ],
);

/**
 * The same by who published what the events' estimates rest on. An event counts for each of its publishers, so that
 * the rows overlap; one that has none for none.
 */
export const publisherTotals = pgTable(
  'publisher_totals',
  {
    publisherKey: key('publisher_key'),
    month: date('month').notNull(),
    lastMonth: date('last_month').notNull(),
    ...shared(),
    ...sums(),
    settledAt: settledAt(),
  },
  (t) => [
    index().on(t.month),
    index().on(t.conflictKey),
    index().on(t.dyadKey),
    index().on(t.countryKey),
    index().using('gin', t.actorKeys),
  ],
);

/** What filters ask of an event itself, under the names that it has in the table of events: the same conditions hold of both. */
const facets = () => ({
  precision: timePrecision('precision').notNull(),
  /** Without their notes, each kind once. */
  qualityFlags: jsonb('quality_flags').$type<{ kind: QualityFlagKind }[]>().notNull(),
  /** Of each of the events, persons. */
  deathsBest: integer('deaths_best'),
  deathsCivilians: integer('deaths_civilians'),
});

/** By month and by what filters ask of an event itself, wherever it was. */
export const facetTotals = pgTable(
  'facet_totals',
  {
    month: date('month').notNull(),
    lastMonth: date('last_month').notNull(),
    datasetKey: key('dataset_key'),
    violence: violence('violence'),
    kind: eventKind('kind').notNull(),
    isLocated: boolean('is_located').notNull(),
    ...facets(),
    ...sums(),
    settledAt: settledAt(),
  },
  (t) => [index().on(t.month)],
);

/**
 * By place and point, whenever they were: of these maps are made, and sums over regions.
 */
export const pointTotals = pgTable(
  'point_totals',
  {
    placeKey: key('place_key'),
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
    locationPrecision: locationPrecision('location_precision'),
    /** Null where an event has a summary or translations: those are looked up event by event. */
    name: text('name'),
    ...facets(),
    ...shared(),
    ...sums(),
    ...beginnings(),
    settledAt: settledAt(),
  },
  (t) => [
    index().on(t.placeKey),
    index().on(t.conflictKey),
    index().on(t.dyadKey),
    index().on(t.countryKey),
    index().using('gin', t.actorKeys),
  ],
);

/** By place and publisher alone, as of the former an event counts for each of its publishers. */
export const placePublisherTotals = pgTable(
  'place_publisher_totals',
  {
    placeKey: key('place_key'),
    publisherKey: key('publisher_key'),
    ...sums(),
    settledAt: settledAt(),
  },
  (t) => [index().on(t.placeKey)],
);

/** Of all events of a conflict, a dyad, an actor, a place; `PLACE_ITSELF` leaves out what lies within the place. */
export const ENTITY_TOTALS = ['CONFLICT', 'DYAD', 'ACTOR', 'PLACE', 'PLACE_ITSELF'] as const;

/** The same sums by entity. The events of a country are those that their source gives it; of any other place, those in it and within. */
export const entityTotals = pgTable(
  'entity_totals',
  {
    entity: text('entity', { enum: ENTITY_TOTALS }).notNull(),
    key: key('key').notNull(),
    ...sums(),
    ...beginnings(),
    settledAt: settledAt(),
  },
  (t) => [primaryKey({ columns: [t.entity, t.key] })],
);

/**
 * Of each event, since when something is claimed of it, and since when all that is asked of it as of a moment is as it is
 * now. Renewed with the sums, for sums of the past are those of now but for the few events that have changed since.
 */
export const eventMoments = pgTable(
  'event_moments',
  {
    eventKey: key('event_key').primaryKey(),
    /** Before it nobody had claimed anything of the event; infinity where nobody has. */
    knownFrom: instant('known_from').notNull(),
    settledAt: settledAt(),
    lastSaidAt: instant('last_said_at').notNull(),
  },
  (t) => [
    index().on(t.settledAt, t.knownFrom),
    index().on(t.lastSaidAt, t.knownFrom),
    index().on(t.knownFrom),
  ],
);

/**
 * What a transaction has yet to renew before its commit: entities and, as `MONTH`, months. Empty for all others.
 * `PLACE_ITSELF` stands for the sums by point, too; its key is empty for events of no place.
 */
export const staleTotals = pgTable(
  'stale_totals',
  {
    commitId: number('commit_id').notNull(),
    what: text('what', { enum: [...ENTITY_TOTALS, 'MONTH'] }).notNull(),
    key: key('key').notNull(),
  },
  (t) => [primaryKey({ columns: [t.commitId, t.what, t.key] })],
);
