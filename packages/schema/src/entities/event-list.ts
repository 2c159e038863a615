import { eventsListed, type EventFilter, type EventOrder } from '@casus/store/entities/event';
import { countedByFacets } from '@casus/store/events/facets';
import { countedByMonths } from '@casus/store/events/months';
import type { Near } from '@casus/store/events/on-the-map';
import { countedByPoints } from '@casus/store/events/points';
import { wordsOf } from '@casus/store/reading/text';
import { countriesOfRegions } from '@casus/store/rules/world-region';
import { builder } from '../builder.ts';
import { naming, namingPoint } from '../entities-named.ts';
import { badUserInput } from '../errors.ts';
import { nameOf, namesOf } from '../global-id.ts';
import { DateRange, daysOf } from '../types/date-range.ts';
import {
  EventKind,
  EventStanding,
  LocationPrecision,
  Metric,
  QualityFlagKind,
  TimePrecision,
  Violence,
  WorldRegion,
} from '../types/enums.ts';
import { positionGiven } from '../types/position.ts';
import { codesOf, instantOf } from '../types/scalars.ts';
import { knownByArgument } from '../types/as-of.ts';
import { FILTER_DESCRIPTION, listArguments, type Asked } from './list-arguments.ts';

/** Characters. */
const LONGEST_TEXT = 200;
/** Each costs a look into every name, which takes seconds for a few dozen of single letters. */
const MOST_WORDS = 10;

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

/** Half of the way around the Earth: as far as two points can lie apart. */
const FURTHEST = 20_016;

const NearPoint = builder.inputType('NearPoint', {
  description:
    'A point, or a place that has one, and how far from it: `{ latitude: 39.85, longitude: 69.53, kilometres: 20 }` or `{ place: "chorku", kilometres: 20 }`.',
  fields: (t) => ({
    place: t.id({
      ...namingPoint(),
      description:
        'The place to be near, instead of a point: a settlement or another of which latitude and longitude are known. One that has none is refused.',
    }),
    latitude: t.field({
      type: 'Latitude',
      description: 'Decimal degrees; with longitude, and not beside a place.',
    }),
    longitude: t.field({
      type: 'Longitude',
      description: 'Decimal degrees; with latitude, and not beside a place.',
    }),
    kilometres: t.float({
      required: true,
      description: `At most so far from it as the crow flies, more than 0, at most ${FURTHEST}.`,
    }),
  }),
});

