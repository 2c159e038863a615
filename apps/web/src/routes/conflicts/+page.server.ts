import { ask } from '#lib/api/client.server.ts';
import { indexData } from '#lib/totals/index-data.server.ts';
import { choicesOf, filterOf } from './choices.ts';
import { ConflictsPage, ConflictsThen } from './conflicts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const choices = choicesOf(event.url);
  const filter = filterOf(choices);
  const index = await indexData(event, {
    of: 'conflicts',
    choices: filter,
    order: choices.order,
    now: (asked) => ask(event, ConflictsPage, { filter, ...asked }),
    listed: ({ conflicts, all, curated }) => ({
      ...conflicts,
      all: all.totalCount,
      curated: curated.totalCount,
    }),
    then: (asked) => ask(event, ConflictsThen, { ...asked }),
  });
  return { ...index, choices: { ...choices, order: index.order } };
};
