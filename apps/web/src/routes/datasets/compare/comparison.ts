import { graphql } from '../../../gql/gql.ts';

export const ReleaseComparison = graphql(`
  query ReleaseComparison(
    $from: ID!
    $fromIssue: Int
    $to: ID!
    $toIssue: Int
    $first: Int
    $after: String
    $last: Int
    $before: String
    $language: String
  ) {
    releaseDiff(
      from: $from
      fromIssue: $fromIssue
      to: $to
      toIssue: $toIssue
      by: [CONFLICT, COUNTRY, ACTOR]
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      pageInfo {
        ...Pager
      }
      from {
        ...ComparedEnd
      }
      to {
        ...ComparedEnd
        release {
          dataset {
            slug
            name
            provider {
              name(language: $language)
            }
            releases {
              ...ComparableRelease
            }
          }
        }
      }
      days {
        from
        to
      }
      daysOfFrom {
        from
        to
      }
      daysOfTo {
        from
        to
      }
      totals {
        kind
        events
        eventsWithoutSplit
        deaths {
          ...Net
        }
      }
      groups {
        by
        conflict {
          slug
          name(language: $language)
        }
        country {
          slug
          name(language: $language)
          countryCode
        }
        actor {
          slug
          name(language: $language)
        }
        events
        eventsWithoutSplit
        deaths {
          ...Net
        }
      }
      nodes {
        event {
          slug
          name
        }
        kinds
        deaths {
          low
          best
          high
        }
        before {
          ...EditionSaid
        }
        after {
          ...EditionSaid
        }
        probablySame {
          event {
            slug
            name
          }
          reasons
        }
      }
    }
  }
`);

export const ComparedEndFragment = graphql(`
  fragment ComparedEnd on ReleaseDiffEnd {
    release {
      key
      version
      issues {
        number
      }
    }
    issue {
      number
      releasedAt {
        earliest
        latest
        precision
        zone
      }
    }
  }
`);

export const NetFragment = graphql(`
  fragment Net on NetDeaths {
    low
    best
    high
    sideA
    sideB
    civilians
    unknown
  }
`);

export const EditionSaidFragment = graphql(`
  fragment EditionSaid on EventEdition {
    kind
    violence
    time {
      earliest
      latest
      precision
      zone
    }
    location {
      latitude
      longitude
      precision
      place {
        name(language: $language)
        countryCode
      }
      country {
        name(language: $language)
        countryCode
      }
    }
    conflict {
      name(language: $language)
    }
    participants {
      role
      actor {
        name(language: $language)
      }
    }
    deaths {
      low
      best
      high
      sideA
      sideB
      civilians
      unknown
    }
  }
`);
