import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import css from '../../lib/styles/tokens.css?raw';
import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { cellMap } from '#lib/geo/cells.server.ts';
import { locatorMap } from '#lib/geo/locator.server.ts';
import { placesOf, pointsOf } from '#lib/geo/points.ts';
import { tokensOf } from '#lib/styles/tokens.ts';
import { refiltered } from '../explore/address.ts';
import { StyleguidePage } from './styleguide.ts';
import type { PageServerLoad } from './$types';

const TOKENS = tokensOf(css);
const EXPLORE = { pathname: '/explore', search: '' };
/** The borderland, seen whole. */
const AROUND = { longitude: 71, latitude: 40, span: 7 };
const SLUG = 'kyrgyzstan-tajikistan';

export const load: PageServerLoad = async (event) => {
  const asOf = asOfOf(event.url);
  const variables = { slug: SLUG, conflict: SLUG, asOf };
  const { data, playground } = await ask(event, StyleguidePage, variables);
  const { conflict } = data;
  if (!conflict) error(404, m.faults_no_showcase({ slug: SLUG }));
  const { nodes } = conflict.events;
  const points = pointsOf(nodes, asOf);
  const codes = conflict.parties.flatMap(({ actor }) => actor.country?.countryCode ?? []);
  return {
    asOf,
    playground,
    tokens: TOKENS,
    conflict,
    cells: cellMap(data.eventMap, {
      view: AROUND,
      measure: 'events',
      hrefOf: ({ west, south, east, north }) =>
        refiltered(EXPLORE, { conflicts: [SLUG], within: { west, south, east, north } }),
    }),
    statistics: data.eventStatistics,
    map: locatorMap(points, {
      width: 640,
      height: 420,
      partyCountryCodes: codes,
      places: placesOf(nodes),
    }),
  };
};
