import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { playgroundLink } from '#lib/api/client.server.ts';
import { published } from '#lib/api/published.server.ts';
import { typePage } from '#lib/docs/type-page.ts';
import type { Introspection } from '#lib/docs/reference.ts';
import { typeQuestion } from '../type-question.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { data } = await published<{ data: Introspection }>(event, 'schema.json');
  const { type: name } = event.params;
  const type = typePage(data.__schema, name);
  if (!type) error(404, m.faults_no_type({ name: name.slice(0, 60) }));
  const run = (query: string) => ({ query, playground: playgroundLink(query) });
  return {
    playground: playgroundLink(typeQuestion, { name }),
    type: {
      ...type,
      members: type.members.map((member) => ({ ...member, examples: member.examples.map(run) })),
    },
  };
};
