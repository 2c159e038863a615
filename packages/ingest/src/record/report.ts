import { z } from 'zod';
import type { Entry } from '../entry.ts';
import { address, id, naturalKey, reference, strict, text, time } from './fields.ts';
import type { References } from './references.ts';

export const reportSchema = strict({
  id,
  key: naturalKey.optional(),
  slug: id.optional(),
  /** The document's own title or headline, as bibliographies give it. */
  title: text,
  publisher: reference,
  published: time.optional(),
  url: address.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/, 'is not a language tag: write en, ru, ky …')
    .optional(),
});

export function reportEntry(report: z.output<typeof reportSchema>, references: References): Entry {
  const { published } = report;
  return {
    entity: 'report',
    row: {
      key: references.own,
      slug: references.slug,
      title: report.title,
      publisherKey: references.key('actor', report.publisher, 'publisher'),
      publishedEarliest: published?.earliest ?? null,
      publishedLatest: published?.latest ?? null,
      publishedPrecision: published?.precision ?? null,
      publishedEdtf: published?.edtf ?? null,
      publishedZone: published?.zone ?? null,
      url: report.url ?? null,
      language: report.language ?? null,
    },
  };
}
