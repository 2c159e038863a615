import { m } from '#paraglide/messages.js';
import { boundsText, momentText } from '#lib/format/times.ts';
import { EVENT_KIND } from '#lib/vocabulary/words.ts';
import { graphql } from '../../../../../gql/gql.ts';
import { entityCard } from '../card.ts';

export const card = entityCard(
  graphql(`
    query EventCard($slug: String!, $language: String) {
      event(slug: $slug) {
        name
        kind
        withdrawnAt
        time {
          earliest
          latest
          precision
          zone
        }
        location {
          place {
            name(language: $language)
            countryCode
          }
          country {
            name(language: $language)
            countryCode
          }
        }
      }
    }
  `),
  ({ event }) =>
    event && [
      EVENT_KIND[event.kind],
      event.name,
      boundsText(event.time),
      event.location?.place?.name,
      event.location?.country?.name,
      event.withdrawnAt && m.reuse_withdrawn({ when: momentText(event.withdrawnAt) }),
    ],
);
