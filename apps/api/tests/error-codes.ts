import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = join(import.meta.dirname, '../../../docs/errors.md');

/** The codes that clients are told of: the first column of the tables in docs/errors.md. */
export const PUBLISHED_CODES: ReadonlySet<string> = new Set(
  [...readFileSync(PAGE, 'utf8').matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code]) => code!),
);
