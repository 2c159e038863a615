import { publicApi } from '#lib/api/published.server.ts';
import { localized } from '#lib/language/locale.ts';
import { guideOf, type Guide } from './markdown.ts';
import { sectionTexts, type SectionText } from './sections.ts';

/** The files of `docs/`, which are read on the site and beside the code alike. */
const FILES = import.meta.glob<string>('../../../../../docs/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** In the order in which they are listed. */
export const GUIDES = [
  'quickstart',
  'cookbook',
  'clients',
  'paging',
  'limits',
  'errors',
  'live',
  'downloads',
  'versioning',
  'citing',
  'importing',
  'self-hosting',
  'reliability',
] as const;

export type GuideName = (typeof GUIDES)[number];

export const isGuide = (name: string): name is GuideName =>
  (GUIDES as readonly string[]).includes(name);

/** Its Markdown, with the addresses of this installation. */
export function markdownOf(name: GuideName): string {
  const api = publicApi();
  return FILES[`../../../../../docs/${name}.md`]!.replaceAll(
    'http://localhost:4000/graphql',
    api,
  ).replaceAll('http://localhost:4000', new URL(api).origin);
}

export function guide(name: GuideName): Guide {
  return guideOf(markdownOf(name), (href) => {
    if (/^(https?:|#|\/)/.test(href)) return href;
    if (href === '../packages/contract/changes.json') return localized('/docs/changes');
    const [, page, hash = ''] = /^([\w-]+)\.md(#.*)?$/.exec(href) ?? [];
    return page && isGuide(page) ? `${localized(`/docs/${page}`)}${hash}` : null;
  });
}

/** Its first paragraph, as it is written. */
export function gistOf(name: GuideName): string {
  const [, gist = ''] = /^# .+\n+([^]+?)(?=\n\n|$)/.exec(markdownOf(name)) ?? [];
  return gist.replaceAll('\n', ' ').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
}

let sections: SectionText[] | undefined;

/** What a search of the guides looks through; addresses are those of the site in English. */
export function guideSections(): SectionText[] {
  sections ??= GUIDES.flatMap((name) => sectionTexts(guide(name), `/docs/${name}`));
  return sections;
}
