import { boundsText } from '#lib/format/times.ts';
import { verbOf } from '#lib/vocabulary/words.ts';
import { graphql } from '../../../../../gql/gql.ts';
import { entityCard } from '../card.ts';

export const card = entityCard(
  graphql(`
    query ClaimCard($slug: String!, $language: String) {
      claim(slug: $slug) {
        summary
        kind
        stance
        claimant {
          name(language: $language)
        }
        assertedAt {
          earliest
          latest
          precision
          zone
        }
      }
    }
  `),
  ({ claim }) =>
    claim && [
      `${claim.claimant.name} ${verbOf(claim.kind, claim.stance)}`,
      claim.summary,
      boundsText(claim.assertedAt),
    ],
);
