import { graphql } from '../../gql/gql.ts';

export const ExploreNamesFragment = graphql(`
  fragment ExploreNames on Query {
    conflicts(filter: { named: $conflicts }, first: 40) @include(if: $namesConflicts) {
      nodes {
        slug
        name(language: $language)
      }
    }
    actors(filter: { named: $actors }, first: 40) @include(if: $namesActors) {
      nodes {
        slug
        name(language: $language)
      }
    }
    claimants: actors(filter: { named: $claimants }, first: 40) @include(if: $namesClaimants) {
      nodes {
        slug
        name(language: $language)
      }
    }
    places(filter: { named: $places }, first: 40) @include(if: $namesPlaces) {
      nodes {
        slug
        name(language: $language)
      }
    }
    dyads(filter: { named: $dyads }, first: 40) @include(if: $namesDyads) {
      nodes {
        slug
        name
      }
    }
    partOf: event(slug: $partOf) @include(if: $namesPartOf) {
      slug
      name
    }
    datasets {
      slug
      name
      version
      events(first: 1) {
        nodes {
          id
        }
      }
    }
  }
`);

/** Only what the form needs, for an address that cannot be asked. */
export const ExploreFormPage = graphql(`
  query ExploreFormPage(
    $conflicts: [ID!]
    $actors: [ID!]
    $claimants: [ID!]
    $places: [ID!]
    $dyads: [ID!]
    $partOf: String!
    $namesConflicts: Boolean!
    $namesActors: Boolean!
    $namesClaimants: Boolean!
    $namesPlaces: Boolean!
    $namesDyads: Boolean!
    $namesPartOf: Boolean!
    $language: String
  ) {
    ...ExploreNames
  }
`);

export const ExplorePage = graphql(`
  query ExplorePage(
    $asOf: DateTime
    $filter: EventFilter
    $unlocated: EventFilter
    $orderBy: EventOrder!
    $after: String
    $before: String
    $first: Int
    $last: Int
    $conflicts: [ID!]
    $actors: [ID!]
    $claimants: [ID!]
    $places: [ID!]
    $dyads: [ID!]
    $partOf: String!
    $namesConflicts: Boolean!
    $namesActors: Boolean!
    $namesClaimants: Boolean!
    $namesPlaces: Boolean!
    $namesDyads: Boolean!
    $namesPartOf: Boolean!
    $language: String
  ) {
    events(
      filter: $filter
      asOf: $asOf
      orderBy: $orderBy
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      totalCount
      pageInfo {
        ...Pager
      }
      nodes {
        ...EventRow
      }
    }
    all: events(asOf: $asOf, first: 1) {
      totalCount
    }
    unlocated: events(filter: $unlocated, asOf: $asOf, first: 1) {
      totalCount
    }
    ...ExploreNames
  }
`);

/** What lies under the two marks of the form, and whose estimates are summed: asked beside the page, which is as long as one question may be. */
export const ExploreChoices = graphql(`
  query ExploreChoices(
    $asOf: DateTime
    $filter: EventFilter
    $anyDay: EventFilter
    $anyCountry: EventFilter
    $language: String
  ) {
    claimants: eventStatistics(by: [CLAIMANT], filter: $filter, asOf: $asOf, first: 20) {
      claimant {
        name(language: $language)
      }
    }
    months: eventStatistics(by: [MONTH], filter: $anyDay, asOf: $asOf, first: 1500) {
      month
      events
      eventsSpanning
    }
    coverage(asOf: $asOf) {
      dataset {
        name
      }
      days {
        from
        to
        kind
      }
    }
    countries: eventStatistics(by: [COUNTRY], filter: $anyCountry, asOf: $asOf, first: 300) {
      country {
        name(language: $language)
        countryCode
      }
      events
    }
  }
`);

export const ExploreChart = graphql(`
  query ExploreChart(
    $asOf: DateTime
    $filter: EventFilter
    $by: [EventDimension!]!
    $rows: Int!
    $byClaimant: Boolean = false
    $byRegion: Boolean = false
    $byPeriod: Boolean = false
    $language: String
  ) {
    chart: eventStatistics(by: $by, filter: $filter, asOf: $asOf, first: $rows) {
      year
      month
      week
      region @include(if: $byRegion)
      country {
        name(language: $language)
        countryCode
      }
      conflict {
        slug
        name(language: $language)
      }
      actor {
        slug
        name(language: $language)
      }
      claimant @include(if: $byClaimant) {
        slug
        name(language: $language)
      }
      violence
      kind
      events
      eventsWithoutFigure
      eventsWithoutSplit
      eventsSpanning
      deathsSpanning @include(if: $byPeriod) {
        low
        best
        high
      }
      deaths {
        ...SplitSum
      }
    }
  }
`);

/** The map by one grid, and by a finer one where but a part of the world may be left. */
export const ExploreMap = graphql(`
  query ExploreMap(
    $asOf: DateTime
    $shown: EventFilter
    $grid: Int!
    $fits: Boolean = false
    $squares: Int = 1000
    $isNamed: Boolean = false
    $language: String
  ) {
    map: eventMap(zoom: $grid, filter: $shown, asOf: $asOf, first: $squares) {
      ...EventCell
    }
    closest: eventMap(zoom: 9, filter: $shown, asOf: $asOf, first: $squares) @include(if: $fits) {
      ...EventCell
    }
    labels: mapLabels(filter: $shown, asOf: $asOf, first: 50) @include(if: $isNamed) {
      ...EventMapLabel
    }
  }
`);
