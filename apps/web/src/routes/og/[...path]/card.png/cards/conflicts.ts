import type { ConflictCardQuery } from '../../../../../gql/graphql.ts';
import { CONFLICT_KIND } from '#lib/vocabulary/kinds.ts';
import { VIOLENCE } from '#lib/vocabulary/words.ts';
import { graphql } from '../../../../../gql/gql.ts';
import { entityCard } from '../card.ts';

export const card = entityCard(
  graphql(`
    query ConflictCard($slug: String!, $language: String) {
      conflict(slug: $slug) {
        name(language: $language)
        kind
        violence
        parties {
          actor {
            name(language: $language)
          }
        }
      }
    }
  `),
  ({ conflict }) =>
    conflict && [
      sortOf(conflict),
      conflict.name,
      ...conflict.parties.map(({ actor }) => actor.name),
    ],
);

/** What sort of conflict it is; for one that no kind is told of, what sort of violence. */
const sortOf = ({ kind, violence }: NonNullable<ConflictCardQuery['conflict']>) =>
  kind ? CONFLICT_KIND[kind] : violence ? VIOLENCE[violence] : '';
