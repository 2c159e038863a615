import { playgroundLink } from '#lib/api/client.server.ts';
import { published } from '#lib/api/published.server.ts';
import { memberPath } from '#lib/docs/addresses.ts';
import { guideSections } from '#lib/docs/guides.server.ts';
import { firstSentence } from '#lib/docs/marks.ts';
import { membersOf, type Introspection, type Member } from '#lib/docs/reference.ts';
import { search } from '#lib/docs/search.ts';
import { excerptOf, type SectionText } from '#lib/docs/sections.ts';
import { localized } from '#lib/language/locale.ts';
import { typeQuestion } from '../schema/type-question.ts';
import type { PageServerLoad } from './$types';

/** Beyond so many, a search is too wide to be read. */
const SHOWN = 30;

export const load: PageServerLoad = async (event) => {
  const query = event.url.searchParams.get('q')?.trim().slice(0, 100) ?? '';
  const { data } = await published<{ data: Introspection }>(event, 'schema.json');
  const members = membersOf(data.__schema);
  const hits = search<SectionText | Member>(query, [...guideSections(), ...members]);
  return {
    playground: playgroundLink(typeQuestion, { name: 'Query' }),
    query,
    total: hits.length,
    hits: hits.slice(0, SHOWN).map((hit) => shown(hit, query)),
  };
};

function shown(hit: SectionText | Member, query: string) {
  if ('href' in hit) {
    const { title, under, text, href } = hit;
    return { title, under, href: localized(href), gist: excerptOf(text, query), isName: false };
  }
  const { type, member, text } = hit;
  const title = member ? `${type}.${member}` : type;
  return {
    title,
    under: '',
    href: memberPath(type, member),
    gist: firstSentence(text),
    isName: true,
  };
}
