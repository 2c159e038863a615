import { ask } from '#lib/api/client.server.ts';
import { groupsOf } from '#lib/figures/groups.ts';
import { EXAMPLES, MethodologyPage } from './methodology.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { data, playground } = await ask(event, MethodologyPage, EXAMPLES);
  // The fullest figure in dispute, with all that it is compared with.
  const groups = groupsOf(data.conflict?.deaths ?? []);
  const contested = groups.find(({ rows }) => rows.some(({ figure }) => figure.contested));
  const shown = contested ?? groups[0];
  const numbered = shown?.rows.filter(({ figure }) => typeof figure.low === 'number') ?? [];
  return {
    playground,
    ...data,
    group: shown ? { ...shown, rows: numbered } : null,
    moments: EXAMPLES,
  };
};
