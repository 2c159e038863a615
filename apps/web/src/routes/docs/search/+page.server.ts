import { playgroundLink } from '#lib/api/client.server.ts';
import { published } from '#lib/api/published.server.ts';
import { memberPath } from '#lib/docs/addresses.ts';
import { GUIDES, guide } from '#lib/docs/guides.server.ts';
import { firstSentence } from '#lib/docs/marks.ts';
import { found, type Introspection } from '#lib/docs/reference.ts';
import { sectionsWith } from '#lib/docs/sections-with.ts';
import { localized } from '#lib/language/locale.ts';
import { typeQuestion } from '../schema/type-question.ts';
import type { PageServerLoad } from './$types';

/** Beyond so many, a search is too wide to be read. */
const SHOWN = 30;

export const load: PageServerLoad = async (event) => {
  const query = event.url.searchParams.get('q')?.trim().slice(0, 100) ?? '';
  const { data } = await published<{ data: Introspection }>(event, 'schema.json');
  const guides = GUIDES.map((name) => ({ path: localized(`/docs/${name}`), ...guide(name) }));
  const sections = sectionsWith(query, guides);
  const members = query ? found(data.__schema, query) : [];
  return {
    playground: playgroundLink(typeQuestion, { name: 'Query' }),
    query,
    total: sections.length + members.length,
    sections: sections.slice(0, SHOWN),
    members: members.slice(0, SHOWN).map(({ type, member, description }) => ({
      name: member ? `${type}.${member}` : type,
      href: memberPath(type, member),
      gist: firstSentence(description),
    })),
  };
};
