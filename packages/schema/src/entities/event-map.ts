import {
  cellRows,
  eventMap,
  FINEST_ZOOM,
  type MapCell as Row,
  type MapRequest,
  SPANNING_COLUMNS,
} from '@casus/store/events/map';
import { selectedRows, type Selected } from '@casus/store/pushdown/selected';
import { events } from '@casus/store/tables/event';
import { builder } from '../builder.ts';
import { badUserInput } from '../errors.ts';
import { MAP_LEAST, MAP_LIMIT } from '../limits.ts';
import { knownByArgument } from '../types/as-of.ts';
import { instantOf } from '../types/scalars.ts';
import {
  DEATH_SUM_COLUMNS,
  DeathSum,
  deathSumOf,
  deathSumPushedDown,
  EVENTS_WITHOUT_SPLIT,
} from './death-sum.ts';
import { DeathBounds, spanningDeaths } from './event-sums.ts';
import { eventFilterCost, isGiven } from '../list-cost.ts';
import { rootExpression, toOne } from '../pushdown/field-options.ts';
import { EventFilterInput, eventFilterOf } from './event-list.ts';

const MapCell = builder.objectRef<Row>('MapCell').implement({
  description:
    'The events whose points lie in one square of the map. A point on an edge belongs to the square to its east or north. Nothing is moved: what the square shows it at is a point of its events.',
  fields: (t) => ({
    zoom: t.exposeInt('zoom', {
      description:
        'The zoom of the grid that was taken, the same for all cells of an answer: the one asked for, or the finest coarser one with no more cells than the limit. Its squares have sides of 45 / 2^zoom degrees.',
    }),
    west: t.expose('west', { type: 'Longitude', description: 'Its western edge, WGS 84.' }),
    south: t.expose('south', { type: 'Latitude', description: 'Its southern edge, WGS 84.' }),
    east: t.expose('east', { type: 'Longitude', description: 'Its eastern edge, WGS 84.' }),
    north: t.expose('north', { type: 'Latitude', description: 'Its northern edge, WGS 84.' }),
    latitude: t.expose('latitude', {
      type: 'Latitude',
      description:
        "Of the point at which most of its events are: a source's own, never a mean of several.",
    }),
    longitude: t.expose('longitude', {
      type: 'Longitude',
      description:
        "Of the point at which most of its events are: a source's own, never a mean of several.",
    }),
    events: t.exposeInt('events', { description: 'How many events there are, 1 or more.' }),
    event: t.field({
      type: 'Event',
      nullable: true,
      description: 'The event itself where there is but one.',
      ...toOne(events, 'event'),
    }),
    eventsAtExactPlace: t.exposeInt('eventsAtExactPlace', {
      description:
        'How many of them are known to the exact place (location precision EXACT). The point of the others stands for a wider area, at worst the country.',
    }),
    eventsSpanning: t.exposeInt('eventsSpanning', {
      description:
        'How many of them may lie outside the square, or outside the days of the filter: their point stands for an area wider than it (ADMIN1 and wider at any zoom, ADMIN2 in squares of 0.7° and less, NEAR in those of 0.35° and less), or their time goes beyond the days.',
    }),
    deathsSpanning: t.field({
      type: DeathBounds,
      nullable: true,
      description:
        'The part of `deaths` that such events add, which is not certain to belong in the square: show it apart, and do not spread it. Null where there is none.',
      ...spanningDeaths,
    }),
    eventsWithoutFigure: t.exposeInt('eventsWithoutFigure', {
      description:
        'How many of them have no estimate of deaths of their own, and so add nothing to `deaths`.',
    }),
    eventsWithoutSplit: t.exposeInt('eventsWithoutSplit', { description: EVENTS_WITHOUT_SPLIT }),
    deaths: t.field({
      type: DeathSum,
      nullable: true,
      description: 'Over the events that have an estimate of their own; null where none has.',
      resolve: deathSumOf,
      pushdown: deathSumPushedDown,
    }),
  }),
});

const COST = 1_000;
const COST_AS_OF = 7_000;

builder.queryField('eventMap', (t) =>
  t.field({
    type: [MapCell],
    description: `Events on the map, gathered by the squares of a grid of equal degrees that halve with each zoom, from south to north and west to east. Where the zoom would give more squares than \`first\`, the finest coarser grid that gives no more is taken, and \`zoom\` of the cells tells; no event is left out. Events without a point are on no map: \`events(filter: { located: false }) { totalCount }\` counts them. \`eventMap(zoom: 6, filter: { within: { west: 67, south: 36, east: 75, north: 43 } }) { latitude longitude events deaths { best } }\`. Costs ${COST}, ${COST_AS_OF} with \`asOf\`.`,
    cost: (given) => (isGiven(given('asOf')) ? COST_AS_OF : COST) + eventFilterCost(given),
    rows: { argument: 'first', unlessGiven: MAP_LIMIT, atMost: MAP_LIMIT },
    args: {
      filter: t.arg({
        type: EventFilterInput,
        description:
          'Only events that meet all of this, such as `within` the part of the map shown.',
      }),
      zoom: t.arg.int({
        required: true,
        description: `How fine the grid is, 0 to ${FINEST_ZOOM}: squares of 45° at 0, of 1.4° at 5, of 0.011° (about 1.2 km) at 12.`,
      }),
      asOf: t.arg(knownByArgument),
      first: t.arg.int({
        description: `How many squares at most, ${MAP_LEAST} to ${MAP_LIMIT}; ${MAP_LIMIT} unless given. The cost is counted with as many.`,
      }),
    },
    resolve: (_, asked, { db }) => eventMap(db, requestOf(asked)),
    pushdown: rootExpression((asked: Asked, { alias, below }) =>
      selectedRows(
        (shown) =>
          cellRows({
            ...requestOf(asked),
            withSpanning: SPANNING_COLUMNS.some((column) => shown.has(column)),
          }),
        { alias: alias(), columns: COLUMNS },
        below,
      ),
    ),
  }),
);

const COLUMNS = {
  zoom: 'number',
  west: 'number',
  south: 'number',
  east: 'number',
  north: 'number',
  latitude: 'number',
  longitude: 'number',
  events: 'number',
  event: 'text or null',
  eventsAtExactPlace: 'number',
  eventsSpanning: 'number',
  spanningLow: 'number or null',
  spanningBest: 'number or null',
  spanningHigh: 'number or null',
  ...DEATH_SUM_COLUMNS,
} as const satisfies Record<keyof Row, Selected>;

interface Asked {
  filter?: (typeof EventFilterInput)['$inferInput'] | null;
  zoom: number;
  asOf?: Date | null;
  first?: number | null;
}

function requestOf({ filter, zoom, asOf, first }: Asked): MapRequest {
  const limit = first ?? MAP_LIMIT;
  if (limit < MAP_LEAST || limit > MAP_LIMIT) {
    throw badUserInput(
      `The map has ${MAP_LEAST} to ${MAP_LIMIT} squares; ${limit} were asked for. Ask for ${limit < MAP_LEAST ? MAP_LEAST : MAP_LIMIT}.`,
      'first',
    );
  }
  if (zoom < 0 || zoom > FINEST_ZOOM) {
    throw badUserInput(
      `zoom is 0 to ${FINEST_ZOOM}; ${zoom} was given. Ask for ${zoom < 0 ? 0 : FINEST_ZOOM}.`,
      'zoom',
    );
  }
  return { filter: eventFilterOf(filter), zoom, asOf: asOf ? instantOf(asOf) : null, limit };
}
