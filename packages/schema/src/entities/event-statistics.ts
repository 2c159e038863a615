import type { EventFilter } from '@casus/store/entities/event';
import { selectedRows, type Selected } from '@casus/store/pushdown/selected';
import {
  columnsBy,
  eventStatistics,
  statisticRows,
  type EventStatistic as Row,
  type StatisticsOrder,
  type StatisticsRequest,
} from '@casus/store/events/statistics';
import { isPeriod } from '@casus/store/events/dimensions';
import { haveSumsOf } from '@casus/store/events/sums-kept';
import { actors } from '@casus/store/tables/actor';
import { conflicts, dyads } from '@casus/store/tables/conflict';
import { datasets } from '@casus/store/tables/dataset';
import { places } from '@casus/store/tables/place';
import type { EventDimension } from '@casus/store/vocabulary';
import { builder } from '../builder.ts';
import type { Given } from '../cost.ts';
import { badUserInput } from '../errors.ts';
import { STATISTICS_DEFAULT, STATISTICS_LIMIT } from '../limits.ts';
import { knownByArgument } from '../types/as-of.ts';
import {
  DeathPopulation,
  EventDimensionEnum,
  EventKind,
  ParticipantRole,
  Violence,
  WorldRegion,
} from '../types/enums.ts';
import { instantOf } from '../types/scalars.ts';
import { DeathSum, deathSumOf, deathSumPushedDown, EVENTS_WITHOUT_SPLIT } from './death-sum.ts';
import { eventFilterCost, filterOf, isGiven } from '../list-cost.ts';
import { rootExpression, toOne } from '../pushdown/field-options.ts';
import { EventFilterInput, eventFilterOf } from './event-list.ts';
import { DeathBounds, EVENT_SUM_COLUMNS, spanningDeaths } from './event-sums.ts';
import { Release } from './release.ts';

