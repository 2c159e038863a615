import errors from '../../../../../../docs/errors.md?raw';
import { ask } from '#lib/api/client.server.ts';
import { published } from '#lib/api/published.server.ts';
import { typeNamed, type Introspection } from '#lib/docs/reference.ts';
import { errorTables } from './errors.ts';
import { FirstPage } from './first-page.ts';
import type { PageServerLoad } from './$types';

const ERRORS = errorTables(errors);

export const load: PageServerLoad = async (event) => {
  const [{ data, playground }, schema] = await Promise.all([
    ask(event, FirstPage, { filter: { conflicts: ['kyrgyzstan-tajikistan'] }, after: null }),
    published<{ data: Introspection }>(event, 'schema.json'),
  ]);
  return {
    playground,
    query: FirstPage.toString(),
    list: data.events,
    limits: typeNamed(schema.data.__schema, 'Query')?.description ?? '',
    errors: ERRORS,
  };
};
