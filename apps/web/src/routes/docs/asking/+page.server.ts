import errors from '../../../../../../docs/errors.md?raw';
import { ask } from '#lib/api/client.server.ts';
import { errorTables } from './errors.ts';
import { FirstPage } from './first-page.ts';
import type { PageServerLoad } from './$types';

const ERRORS = errorTables(errors);

export const load: PageServerLoad = async (event) => {
  const { data, playground } = await ask(event, FirstPage, {
    filter: { conflicts: ['kyrgyzstan-tajikistan'] },
    after: null,
  });
  return {
    playground,
    query: FirstPage.toString(),
    list: data.events,
    limits: data.__type?.description ?? '',
    errors: ERRORS,
  };
};
