import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CLAIM_COLUMNS } from '../src/downloads/claim-columns.ts';
import { FORMATS } from '../src/downloads/column.ts';
import { EVENT_COLUMNS } from '../src/downloads/event-columns.ts';

const text = readFileSync(join(import.meta.dirname, '../../../docs/downloads.md'), 'utf8');

test.each([
  ['events', EVENT_COLUMNS],
  ['claims', CLAIM_COLUMNS],
])('docs/downloads.md explains every column of %s as it is', (noun, columns) => {
  const section = text.split(`## The columns of ${noun}\n`)[1]!.split('\n## ')[0]!;
  const documented = section
    .trim()
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
  expect(documented).toEqual(
    columns.map(({ name, type, description, notIn }) => [
      `\`${name}\``,
      type,
      FORMATS.filter((format) => !notIn?.includes(format)).join(', '),
      description,
    ]),
  );
});
