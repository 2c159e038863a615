import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { ask } from '#lib/api/client.server.ts';
import { drawCard } from '#lib/card/draw.server.ts';
import { ROOTS } from '#lib/page/entity.ts';
import { cardOf, siteCard } from './card.ts';
import { CardQuery } from './card-query.ts';
import type { RequestHandler } from './$types';

/** The picture of a page for where it is shared: `/og/events/…/card.png`; `/og/card.png` is the site's. */
export const GET: RequestHandler = async (event) => {
  const [root, ...rest] = event.params.path.split('/');
  const slug = rest.join('/');
  const card = root ? await found(root, slug) : siteCard();
  if (!card) error(404, m.errors_title_404());
  return new Response(await drawCard(card), {
    headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=3600' },
  });

  async function found(named: string, called: string) {
    const known = ROOTS.find((name) => name === named);
    if (!known || !called) return null;
    const asked = { ...NOTHING, [known]: true, slug: called };
    const { data } = await ask(event, CardQuery, asked);
    return cardOf(data);
  }
};

const NOTHING = {
  conflicts: false,
  events: false,
  actors: false,
  places: false,
  agreements: false,
  reports: false,
  claims: false,
};
