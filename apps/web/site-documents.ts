import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as generated from './src/gql/graphql.ts';

/** Where the API reads them. It is committed: the API also starts where the site has never been built. */
export const LIST = join(import.meta.dirname, '../../packages/serving/site-documents.json');

/** The documents that pages ask, as they send them, for a server that is to know them by their hashes. */
export function siteDocuments(): string {
  const texts = Object.entries(generated)
    .filter(([name]) => name.endsWith('Document'))
    .map(([, document]) => String(document as generated.TypedDocumentString<unknown, unknown>));
  return `${JSON.stringify(texts.sort(), null, 2)}\n`;
}

if (import.meta.main) writeFileSync(LIST, siteDocuments());
