/** What the tools ask, each with the claimants of its numbers. */

/** Sums over events, each by its own estimate. */
const TOTALS = `totals {
          events
          eventsWithoutFigure
          deaths {
            low
            best
            high
            civilians
            unknown
          }
        }`;

const CLAIM = /* GraphQL */ `
  fragment ClaimTold on Claim {
    __typename
    slug
    kind
    stance
    summary
    metric
    measure
    population
    party {
      name(language: $language)
    }
    quantity {
      low
      best
      high
      quantifier
    }
    assertedAt {
      edtf
    }
    claimant {
      __typename
      slug
      name(language: $language)
    }
    sourceReliability
    informationCredibility
    rank
    withdrawnAt(asOf: $asOf)
  }
`;

export const SEARCH = /* GraphQL */ `
  query McpSearch($query: String!, $types: [SearchType!], $first: Int!) {
    search(query: $query, types: $types, first: $first) {
      nodes {
        type
        match
        matchedText
        node {
          __typename
          ... on Actor {
            slug
            name
          }
          ... on Agreement {
            slug
            name
          }
          ... on Claim {
            slug
            summary
            claimant {
              __typename
              slug
              name
            }
          }
          ... on Conflict {
            slug
            name
          }
          ... on Event {
            slug
            name
          }
          ... on Place {
            slug
            name
          }
          ... on Report {
            slug
            title
          }
        }
      }
    }
  }
`;

export const CONFLICTS = /* GraphQL */ `
  query McpConflicts($language: String, $filter: ConflictFilter, $first: Int!, $after: String) {
    conflicts(filter: $filter, orderBy: MOST_DEATHS, first: $first, after: $after) {
      totalCount
      nodes {
        __typename
        slug
        name(language: $language)
        kind
        startedOn
        endedOn
        ${TOTALS}
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const CONFLICT = /* GraphQL */ `
  query McpConflict($slug: String!, $language: String) {
    conflict(slug: $slug) {
      __typename
      slug
      name(language: $language)
      kind
      incompatibility
      incompatibilityOver
      summary
      startedOn
      endedOn
      ${TOTALS}
      parties {
        side
        actor {
          __typename
          slug
          name(language: $language)
        }
      }
      relatedConflicts {
        conflict {
          __typename
          slug
          name(language: $language)
        }
      }
    }
  }
`;

export const FIGURES = /* GraphQL */ `
  query McpFigures($slug: String!, $metric: Metric, $asOf: DateTime!, $language: String) {
    conflict(slug: $slug) {
      __typename
      slug
      figures(metric: $metric, asOf: $asOf) {
        about {
          __typename
          ... on Event {
            slug
            name(asOf: $asOf)
          }
          ... on Conflict {
            slug
            name(language: $language)
          }
        }
        metric
        measure
        population
        party {
          name(language: $language)
        }
        low
        high
        contested
        openEnded
        current {
          ...ClaimTold
        }
      }
    }
  }
  ${CLAIM}
