import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const REPOSITORY = join(import.meta.dirname, '../../..');
const SITE = join(REPOSITORY, 'apps/web/src');
const WORKED = join(REPOSITORY, 'apps/api/src/playground/worked-questions');

/** The queries that the site's pages send, by name. */
export const SITE_OPERATIONS: readonly string[] = globSync('{lib,routes}/**/*.ts', { cwd: SITE })
  .flatMap((file) => [
    ...readFileSync(join(SITE, file), 'utf8').matchAll(/\bgraphql\(`\s*query (\w+)/g),
  ])
  .map(([, name]) => name!)
  .sort();

/** A question that the playground opens with; its variables have defaults. */
export interface WorkedQuestion {
  name: string;
  query: string;
}

export const WORKED_QUESTIONS: readonly WorkedQuestion[] = readdirSync(WORKED)
  .filter((file) => file.endsWith('.graphql'))
  .sort()
  .map((file) => readFileSync(join(WORKED, file), 'utf8'))
  .map((query) => ({ name: /^query (\w+)/m.exec(query)![1]!, query }));
