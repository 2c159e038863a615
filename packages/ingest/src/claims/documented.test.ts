import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { COLUMNS } from './columns.ts';

const DOCUMENT = join(import.meta.dirname, '../../../../docs/importing.md');

it('has each column explained in docs/importing.md, in the words of the template', () => {
  const lines = readFileSync(DOCUMENT, 'utf8').split('\n');
  const explained = lines.flatMap((line) => {
    const [, name, text] = /^- `(\w+)`: (.*)\.$/.exec(line) ?? [];
    return name ? [[name, text]] : [];
  });
  expect(Object.fromEntries(explained)).toEqual(COLUMNS);
});
