import { mapLabelRows, mapLabels, type MapLabel as Row } from '@casus/store/events/map-labels';
import { selectedRows, type Selected } from '@casus/store/pushdown/selected';
import { places } from '@casus/store/tables/place';
import { builder } from '../builder.ts';
import { badUserInput } from '../errors.ts';
import { eventFilterCost, isGiven } from '../list-cost.ts';
import { rootExpression, toKnown } from '../pushdown/field-options.ts';
import { knownByArgument } from '../types/as-of.ts';
import { instantOf } from '../types/scalars.ts';
import { EventFilterInput, eventFilterOf } from './event-list.ts';

const MapLabel = builder.objectRef<Row>('MapLabel').implement({
  description:
    'A name to write on a map of events: a settlement at its own point, or a first-order division at the point that its source gives to events known to it alone, which is neither its middle nor its capital. Nothing is moved and no mean is taken.',
  fields: (t) => ({
    place: t.field({
      type: 'Place',
      description: 'The settlement, border post or first-order division; `kind` tells which.',
      ...toKnown(places, 'place'),
    }),
    latitude: t.expose('latitude', { type: 'Latitude', description: 'Where it stands, WGS 84.' }),
    longitude: t.expose('longitude', {
      type: 'Longitude',
      description: 'Where it stands, WGS 84.',
    }),
    events: t.exposeInt('events', {
      description: 'How many of the events with a point lie in it or within it, 1 or more.',
    }),
  }),
});

const COST = 300;
const COST_AS_OF = 3_000;
const MOST = 50;
const UNLESS_GIVEN = 20;

builder.queryField('mapLabels', (t) =>
  t.field({
    type: [MapLabel],
    description: `Names for a map of events: the settlements and the first-order divisions in which most of them lie, the most first. A division without a point of its own is left out. \`mapLabels(filter: { countries: ["AF"] }, first: 10) { place { name kind } latitude longitude events }\`. Costs ${COST}, ${COST_AS_OF} with \`asOf\`.`,
    cost: (given) => (isGiven(given('asOf')) ? COST_AS_OF : COST) + eventFilterCost(given),
    rows: { argument: 'first', unlessGiven: UNLESS_GIVEN, atMost: MOST },
    args: {
      filter: t.arg({
        type: EventFilterInput,
        description:
          'Only events that meet all of this, such as `within` the part of the map shown.',
      }),
      asOf: t.arg(knownByArgument),
      first: t.arg.int({
        description: `How many of both together at most, 2 to ${MOST}, half of them of each; ${UNLESS_GIVEN} unless given.`,
      }),
    },
    resolve: (_, asked, { db }) => mapLabels(db, requestOf(asked)),
    pushdown: rootExpression((asked: Asked, { alias, below }) =>
      selectedRows(
        () => mapLabelRows(requestOf(asked)),
        { alias: alias(), columns: COLUMNS },
        below,
      ),
    ),
  }),
);

const COLUMNS = {
  place: 'text',
  latitude: 'number',
  longitude: 'number',
  events: 'number',
} as const satisfies Record<keyof Row, Selected>;

interface Asked {
  filter?: (typeof EventFilterInput)['$inferInput'] | null;
  asOf?: Date | null;
  first?: number | null;
}

function requestOf({ filter, asOf, first }: Asked) {
  const most = first ?? UNLESS_GIVEN;
  if (most < 2 || most > MOST) {
    throw badUserInput(
      `A map has 2 to ${MOST} labels; ${most} were asked for. Ask for ${most < 2 ? 2 : MOST}.`,
      'first',
    );
  }
  return {
    filter: eventFilterOf(filter),
    asOf: asOf ? instantOf(asOf) : null,
    limit: Math.floor(most / 2),
  };
}
