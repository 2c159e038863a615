import { boundsText } from '#lib/format/times.ts';
import { graphql } from '../../../../../gql/gql.ts';
import { entityCard } from '../card.ts';

export const card = entityCard(
  graphql(`
    query ReportCard($slug: String!, $language: String) {
      report(slug: $slug) {
        title
        publisher {
          name(language: $language)
        }
        publishedAt {
          earliest
          latest
          precision
          zone
        }
      }
    }
  `),
  ({ report }) =>
    report && [
      report.publisher?.name ?? '',
      report.title,
      report.publishedAt && boundsText(report.publishedAt),
    ],
);
