import { graphql } from '../../../gql/gql.ts';
import type { CountryBriefQuery } from '../../../gql/graphql.ts';

/** The brief but for what is claimed of the country itself, which `QUESTIONS.counted` asks; each fragment is also the question of a sentence. */
export const CountryBrief = graphql(`
  query CountryBrief(
    $slug: String!
    $place: ID!
    $within: EventFilter!
    $span: DateRange
    $asOf: DateTime
    $language: String
  ) {
    ...BriefTotals
    ...SumSources
    ...BriefYears
    ...BriefViolence
    ...BriefDyads
    ...BriefRegions
    ...BriefOfItsConflicts
    ...BriefDatasets
  }
`);

export const BriefTotals = graphql(`
  fragment BriefTotals on Query {
    place(slug: $slug) {
      slug
      name(language: $language)
      kind
      countryCode
      totals(asOf: $asOf, during: $span) {
        ...TotalsSentence
      }
    }
  }
`);

export const BriefYears = graphql(`
  fragment BriefYears on Query {
    years: eventStatistics(by: [YEAR], filter: $within, asOf: $asOf, first: 200) {
      ...BreakdownRow
      year
      eventsSpanning
      deathsSpanning {
        low
        best
        high
      }
    }
  }
`);

export const BriefViolence = graphql(`
  fragment BriefViolence on Query {
    violence: eventStatistics(by: [VIOLENCE], filter: $within, asOf: $asOf, first: 10) {
      violence
      events
      deaths {
        low
        best
        high
      }
    }
  }
`);

export const BriefDyads = graphql(`
  fragment BriefDyads on Query {
    dyads: eventStatistics(
      by: [DYAD, VIOLENCE]
      filter: $within
      asOf: $asOf
      orderBy: MOST_DEATHS
      first: 6
    ) {
      violence
      events
      deaths {
        low
        best
        high
      }
      dyad {
        slug
        ...DyadName
      }
    }
  }
`);

export const BriefRegions = graphql(`
  fragment BriefRegions on Query {
    regions: eventStatistics(
      by: [ADMIN1]
      filter: $within
      asOf: $asOf
      orderBy: MOST_DEATHS
      first: 6
    ) {
      events
      deaths {
        low
        best
        high
      }
      admin1 {
        slug
        name(language: $language)
      }
    }
  }
`);

export const BriefFigures = graphql(`
  fragment BriefFigures on Query {
    claimed: place(slug: $slug) {
      figures(asOf: $asOf) {
        ...ComparedFigure
        ...FigureOfYear
        contested
      }
    }
  }
`);

/** What is claimed of something larger and counted here, such as what a conflict cost in one of its countries. */
export const BriefOfItsConflicts = graphql(`
  fragment BriefOfItsConflicts on Query {
    ofConflicts: figures(asOf: $asOf, filter: { countedIn: [$place], during: $span }, first: 12) {
      nodes {
        ...ComparedFigure
        contested
      }
    }
  }
`);

export const BriefDatasets = graphql(`
  fragment BriefDatasets on Query {
    coverage(asOf: $asOf, during: $span) {
      dataset {
        slug
        name
        version
        releasedAt {
          earliest
          latest
          precision
          zone
        }
      }
      days {
        from
        to
      }
    }
  }
`);

/** Its events over time, and by squares: a question of its own, as one of a moment may not cost all that a brief tells. */
export const BriefPictures = graphql(`
  query BriefPictures(
    $within: EventFilter!
    $asOf: DateTime
    $isThen: Boolean!
    $language: String
  ) {
    ...EventSeries
    map: eventMap(zoom: 9, filter: $within, first: 300) @skip(if: $isThen) {
      ...EventCell
    }
  }
`);

/** The squares as of a moment, which together with the series then would cost more than one question may. */
export const BriefMapThen = graphql(`
  query BriefMapThen($within: EventFilter!, $asOf: DateTime!) {
    map: eventMap(zoom: 9, filter: $within, asOf: $asOf, first: 300) {
      ...EventCell
    }
  }
`);

/** The questions of the sentences, each by itself. */
export const QUESTIONS = {
  totals: graphql(`
    query BriefOfTotals($slug: String!, $span: DateRange, $asOf: DateTime, $language: String) {
      ...BriefTotals
    }
  `),
  years: graphql(`
    query BriefOfYears($within: EventFilter!, $asOf: DateTime) {
      ...BriefYears
    }
  `),
  violence: graphql(`
    query BriefOfViolence($within: EventFilter!, $asOf: DateTime) {
      ...BriefViolence
    }
  `),
  dyads: graphql(`
    query BriefOfDyads($within: EventFilter!, $asOf: DateTime, $language: String) {
      ...BriefDyads
    }
  `),
  regions: graphql(`
    query BriefOfRegions($within: EventFilter!, $asOf: DateTime, $language: String) {
      ...BriefRegions
    }
  `),
  figures: graphql(`
    query BriefOfFigures($slug: String!, $asOf: DateTime, $language: String) {
      ...BriefFigures
    }
  `),
  counted: graphql(`
    query BriefOfCounted(
      $slug: String!
      $within: EventFilter!
      $asOf: DateTime
      $language: String
    ) {
      ...CountedYears
      ...BriefFigures
    }
  `),
  ofConflicts: graphql(`
    query BriefOfFiguresOfItsConflicts(
      $place: ID!
      $span: DateRange
      $asOf: DateTime
      $language: String
    ) {
      ...BriefOfItsConflicts
    }
  `),
  datasets: graphql(`
    query BriefOfDatasets($span: DateRange, $asOf: DateTime) {
      ...BriefDatasets
    }
  `),
};

export type Question = keyof typeof QUESTIONS;
export type Brief = CountryBriefQuery;
