import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'worked-questions');

/** A question that shows what the record is for, explained in its first lines; a tab of the playground. */
export interface WorkedQuestion {
  name: string;
  query: string;
  /** JSON, as the playground's own pane has it. */
  variables: string;
}

/** In the order of their files: `01-name.graphql`, with `01-name.variables.json` beside it. */
export const WORKED_QUESTIONS: readonly WorkedQuestion[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.graphql'))
  .sort()
  .map((file) => {
    const name = file.replace('.graphql', '');
    return {
      name,
      query: readFileSync(join(FOLDER, file), 'utf8'),
      variables: readFileSync(join(FOLDER, `${name}.variables.json`), 'utf8'),
    };
  });
