import { m } from '#paraglide/messages.js';
import { graphql } from '../../../../../gql/gql.ts';
import { entityCard } from '../card.ts';

/** Of a country's brief. */
export const card = entityCard(
  graphql(`
    query CountryCard($slug: String!, $language: String) {
      place(slug: $slug) {
        kind
        name(language: $language)
        countryCode
      }
    }
  `),
  ({ place }) => (place?.kind === 'COUNTRY' ? [m.brief_kicker(), place.name] : null),
);
