import { graphql } from '../../gql/gql.ts';
import type {
  CountedYearFragment,
  EventBreakdownsQuery,
  EventFilter,
  EventSeriesFragment,
} from '../../gql/graphql.ts';
import { questionLink } from '../api/client.server.ts';
import { statisticsOf, type Statistics } from '../statistics/periods.ts';
import { directionText } from '../totals/direction.ts';
import { WIDE } from '../statistics/wide.ts';

/** A page's events by month and by year, whichever is drawn with so many months; and the names on their map. */
export const EventSeries = graphql(`
  fragment EventSeries on Query {
    months: eventStatistics(by: [MONTH, VIOLENCE], filter: $within, asOf: $asOf, first: 1500) {
      ...StatisticRow
    }
    years: eventStatistics(by: [YEAR, VIOLENCE], filter: $within, asOf: $asOf, first: 400) {
      ...StatisticRow
    }
    ...SumSources
    coverage(asOf: $asOf) {
      dataset {
        slug
        name
      }
      days {
        from
        to
        kind
      }
    }
    labels: mapLabels(filter: $within, asOf: $asOf, first: 40) {
      ...EventMapLabel
    }
  }
`);

/** The same as a question of its own: as of a moment, one question may not cost all that a page tells. */
export const EventsOverTime = graphql(`
  query EventsOverTime($within: EventFilter!, $asOf: DateTime, $language: String) {
    ...EventSeries
  }
`);

/**
 * What a conflict, a party or a place comes to, asked beside its page: by who fought whom, by region, by whose
 * count, and of what the deadliest events are known. Those of a wide span are named only now: a list in this
 * order as of a moment costs as much as all of the rest.
 */
export const EventBreakdowns = graphql(`
  query EventBreakdowns(
    $within: EventFilter!
    $wide: EventFilter!
    $hasYears: Boolean!
    $hasSources: Boolean!
    $listed: Int!
    $isThen: Boolean!
    $asOf: DateTime
    $language: String
  ) {
    ...CountedYears
    dyads: eventStatistics(
      by: [DYAD]
      filter: $within
      asOf: $asOf
      orderBy: MOST_DEATHS
      first: 10
    ) {
      ...BreakdownRow
      dyad {
        slug
        ...DyadName
        conflict {
          slug
          name(language: $language)
        }
        totals(asOf: $asOf) @include(if: $hasYears) {
          firstEventAt
          lastEventAt
        }
      }
    }
    regions: eventStatistics(
      by: [ADMIN1]
      filter: $within
      asOf: $asOf
      orderBy: MOST_DEATHS
      first: 10
    ) {
      ...BreakdownRow
      admin1 {
        slug
        name(language: $language)
        country {
          name(language: $language)
          countryCode
        }
      }
    }
    deadliest: events(filter: $within, asOf: $asOf, orderBy: DEADLIEST_FIRST, first: $listed) {
      nodes {
        ...EventRow
        deaths(asOf: $asOf) {
          claim {
            attribution @skip(if: $hasSources) {
              role
              actor {
                slug
                name(language: $language)
              }
            }
          }
        }
      }
    }
    sources: eventStatistics(
      by: [PUBLISHER]
      filter: $within
      asOf: $asOf
      orderBy: MOST_EVENTS
      first: 9
    ) @include(if: $hasSources) {
      publisher {
        slug
        name(language: $language)
      }
      events
    }
    wide: events(filter: $wide, orderBy: DEADLIEST_FIRST, first: 20) @skip(if: $isThen) {
      nodes {
        ...WideEvent
      }
    }
  }
`);

/**
 * Who published what the estimates of all of its events rest on. As of a moment the record has no sums of it, and
 * it is looked up event by event: a page only leads there.
 */
export const EventSources = graphql(`
  query EventSources($within: EventFilter!, $asOf: DateTime, $language: String) {
    eventStatistics(
      by: [PUBLISHER]
      filter: $within
      asOf: $asOf
      orderBy: MOST_EVENTS
      first: 50
    ) {
      publisher {
        slug
        name(language: $language)
      }
      events
      deaths {
        low
        best
        high
      }
    }
  }
`);

