import { CONFLICT_KIND } from '#lib/vocabulary/kinds.ts';
import { VIOLENCE } from '#lib/vocabulary/words.ts';
import { dyadName } from '#lib/language/dyad-name.ts';
import { graphql } from '../../../../../gql/gql.ts';
import { entityCard } from '../card.ts';

export const card = entityCard(
  graphql(`
    query DyadCard($slug: String!, $language: String) {
      dyad(slug: $slug) {
        ...DyadName
        conflict {
          name(language: $language)
          kind
          violence
        }
      }
    }
  `),
  ({ dyad }) => {
    if (!dyad) return null;
    const { kind, violence, name } = dyad.conflict;
    const sort = kind ? CONFLICT_KIND[kind] : violence ? VIOLENCE[violence] : '';
    return [sort, dyadName(dyad), name];
  },
);
