import { boundsText } from '#lib/format/times.ts';
import { wordOf } from '#lib/vocabulary/words.ts';
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
  ({ claim }) => claim && [wordOf(claim), claim.summary, boundsText(claim.assertedAt)],
);