const EventStatistic = builder.objectRef<Row>('EventStatistic').implement({
  description:
    'The events that agree in the dimensions asked, counted, with their deaths. A dimension that was not asked is null, and so is one that these events do not have: a country where the source tells none.',
  fields: (t) => ({
    year: t.exposeInt('year', {
      nullable: true,
      description: 'The year in which the events may first have begun, UTC: 2021.',
    }),
    quarter: t.exposeString('quarter', {
      nullable: true,
      description: 'The quarter in which the events may first have begun, UTC: `2021-Q2`.',
    }),
    month: t.exposeString('month', {
      nullable: true,
      description: 'The month in which the events may first have begun, UTC: `2021-05`.',
    }),
    week: t.exposeString('week', {
      nullable: true,
      description:
        'The ISO 8601 week, from Monday, in which the events may first have begun, UTC: `2021-W05`.',
    }),
    day: t.exposeString('day', {
      nullable: true,
      description: 'The day on which the events may first have begun, UTC: `2021-05-03`.',
    }),
    region: t.expose('region', {
      type: WorldRegion,
      nullable: true,
      description: 'The region of the world that the country is in.',
    }),
    country: t.field({
      type: 'Place',
      nullable: true,
      description: 'The country, by the source.',
      ...toOne(places, 'country'),
    }),
    admin1: t.field({
      type: 'Place',
      nullable: true,
      description: 'The first-order division of a country.',
      ...toOne(places, 'admin1'),
    }),
    conflict: t.field({
      type: 'Conflict',
      nullable: true,
      description: 'The conflict they belong to.',
      ...toOne(conflicts, 'conflict'),
    }),
    dyad: t.field({
      type: 'Dyad',
      nullable: true,
      description: 'The pair of parties that fought.',
      ...toOne(dyads, 'dyad'),
    }),
    role: t.expose('role', {
      type: ParticipantRole,
      nullable: true,
      description:
        'What those who took part did. An event counts once for each role in it, so that these rows overlap.',
    }),
    actor: t.field({
      type: 'Actor',
      nullable: true,
      description:
        'Who took part. An event counts once for each of its actors, so that these rows overlap: they add up to more than there was.',
      ...toOne(actors, 'actor'),
    }),
    violence: t.expose('violence', {
      type: Violence,
      nullable: true,
      description: "UCDP's type of organised violence.",
    }),
    kind: t.expose('kind', {
      type: EventKind,
      nullable: true,
      description: 'What sort of events they are.',
    }),
    population: t.expose('population', {
      type: DeathPopulation,
      nullable: true,
      description:
        'Whose dead are counted in `populationDeaths`. An event counts for each population that has dead in it, so that `events` of these rows overlap; the deaths do not.',
    }),
    release: t.field({
      type: Release,
      nullable: true,
      description: 'The dataset release that delivered them.',
      ...toOne(datasets, 'release'),
    }),
    dataset: t.field({
      type: 'Dataset',
      nullable: true,
      description: 'The series of releases that they come from, as its latest release here.',
      ...toOne(datasets, 'dataset'),
    }),
    claimant: t.field({
      type: 'Actor',
      nullable: true,
      description: 'Whose estimates are summed.',
      ...toOne(actors, 'claimant'),
    }),
    publisher: t.field({
      type: 'Actor',
      nullable: true,
      description:
        'Who published what the estimates rest on. An event counts once for each of its publishers, so that these rows overlap: they add up to more than there was.',
      ...toOne(actors, 'publisher'),
    }),
    events: t.exposeInt('events', { description: 'How many events there are, 1 or more.' }),
    eventsWithoutFigure: t.exposeInt('eventsWithoutFigure', {
      description:
        'How many of them have no estimate of deaths of their own, and so add nothing to `deaths`. `events(filter: { estimated: false })` lists them.',
    }),
    eventsWithoutSplit: t.exposeInt('eventsWithoutSplit', { description: EVENTS_WITHOUT_SPLIT }),
    deaths: t.field({
      type: DeathSum,
      nullable: true,
      description:
        'Over the events that have an estimate of their own; null where none has, and in the row of a population.',
      resolve: deathSumOf,
      pushdown: deathSumPushedDown,
    }),
    eventsSpanning: t.exposeInt('eventsSpanning', {
      description:
        'How many of the events may also have happened after the period of the row, or outside the days of the filter: those known only to the year, by MONTH.',
    }),
    deathsSpanning: t.field({
      type: DeathBounds,
      nullable: true,
      description:
        'The part of `deaths` that such events add. They count in the row in which they may first have begun and are not certain to belong there: show them apart. Null where there is none.',
      ...spanningDeaths,
    }),
    populationDeaths: t.exposeFloat('populationDeaths', {
      nullable: true,
      description:
        'By POPULATION: how many of it died, persons, by the best estimates. Those of all populations and `deaths { best }` of the row without one add up to the best estimate of all, but for events flagged BEST_NOT_SUM_OF_PARTS. Null in other rows.',
    }),
  }),
});

const StatisticsOrderEnum = builder.enumType('StatisticsOrder', {
  description: 'The order of statistics; equals are in the order of their dimensions.',
  values: {
    DIMENSIONS: {
      description:
        'By the dimensions, as they are given: periods from first to last, entities by natural key.',
    },
    MOST_DEATHS: { description: 'By the sum of the best estimates, the most first.' },
    MOST_EVENTS: { description: 'By how many events they have, the most first.' },
    LATEST_FIRST: {
      description:
        'By the first of the dimensions that is a period, the latest first, then by the others: `by: [YEAR, DATASET]` gives what each dataset has of the last years.',
    },
  },
});

function dimensionsOf(by: readonly EventDimension[]): readonly EventDimension[] {
  if (by.length < 1 || by.length > 3) {
    throw badUserInput(
      `Statistics are by one to three dimensions; ${by.length} were given. Ask for [MONTH], or [MONTH, COUNTRY].`,
      'by',
    );
  }
  const again = by.find((dimension, place) => by.indexOf(dimension) !== place);
  if (again) {
    throw badUserInput(`Statistics by ${again} and ${again} again: give it once.`, 'by');
  }
  return by;
}