/** A sum over some of the events of a page. */
export const BreakdownRow = graphql(`
  fragment BreakdownRow on EventStatistic {
    events
    eventsWithoutFigure
    eventsWithoutSplit
    deaths {
      ...SplitSum
    }
  }
`);

/**
 * What `EventBreakdowns` is asked with. `hasYears`: of each pair, from when until when it fought. `hasSources`: the record
 * has sums by publisher, so that they need not be counted in the deadliest events alone.
 */
export function breakdownsOn(within: EventFilter, asOf: string | null, hasYears: boolean) {
  const hasSources = asOf === null;
  return {
    within,
    wide: { ...within, timePrecisions: WIDE },
    hasYears,
    hasSources,
    listed: hasSources ? LISTED : NAMING,
    isThen: asOf !== null,
    asOf,
  };
}

type Event = EventBreakdownsQuery['deadliest']['nodes'][number];

/** Who is named as a publisher for how many of some events. */
export interface NamedSource {
  slug: string;
  name: string;
  events: number;
}

export interface Breakdowns {
  statistics: Statistics | null;
  /** Whose estimates the sums are of. */
  claimants: string[];
  /** How the latest whole year compares with the one before it, or why nothing is compared. */
  direction: string | null;
  /** The sums year by year, of each dataset by itself. */
  counted: CountedYearFragment[];
  dyads: EventBreakdownsQuery['dyads'];
  regions: EventBreakdownsQuery['regions'];
  deadliest: Event[];
  sources: NamedSource[];
  /** Of how many of the deadliest events they are, those that name any publisher; null where they are of all events. */
  sourced: number | null;
  /** Where the same of all events is asked. */
  allSources: string;
  playground: string;
}

/** So many of the deadliest events are listed. */
const LISTED = 5;
/** In so many the publishers are counted where there are no sums of them. */
const NAMING = 50;
const SOURCES = 8;

/** `over`: the same events over time; `on`: which they are. */
export function breakdownsOf(
  { data, playground }: { data: EventBreakdownsQuery; playground: string },
  over: EventSeriesFragment,
  on: { within: EventFilter; asOf: string | null },
): Breakdowns {
  const publishers = data.deadliest.nodes.map(publishersOf).filter((named) => named.length > 0);
  const sources = data.sources?.flatMap(({ publisher, events }) =>
    publisher ? [{ ...publisher, events }] : [],
  );
  return {
    statistics: statisticsOf(over.months, over.years, data.wide?.nodes, over.coverage),
    claimants: providersOf(data.counted),
    counted: data.counted,
    direction: directionText(data.counted, over.coverage),
    dyads: data.dyads.filter(({ dyad }) => dyad),
    regions: data.regions,
    deadliest: data.deadliest.nodes.slice(0, LISTED).map(({ deaths, ...event }) => ({
      ...event,
      // Chains are counted here, and not sent along with the page.
      deaths: deaths && { ...deaths, claim: { ...deaths.claim, attribution: [] } },
    })),
    sources: (sources ?? mostNamed(publishers)).slice(0, SOURCES),
    sourced: sources ? null : publishers.length,
    allSources: questionLink(EventSources, on),
    playground,
  };
}

/** Whose estimates the sums are of: who provides the datasets that give any. */
const providersOf = (sums: readonly CountedYearFragment[]): string[] => [
  ...new Set(sums.flatMap(({ deaths, dataset }) => (deaths && dataset?.provider.name) ?? [])),
];

/** Each once, however many of its reports an event rests on. */
function publishersOf({ deaths }: Event): { slug: string; name: string }[] {
  const published = deaths?.claim.attribution?.filter(({ role }) => role === 'PUBLISHER') ?? [];
  return [...new Map(published.map(({ actor }) => [actor.slug, actor])).values()];
}

function mostNamed(events: readonly { slug: string; name: string }[][]): NamedSource[] {
  return [...Map.groupBy(events.flat(), ({ slug }) => slug)]
    .map(([slug, named]) => ({ slug, name: named[0]!.name, events: named.length }))
    .sort((a, b) => b.events - a.events || a.name.localeCompare(b.name));
}
