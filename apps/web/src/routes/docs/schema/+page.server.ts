import { playgroundLink } from '#lib/api/client.server.ts';
import { published } from '#lib/api/published.server.ts';
import { firstSentence } from '#lib/docs/marks.ts';
import {
  fieldsOf,
  groupsOf,
  kindOf,
  membersOf,
  typeNamed,
  type Introspection,
} from '#lib/docs/reference.ts';
import { search } from '#lib/docs/search.ts';
import { typeQuestion } from './type-question.ts';
import type { PageServerLoad } from './$types';

/** Beyond so many, a search is too wide to be read. */
const HITS_SHOWN = 60;

export const load: PageServerLoad = async (event) => {
  const { data } = await published<{ data: Introspection }>(event, 'schema.json');
  const schema = data.__schema;
  const query = event.url.searchParams.get('q')?.trim() ?? '';
  const hits = search(query, membersOf(schema));
  const ways = (root: string) =>
    fieldsOf(typeNamed(schema, root)!).map(({ name, description }) => ({
      name,
      gist: firstSentence(description ?? ''),
    }));
  return {
    playground: playgroundLink(typeQuestion, { name: 'Query' }),
    query,
    total: hits.length,
    hits: hits
      .slice(0, HITS_SHOWN)
      .map(({ type, member, text }) => ({ type, member, description: firstSentence(text) })),
    roots: [
      { root: 'Query', title: 'Ways in', ways: ways('Query') },
      { root: 'Subscription', title: 'As it happens', ways: ways('Subscription') },
    ],
    groups: groupsOf(schema).map(({ title, note, types }) => ({
      title,
      note,
      types: types.map((type) => ({
        name: type.name,
        kind: kindOf(type),
        gist: firstSentence(type.description ?? ''),
      })),
    })),
  };
};
