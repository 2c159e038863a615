import clientDocuments from '@casus/client/documents.json' with { type: 'json' };
import siteDocuments from '@casus/serving/site-documents.json' with { type: 'json' };
import { createHash } from 'node:crypto';
import { WORKED_QUESTIONS } from '../playground/worked-questions.ts';

/** The text of each known document by its identifier: those of the client, of the site and of the playground's tabs. */
export const PERSISTED_DOCUMENTS: ReadonlyMap<string, string> = new Map(
  [...clientDocuments, ...siteDocuments, ...WORKED_QUESTIONS.map(({ query }) => query)].map(
    (text) => [`sha256:${createHash('sha256').update(text).digest('hex')}`, text],
  ),
);
