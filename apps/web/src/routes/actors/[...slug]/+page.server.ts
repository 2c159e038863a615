import { error } from '@sveltejs/kit';
import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { pageOf } from '#lib/components/pager.ts';
import { ActorPage } from './actor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { slug } = event.params;
  const asOf = asOfOf(event.url);
  const { data, playground } = await ask(event, ActorPage, { slug, asOf, ...pageOf(event.url) });
  if (!data.actor) {
    error(
      404,
      `No actor is called “${slug}”. Actors are reached from what they said or took part in: try their conflict.`,
    );
  }
  return { asOf, playground, actor: data.actor };
};
