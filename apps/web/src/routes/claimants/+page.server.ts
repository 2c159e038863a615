import { ask } from '#lib/api/client.server.ts';
import { asOfOf } from '#lib/api/as-of.ts';
import { pageOf } from '#lib/paging/page.ts';
import { claimantsAmong, ClaimantsWhoCompare, ComparedClaimants, pairsOf } from './claimants.ts';
import type { PageServerLoad } from './$types';

const ROWS = 30;
/** So many are compared at once: more columns no page has room for. */
const MOST = 3;
const PAIRS = 20;

export const load: PageServerLoad = async (event) => {
  const asOf = asOfOf(event.url);
  const given = event.url.searchParams.getAll('claimant').map((each) => each.trim());
  const chosen = [...new Set(given.filter(Boolean))].slice(0, MOST);
  if (chosen.length < 2) {
    const { data, playground } = await ask(event, ClaimantsWhoCompare, {});
    const { nodes, totalCount } = data.rivals;
    return {
      asOf,
      playground,
      chosen,
      claimants: claimantsAmong(nodes),
      pairs: pairsOf(nodes).slice(0, PAIRS),
      looked: { figures: nodes.length, of: totalCount },
      comparison: null,
    };
  }
  const { data, playground } = await ask(event, ComparedClaimants, {
    claimants: chosen,
    asOf,
    ...pageOf(event.url, ROWS),
  });
  const { counts, compared, rivals } = data;
  return {
    asOf,
    playground,
    chosen,
    claimants: claimantsAmong(
      rivals.nodes,
      counts.map(({ claimant }) => claimant),
    ),
    pairs: [],
    looked: { figures: rivals.nodes.length, of: rivals.totalCount },
    comparison: { counts, compared },
  };
};
