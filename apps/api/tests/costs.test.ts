import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

const FOLDER = join(import.meta.dirname, 'costs');
const QUESTIONS = (await readdir(FOLDER)).filter((name) => name.endsWith('.graphql'));

// Anew for each: what an answer reads of actors and places is kept for the next.
let api: RunningApi;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.close());

/** A statement a paragraph, a clause a line, so that a change shows as a change. */
function readable(statements: readonly string[]): string {
  return statements
    .map((statement) =>
      statement
        .replace(/\s+/g, ' ')
        .replace(/ (from|where|order by|limit|cross join|inner join|left join) /g, '\n  $1 '),
    )
    .map((statement) => `${statement};\n`)
    .join('\n');
}

/** Asked again, a document is pushed down, and what is known of actors and places is not read again. */
const ASKED_BEFORE = 3;

test.each(
  QUESTIONS.flatMap(
    (name) =>
      [
        [name, 'golden', 0],
        [name, 'warm', ASKED_BEFORE],
      ] as const,
  ),
)('%s costs the statements in its .%s.sql', async (name, kind, before) => {
  const question = await readFile(join(FOLDER, name), 'utf8');
  for (let asked = 0; asked < before; asked += 1) await api.ask(question);
  api.statements();
  const { errors } = await api.ask(question);
  expect(errors).toEqual([]);
  const sent = api.statements();
  // What is asked at once comes in any order, and now and then in one batch more or less; reading for
  // each row of a list would send the same statement many times.
  const different = [...new Set(sent)].sort();
  expect(sent.length).toBeLessThanOrEqual(different.length * 2);
  await expect(readable(different)).toMatchFileSnapshot(
    join(FOLDER, name.replace('.graphql', `.${kind}.sql`)),
  );
});
