import type { EventEditionsQuery } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/gql.ts';

/** Asked beside the page's own question: it reads more than all the rest of the page. */
export const EventEditions = graphql(`
  query EventEditions($slug: String!, $asOf: DateTime, $language: String) {
    event(slug: $slug) {
      editions(asOf: $asOf) {
        release {
          version
          issues {
            number
            releasedAt {
              earliest
              latest
              precision
              edtf
              zone
            }
          }
          releasedAt {
            earliest
            latest
            precision
            edtf
            zone
          }
        }
        issue
        time {
          earliest
          latest
          precision
          edtf
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
        participants {
          actor {
            slug
            name(language: $language)
          }
        }
        deaths {
          low
          best
          high
        }
      }
    }
  }
`);

export type Edition = NonNullable<EventEditionsQuery['event']>['editions'][number];
