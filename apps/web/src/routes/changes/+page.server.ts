import { ask } from '#lib/api/client.server.ts';
import { pageOf } from '#lib/paging/page.ts';
import { ChangesPage, LatestChange } from './changes.ts';
import { choicesOf, daysShown, spanOf } from './choices.ts';
import type { PageServerLoad } from './$types';

const ROWS = 30;
/** Before anything on record. */
const EVER = '1000-01-01T00:00:00.000Z';

export const load: PageServerLoad = async (event) => {
  const choices = choicesOf(event.url);
  if (choices.fault) event.locals.status = 400;
  const conflict = choices.conflict || null;
  // Only without a last day is it asked when the record last moved.
  const latest = choices.to ? null : await ask(event, LatestChange, { since: EVER, conflict });
  const days = daysShown(choices, latest?.data.changes.nodes[0]?.at ?? null);
  const { data, playground } = await ask(event, ChangesPage, {
    ...spanOf(days),
    conflict,
    slug: choices.conflict,
    isIn: conflict !== null,
    kinds: choices.kinds,
    ...pageOf(event.url, ROWS),
  });
  return {
    choices,
    days,
    playground,
    changes: data.changes,
    conflicts: data.conflicts.nodes,
    own: data.own ?? null,
  };
};
