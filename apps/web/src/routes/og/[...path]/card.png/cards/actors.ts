import { ACTOR_KIND } from '#lib/vocabulary/kinds.ts';
import { graphql } from '../../../../../gql/gql.ts';
import { entityCard } from '../card.ts';

export const card = entityCard(
  graphql(`
    query ActorCard($slug: String!, $language: String) {
      actor(slug: $slug) {
        name(language: $language)
        kind
        country {
          name(language: $language)
          countryCode
        }
      }
    }
  `),
  ({ actor }) => actor && [ACTOR_KIND[actor.kind], actor.name, actor.country?.name],
);
