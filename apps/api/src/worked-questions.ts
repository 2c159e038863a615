import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'worked-questions');

/** A question that shows what the record is for, explained in its first lines; a tab of the playground. */
export interface WorkedQuestion {
  name: string;
  query: string;
}

/** In the order of their files. Their variables have defaults: the playground opens its first tab without those of the tab. */
export const WORKED_QUESTIONS: readonly WorkedQuestion[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.graphql'))
  .sort()
  .map((file) => ({
    name: file.replace('.graphql', ''),
    query: readFileSync(join(FOLDER, file), 'utf8'),
  }));