export const EventFilterInput = builder.inputType('EventFilter', {
  description: FILTER_DESCRIPTION,
  fields: (t) => ({
    conflicts: t.idList({ ...naming('Conflict'), description: 'In one of these conflicts.' }),
    actors: t.idList({ ...naming('Actor'), description: 'With one of these actors taking part.' }),
    places: t.idList({
      ...naming('Place'),
      description: 'In one of these places, or in a place within.',
    }),
    countries: t.field({
      type: ['CountryCode'],
      description: 'In one of these countries, ISO 3166-1 alpha-2.',
    }),
    regions: t.field({
      type: [WorldRegion],
      description:
        'In a country of one of these regions of the world; with `countries`, in one of these that lies there.',
    }),
    during: t.field({
      type: DateRange,
      description: 'That may have happened on one of these days, going by earliest and latest.',
    }),
    dyads: t.idList({
      ...naming('Dyad'),
      description: 'Fought between one of these pairs.',
    }),
    kinds: t.field({ type: [EventKind], description: 'Of one of these kinds.' }),
    violence: t.field({ type: [Violence], description: 'Of one of these types of violence.' }),
    minDeaths: t.int({
      description:
        "With at least so many deaths by the event's own best estimate, persons; an event without one is left out. With `asOf`, by the estimate as it stood then.",
    }),
    maxDeaths: t.int({
      description:
        "With at most so many deaths by the event's own best estimate, persons; an event without one is left out. With `asOf`, by the estimate as it stood then.",
    }),
    minCivilianDeaths: t.int({
      description:
        "With at least so many civilians among the event's own best estimate of deaths, persons; an event whose estimate is not split is left out. With `asOf`, by the estimate as it stood then.",
    }),
    estimated: t.boolean({
      description:
        'true: only events with an estimate of deaths of their own; false: only those without, which statistics count as `eventsWithoutFigure`. With `asOf`, as it stood then.',
    }),
    within: t.field({ type: BoundingBox, description: 'At a point in this box.' }),
    near: t.field({
      type: NearPoint,
      description:
        'At most so far from a point or a place, on the sphere, by the point that its source gives the event. Unless that is EXACT it stands for a wider area, of which a part may lie further away: `locationPrecisions: [EXACT]` leaves such events out.',
    }),
    located: t.boolean({
      description:
        'true: only events with a point on the map; false: only those without, which no map shows.',
    }),
    locationPrecisions: t.field({
      type: [LocationPrecision],
      description: 'Whose place is known as closely as one of these: `[EXACT, NEAR]`.',
    }),
    timePrecisions: t.field({
      type: [TimePrecision],
      description: 'Whose time is known as closely as one of these: `[MINUTE, HOUR, DAY]`.',
    }),
    flagged: t.boolean({
      description: 'true: only events with a quality flag; false: only those without.',
    }),
    flags: t.field({
      type: [QualityFlagKind],
      description: 'With a quality flag of one of these kinds: `[LOW_BEST_HIGH_DISORDERED]`.',
    }),
    claimants: t.idList({
      ...naming('Actor'),
      description: 'About which one of these actors makes a standing claim.',
    }),
    metrics: t.field({
      type: [Metric],
      description:
        'About which a standing claim counts one of these. Together with `claimants`: one and the same claim.',
    }),
    text: t.string({
      description: `Words, each of which stands, in any case, in the event's name or summary, or in the name of its place or conflict: \`batken clash\`. At most ${MOST_WORDS} words and ${LONGEST_TEXT} characters.`,
    }),
    datasets: t.idList({
      ...naming('Dataset'),
      description: 'Delivered by one of these dataset releases.',
    }),
    partOf: t.id({ ...naming('Event'), description: 'A part of this longer event.' }),
    changedSince: t.field({
      type: 'Position',
      description:
        'Added, described otherwise, re-estimated or withdrawn by this installation after this position, whether or not they stand: unless `standing` says which. Take it from `position` of an earlier answer.',
    }),
    standing: t.field({
      type: EventStanding,
      description:
        'Which events, by whether they stand: STANDING unless given. With `asOf`, as it was then.',
    }),
  }),
});

const orders: Record<EventOrder, { description: string }> = {
  LATEST_FIRST: { description: 'By earliest possible time, newest first.' },
  EARLIEST_FIRST: { description: 'By earliest possible time, oldest first.' },
  DEADLIEST_FIRST: {
    description:
      'By best estimate of deaths, most first, without one last. With `asOf`, by the estimate as it stood then.',
  },
};

export const EventOrderEnum = builder.enumType('EventOrder', {
  description: 'The order of a list of events; equals are in the order of their natural keys.',
  values: orders,
});

