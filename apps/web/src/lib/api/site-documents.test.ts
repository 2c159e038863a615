import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LIST, siteDocuments } from '../../../site-documents.ts';

test('the API’s list of the site’s documents is that of today', () => {
  expect(
    readFileSync(LIST, 'utf8') === siteDocuments(),
    'Write it anew, and commit it: pnpm --filter @casus/web codegen',
  ).toBe(true);
});
