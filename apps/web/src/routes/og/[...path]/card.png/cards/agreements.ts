import { AGREEMENT_KIND } from '#lib/vocabulary/kinds.ts';
import { graphql } from '../../../../../gql/gql.ts';
import { entityCard } from '../card.ts';

export const card = entityCard(
  graphql(`
    query AgreementCard($slug: String!, $language: String) {
      agreement(slug: $slug) {
        name
        kind
        parties {
          name(language: $language)
        }
      }
    }
  `),
  ({ agreement }) =>
    agreement && [
      AGREEMENT_KIND[agreement.kind],
      agreement.name,
      ...agreement.parties.map(({ name }) => name),
    ],
);