/** The store's filter for what the client asked. */
export function eventFilterOf(
  filter: (typeof EventFilterInput)['$inferInput'] | null | undefined,
): EventFilter {
  if (!filter) return {};
  const { during, minDeaths, maxDeaths, minCivilianDeaths, within, near, text } = filter;
  personsGiven(minDeaths, 'minDeaths');
  personsGiven(maxDeaths, 'maxDeaths');
  personsGiven(minCivilianDeaths, 'minCivilianDeaths');
  if ((minDeaths ?? 0) > (maxDeaths ?? Infinity)) {
    throw badUserInput(`minDeaths (${minDeaths}) is above maxDeaths (${maxDeaths}).`, 'minDeaths');
  }
  if (text && text.length > LONGEST_TEXT) {
    throw badUserInput(
      `text has at most ${LONGEST_TEXT} characters; ${text.length} were given. Ask for fewer words.`,
      'text',
    );
  }
  const words = text ? wordsOf(text).length : 0;
  if (words > MOST_WORDS) {
    throw badUserInput(
      `text has at most ${MOST_WORDS} words; ${words} were given. Ask for the rarest of them.`,
      'text',
    );
  }
  if (within && within.south > within.north) {
    throw badUserInput('The south edge of the box is north of its north edge.', 'within');
  }
  if (near && !(near.kilometres > 0 && near.kilometres <= FURTHEST)) {
    throw badUserInput(
      `near is within more than 0 and at most ${FURTHEST} kilometres; ${near.kilometres} was given.`,
      'near',
    );
  }
  return {
    conflicts: namesOf('Conflict', filter.conflicts),
    actors: namesOf('Actor', filter.actors),
    places: namesOf('Place', filter.places),
    countries: countriesGiven(filter),
    during: daysOf(during, 'during'),
    kinds: filter.kinds ?? null,
    violence: filter.violence ?? null,
    dyads: namesOf('Dyad', filter.dyads),
    minDeaths: minDeaths ?? null,
    maxDeaths: maxDeaths ?? null,
    minCivilianDeaths: minCivilianDeaths ?? null,
    estimated: filter.estimated ?? null,
    within: within ?? null,
    near: nearGiven(near),
    located: filter.located ?? null,
    locationPrecisions: filter.locationPrecisions ?? null,
    timePrecisions: filter.timePrecisions ?? null,
    flagged: filter.flagged ?? null,
    flags: filter.flags ?? null,
    claimants: namesOf('Actor', filter.claimants),
    metrics: filter.metrics ?? null,
    text: words > 0 ? (text ?? null) : null,
    datasets: namesOf('Dataset', filter.datasets),
    partOf: filter.partOf ? nameOf('Event', filter.partOf) : null,
    changedSince: filter.changedSince ? positionGiven(filter.changedSince, 'changedSince') : null,
    standing: filter.standing ?? null,
  };
}

/** Regions stand for their countries, so that whatever is known by country is known by region. */
function countriesGiven({
  countries,
  regions,
}: Pick<(typeof EventFilterInput)['$inferInput'], 'countries' | 'regions'>): string[] | null {
  const codes = codesOf(countries);
  if (!regions) return codes;
  const within = countriesOfRegions(regions);
  return codes ? codes.filter((code) => within.includes(code)) : within;
}

/** A point or a place, one of them. @throws GraphQLError for both or neither, and for half a point */
function nearGiven(near: (typeof NearPoint)['$inferInput'] | null | undefined): Near | null {
  if (!near) return null;
  const { place, latitude, longitude, kilometres } = near;
  const hasPoint = isNumber(latitude) && isNumber(longitude);
  const hasNone = !isNumber(latitude) && !isNumber(longitude);
  if (isText(place) && hasNone) return { place: nameOf('Place', place), kilometres };
  if (!isText(place) && hasPoint) return { latitude, longitude, kilometres };
  throw badUserInput(
    'near is a point, by latitude and longitude, or a place: give one of them.',
    'near',
  );
}

const isNumber = (value: number | null | undefined): value is number => typeof value === 'number';
const isText = (value: string | null | undefined): value is string => typeof value === 'string';

function personsGiven(value: number | null | undefined, field: string): void {
  if (typeof value === 'number' && value < 0) {
    throw badUserInput(`${field} is a number of persons, 0 or more.`, field);
  }
}

/** The arguments of every list of events, beside those of a page. */
export const eventListArguments = {
  ...listArguments('events', EventFilterInput, EventOrderEnum, 'LATEST_FIRST'),
  asOf: builder.args((t) => ({ asOf: t.field(knownByArgument) })).asOf,
};

/** Events, filtered and ordered as asked; as of a moment, those known by then, as they were described. */
export function eventListing({
  filter,
  asOf,
  orderBy,
}: Asked<typeof EventFilterInput, typeof EventOrderEnum> & { asOf?: Date | null }) {
  const given = eventFilterOf(filter);
  const moment = asOf ? instantOf(asOf) : null;
  const counted =
    countedByMonths(given, moment) ??
    countedByPoints(given, moment) ??
    countedByFacets(given, moment);
  const listing = eventsListed(given, orderBy, moment);
  return counted ? { ...listing, counted } : listing;
}