const COSTS = {
  /** Of kept sums. */
  sums: 300,
  /** Of kept sums, and of the events that were otherwise at the moment. */
  sumsAsOf: 1_000,
  /** Of the events themselves. */
  events: 1_000,
  asOf: 5_000,
  /** Publishers are looked up event by event. */
  publishers: 8_000,
  publishersAsOf: 12_000,
};
/** Which sums there are is the same of all moments. */
const ANY_MOMENT = '2000-01-01T00:00:00.000Z';
const OVERLAPPING = ['ACTOR', 'ROLE', 'POPULATION'];

function costOfStatistics(given: Given): number {
  const by = [given('by')].flat() as EventDimension[];
  // Regions are asked for by their countries, of which there are sums; which they are makes no difference to the price.
  const { regions, ...others } = filterOf(given);
  const filter = { ...others, ...(isGiven(regions) && { countries: [] }) } as EventFilter;
  const times = OVERLAPPING.some((each) => by.includes(each as EventDimension)) ? 2 : 1;
  const asOf = isGiven(given('asOf'));
  // Whether days are whole months is not looked at before it is known that they are days.
  const isKept = !isGiven(filter.during) && haveSumsOf(filter, by, asOf ? ANY_MOMENT : null);
  if (isKept) return COSTS[asOf ? 'sumsAsOf' : 'sums'] * times;
  const cost = by.includes('PUBLISHER')
    ? COSTS[asOf ? 'publishersAsOf' : 'publishers']
    : COSTS[asOf ? 'asOf' : 'events'] * times;
  return cost + eventFilterCost(given);
}

builder.queryField('eventStatistics', (t) =>
  t.field({
    type: [EventStatistic],
    description: `How many events there were and how many died in them, by one to three dimensions, in their order: periods from first to last, entities by natural key, what is not known last. Deaths are summed over events, each by its own estimate, never over competing claims. An event of several days counts in the period in which it may first have begun. What would give more rows than \`first\` is refused, never cut, unless it is ordered by what is most or latest: then they are the first. The ten countries with most deaths: \`eventStatistics(by: [COUNTRY], orderBy: MOST_DEATHS, first: 10) { country { name } deaths { best } }\`. Deaths by month in Kyrgyzstan: \`eventStatistics(by: [MONTH], filter: { countries: ["KG"] }) { month events eventsWithoutFigure deaths { low best high } }\`. Whose dead they are: \`eventStatistics(by: [POPULATION]) { population populationDeaths }\`. The sources most relied on: \`eventStatistics(by: [PUBLISHER], orderBy: MOST_EVENTS, first: 10) { publisher { name } events }\`. Costs ${COSTS.sums}, and ${COSTS.sumsAsOf} with \`asOf\`, where sums are kept: of all events or by what they are in (conflicts, actors, countries, dyads, kinds, violence, datasets, claimants, metrics), by other dimensions than WEEK, DAY, ROLE and POPULATION; of any filter without \`during\`, \`partOf\` and \`changedSince\`, by other dimensions than these, other periods and PUBLISHER; by periods of deaths, flags, \`timePrecisions\` and \`located\`; and by PUBLISHER alone of places; with \`asOf\` none are kept of \`datasets\`, and of RELEASE by what events are in alone; else ${COSTS.events}, and ${COSTS.asOf} with \`asOf\`; twice that by ACTOR, ROLE or POPULATION. By PUBLISHER where no sums are kept ${COSTS.publishers}, and ${COSTS.publishersAsOf} with \`asOf\`.`,
    cost: costOfStatistics,
    rows: { argument: 'first', unlessGiven: STATISTICS_DEFAULT, atMost: STATISTICS_LIMIT },
    args: {
      filter: t.arg({
        type: EventFilterInput,
        description: 'Over the events that meet all of this; over all without it.',
      }),
      by: t.arg({
        type: [EventDimensionEnum],
        required: true,
        description: 'One to three different dimensions.',
      }),
      asOf: t.arg(knownByArgument),
      orderBy: t.arg({
        type: StatisticsOrderEnum,
        required: true,
        defaultValue: 'DIMENSIONS',
        description: 'In what order.',
      }),
      first: t.arg.int({
        description: `How many rows there may be, 1 to ${STATISTICS_LIMIT}; ${STATISTICS_DEFAULT} unless given. The cost is counted with as many.`,
      }),
    },
    resolve: async (_, asked, { db }) => {
      const limit = limitOf(asked);
      const rows = await eventStatistics(db, requestOf(asked));
      if (rows.length > limit && isWhole(asked)) {
        const more =
          limit < STATISTICS_LIMIT ? `for more rows with first, up to ${STATISTICS_LIMIT}, ` : '';
        throw badUserInput(
          `By ${asked.by.join(' and ')} there are more than ${limit} rows. Ask ${more}for fewer events with filter, such as a shorter during, or for a coarser dimension: YEAR for MONTH.`,
          more ? 'first' : 'by',
        );
      }
      return rows;
    },
    pushdown: rootExpression((asked: Asked, { alias, below }) => {
      const request = requestOf(asked);
      const selected = columnsBy(request.by, request.asOf);
      const columns = Object.fromEntries(
        Object.entries(COLUMNS).map(([name, kind]) => [
          name,
          name in EVENT_SUM_COLUMNS || selected.has(name) ? kind : ('null' as const),
        ]),
      );
      return selectedRows(
        statisticRows(request),
        { alias: alias(), columns, ...(isWhole(asked) && { limit: limitOf(asked) }) },
        below,
      );
    }),
  }),
);