`;

export const CLAIMS = /* GraphQL */ `
  query McpClaims(
    $filter: ClaimFilter
    $asOf: DateTime!
    $language: String
    $first: Int!
    $after: String
  ) {
    claims(filter: $filter, asOf: $asOf, orderBy: EARLIEST_FIRST, first: $first, after: $after) {
      totalCount
      nodes {
        ...ClaimTold
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  ${CLAIM}
`;

export const CLAIM_CHAIN = /* GraphQL */ `
  query McpClaim($slug: String!, $asOf: DateTime!, $language: String) {
    claim(slug: $slug) {
      ...ClaimTold
      rankReason
      attribution {
        position
        role
        actor {
          __typename
          slug
          name(language: $language)
        }
        locator
        report {
          __typename
          slug
          title
          url
        }
      }
      supersedes(asOf: $asOf) {
        ...ClaimTold
      }
      supersededBy(asOf: $asOf) {
        ...ClaimTold
      }
      answers(asOf: $asOf) {
        ...ClaimTold
      }
      answeredBy(asOf: $asOf) {
        ...ClaimTold
      }
    }
  }
  ${CLAIM}
`;

export const AGREEMENT = /* GraphQL */ `
  query McpAgreement($slug: String!, $asOf: DateTime!, $language: String) {
    agreement(slug: $slug) {
      __typename
      slug
      name
      kind
      status(asOf: $asOf)
      effectiveAt(asOf: $asOf)
      effectiveZone(asOf: $asOf)
      declarations(asOf: $asOf) {
        actor {
          name(language: $language)
        }
        claim {
          ...ClaimTold
        }
      }
      allegedViolations(asOf: $asOf) {
        accuser {
          name(language: $language)
        }
        accused {
          name(language: $language)
        }
        claim {
          ...ClaimTold
        }
        denials(asOf: $asOf) {
          ...ClaimTold
        }
      }
      milestones(asOf: $asOf) {
        status
        at
        claim {
          ...ClaimTold
        }
      }
    }
  }
  ${CLAIM}
`;

export const AGREEMENTS = /* GraphQL */ `
  query McpAgreements($asOf: DateTime!, $first: Int!, $after: String) {
    agreements(asOf: $asOf, first: $first, after: $after) {
      totalCount
      nodes {
        __typename
        slug
        name
        kind
        status(asOf: $asOf)
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const EVENTS = /* GraphQL */ `
  query McpEvents(
    $filter: EventFilter
    $asOf: DateTime!
    $language: String
    $first: Int!
    $after: String
  ) {
    events(filter: $filter, asOf: $asOf, orderBy: EARLIEST_FIRST, first: $first, after: $after) {
      totalCount
      nodes {
        __typename
        slug
        name(asOf: $asOf)
        kind(asOf: $asOf)
        time(asOf: $asOf) {
          edtf
          precision
        }
        location(asOf: $asOf) {
          place {
            name(language: $language)
          }
          precision
        }
        deaths(asOf: $asOf) {
          low
          best
          high
          claim {
            ...ClaimTold
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  ${CLAIM}
`;

export const EVENT = /* GraphQL */ `
  query McpEvent($slug: String!, $asOf: DateTime!, $language: String) {
    event(slug: $slug) {
      __typename
      slug
      name(asOf: $asOf)
      kind(asOf: $asOf)
      summary(asOf: $asOf)
      time(asOf: $asOf) {
        edtf
        precision
      }
      location(asOf: $asOf) {
        place {
          name(language: $language)
        }
        latitude
        longitude
        precision
      }
      qualityFlags(asOf: $asOf) {
        kind
        note
      }
      figures(asOf: $asOf) {
        metric
        population
        party {
          name(language: $language)
        }
        low
        high
        contested
        current {
          ...ClaimTold
        }
      }
    }
  }
  ${CLAIM}
`;

export const REPORT = /* GraphQL */ `
  query McpReport(
    $slug: String!
    $asOf: DateTime!
    $language: String
    $first: Int!
    $after: String
  ) {
    report(slug: $slug) {
      __typename
      slug
      title
      url
      publisher {
        name(language: $language)
      }
      claims(asOf: $asOf, first: $first, after: $after) {
        totalCount
        nodes {
          ...ClaimTold
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
  ${CLAIM}
`;

export const CHANGES = /* GraphQL */ `
  query McpChanges(
    $since: DateTime!
    $until: DateTime!
    $conflict: ID
    $asOf: DateTime
    $language: String
    $first: Int!
    $after: String
  ) {
    changes(
      since: $since
      until: $until
      conflict: $conflict
      orderBy: EARLIEST_FIRST
      first: $first
      after: $after
    ) {
      totalCount
      nodes {
        at
        kind
        claim {
          ...ClaimTold
        }
        before {
          low
          best
          high
        }
        after {
          low
          best
          high
        }
        milestone {
          status
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  ${CLAIM}
`;

export const DATASETS = /* GraphQL */ `
  query McpDatasets {
    datasets {
      __typename
      slug
      name
      version
      licence
      citation
      provider {
        __typename
        slug
        name
      }
      rowsKept
      rowsFlagged
    }
  }
`;
