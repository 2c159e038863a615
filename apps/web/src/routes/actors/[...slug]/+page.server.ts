import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { redirectToOwn } from '#lib/address/canonical.ts';
import { actorPath } from '#lib/address/paths.ts';
import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { pageOf } from '#lib/paging/page.ts';
import { providersOf } from '#lib/statistics/with-events.ts';
import { totalsText } from '#lib/totals/sentence.ts';
import { ActorNumbers, ActorPage } from './actor.ts';
import { numbersOf } from './numbers.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { slug } = event.params;
  const asOf = asOfOf(event.url);
  const [{ data, playground }, { data: compared }] = await Promise.all([
    ask(event, ActorPage, { slug, asOf, ...pageOf(event.url) }),
    ask(event, ActorNumbers, { slug, asOf }),
  ]);
  const { actor } = data;
  if (!actor) {
    error(404, m.faults_no_actor({ slug }));
  }
  redirectToOwn(event, actor, actorPath(actor));
  const claimants = providersOf(data.datasets);
  const numbers = compared.actor?.numbers;
  return {
    asOf,
    playground,
    actor,
    totals: totalsText('ACTOR', actor.totals, [...new Set(claimants)], asOf),
    numbers: numbers ? numbersOf(numbers, actor.slug) : null,
    figures: numbers?.totalCount ?? 0,
    compared: numbers?.nodes.length ?? 0,
  };
};
