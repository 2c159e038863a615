import { graphql } from '../../../../../gql/gql.ts';
import { entityCard } from '../card.ts';

export const card = entityCard(
  graphql(`
    query PlaceCard($slug: String!, $language: String) {
      place(slug: $slug) {
        name(language: $language)
        countryCode
        country {
          name(language: $language)
          countryCode
        }
      }
    }
  `),
  ({ place }) => place && ['', place.name, place.country?.name],
);