const COLUMNS = {
  ...EVENT_SUM_COLUMNS,
  year: 'number or null',
  quarter: 'text or null',
  month: 'text or null',
  week: 'text or null',
  day: 'text or null',
  region: 'text or null',
  country: 'text or null',
  admin1: 'text or null',
  conflict: 'text or null',
  dyad: 'text or null',
  role: 'text or null',
  actor: 'text or null',
  violence: 'text or null',
  kind: 'text or null',
  population: 'text or null',
  release: 'text or null',
  dataset: 'text or null',
  claimant: 'text or null',
  publisher: 'text or null',
  populationDeaths: 'number or null',
} as const satisfies Record<keyof Row, Selected>;

interface Asked {
  filter?: (typeof EventFilterInput)['$inferInput'] | null;
  by: readonly EventDimension[];
  asOf?: Date | null;
  orderBy: StatisticsOrder;
  first?: number | null;
}

/** It answers with all rows or none; by what is most or latest, with the first. */
const isWhole = ({ orderBy }: Asked) => orderBy === 'DIMENSIONS';

function limitOf({ first }: Asked): number {
  const limit = first ?? STATISTICS_DEFAULT;
  if (limit >= 1 && limit <= STATISTICS_LIMIT) return limit;
  throw badUserInput(
    `Statistics have 1 to ${STATISTICS_LIMIT} rows; ${limit} were asked for. Ask for up to ${STATISTICS_LIMIT}.`,
    'first',
  );
}

/** One row more than asked tells whether there are more. */
function requestOf(asked: Asked): StatisticsRequest {
  const by = dimensionsOf(asked.by);
  if (asked.orderBy === 'LATEST_FIRST' && !by.some(isPeriod)) {
    throw badUserInput(
      `By ${by.join(' and ')} nothing is the latest. Ask for LATEST_FIRST by a period, such as YEAR, or for another order.`,
      'orderBy',
    );
  }
  return {
    filter: eventFilterOf(asked.filter),
    by,
    asOf: asked.asOf ? instantOf(asked.asOf) : null,
    orderBy: asked.orderBy,
    limit: limitOf(asked) + (isWhole(asked) ? 1 : 0),
  };
}
