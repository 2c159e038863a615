import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { ask } from '#lib/api/client.server.ts';
import { drawCard } from '#lib/card/draw.server.ts';
import { toldToPeople } from '../../../embed/told-to-people.server.ts';
import { siteCard, type EntityCard } from './card.ts';
import type { RequestHandler } from './$types';

/** Of each entity, by the first word of its address: a file of its own. */
const CARDS = import.meta.glob<EntityCard>('./cards/*.ts', { eager: true, import: 'card' });

/** The picture of a page for where it is shared: `/og/events/…/card.png`; `/og/card.png` is the site's. */
export const GET: RequestHandler = toldToPeople(async (event) => {
  const [root, ...rest] = event.params.path.split('/');
  const slug = rest.join('/');
  const card = root ? await found(root, slug) : siteCard();
  if (!card) error(404, m.errors_title_404());
  return new Response(await drawCard(card), {
    headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=3600' },
  });

  async function found(root: string, slug: string) {
    const made = CARDS[`./cards/${root}.ts`];
    if (!made || !slug) return null;
    const { data } = await ask(event, made.query, { slug });
    return made.draw(data);
  }
});
