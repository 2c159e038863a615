import { ask } from '#lib/api/client.server.ts';
import { pageOf } from '#lib/paging/page.ts';
import { countryNames } from '#lib/geo/atlas.server.ts';
import { choicesOf, filterOf } from './choices.ts';
import { PlacesPage } from './places.ts';
import type { PageServerLoad } from './$types';

const ROWS = 50;

export const load: PageServerLoad = async (event) => {
  const choices = choicesOf(event.url);
  const { data, playground } = await ask(event, PlacesPage, {
    filter: filterOf(choices),
    orderBy: 'NAME_ASC',
    ...pageOf(event.url, ROWS),
  });
  return { choices, playground, countryNames, list: data.places };
};
