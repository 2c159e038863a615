import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { pageOf } from '#lib/paging/page.ts';
import { claimantsOf } from '#lib/totals/claimants.ts';
import { spanOf } from '#lib/span/span.ts';
import { rowsWithin, spanVariables, withinSpan } from '#lib/span/index-span.ts';
import { ROWS_THEN, thenOrderOf } from '#lib/totals/then.ts';
import { choicesOf, filterOf } from './choices.ts';
import { ConflictsPage, ConflictsThen } from './conflicts.ts';
import type { ListOfRows } from '#lib/tools/files.ts';
import type { PageServerLoad } from './$types';

const ROWS = 50;

export const load: PageServerLoad = async (event) => {
  const choices = choicesOf(event.url);
  const asOf = asOfOf(event.url);
  const span = spanOf(event.url);
  const within = withinSpan(span);
  if (asOf) {
    const orderBy = thenOrderOf(choices.order);
    const { data, playground } = await ask(event, ConflictsThen, {
      asOf,
      orderBy,
      first: ROWS_THEN,
      within,
    });
    return {
      asOf,
      span,
      coverage: data.coverage,
      playground,
      choices: { ...choices, order: orderBy },
      list: null,
      file: { of: 'conflicts', filter: {} } satisfies ListOfRows,
      then: data.rows,
      providers: claimantsOf(data.claimants),
    };
  }
  const { data, playground } = await ask(event, ConflictsPage, {
    filter: filterOf(choices),
    orderBy: choices.order,
    ...pageOf(event.url, ROWS),
    ...spanVariables(span, choices.order),
  });
  return {
    asOf: null,
    span,
    coverage: data.coverage,
    playground,
    choices,
    list: { ...data, conflicts: rowsWithin(data.conflicts, span) },
    file: {
      of: 'conflicts',
      filter: filterOf(choices),
      orderBy: choices.order,
      ...(span ? { during: span } : { rows: data.conflicts.totalCount }),
    } satisfies ListOfRows,
    then: null,
    providers: claimantsOf(data.claimants),
  };
};
