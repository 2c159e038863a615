/** A feed as RFC 4287 has it; what has no value is left out. */
export interface AtomFeed {
  id: string;
  title: string;
  subtitle: string;
  /** ISO 8601. */
  updated: string;
  rights: string;
  links: AtomLink[];
  entries: AtomEntry[];
}

export interface AtomEntry {
  id: string;
  title: string;
  updated: string;
  author: string;
  categories: string[];
  links: AtomLink[];
  /** Plain text, in paragraphs. */
  content: string[];
}

export interface AtomLink {
  rel: 'self' | 'alternate' | 'next' | 'via' | 'bookmark';
  href: string;
  type?: string;
  title?: string;
}

/** Texts come from anywhere: each is escaped here, and nowhere else. */
export function atomXml(feed: AtomFeed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    element('id', feed.id),
    element('title', feed.title),
    element('subtitle', feed.subtitle),
    element('updated', feed.updated),
    element('rights', feed.rights),
    '<author><name>Casus</name></author>',
    '<generator>Casus</generator>',
    ...feed.links.map(link),
    ...feed.entries.map(entry),
    '</feed>\n',
  ].join('\n');
}

function entry({ id, title, updated, author, categories, links, content }: AtomEntry): string {
  // HTML inside XML: escaped once for each.
  const html = content.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('');
  return [
    '<entry>',
    element('id', id),
    element('title', title),
    element('updated', updated),
    `<author>${element('name', author)}</author>`,
    ...categories.map((term) => `<category term="${escaped(term)}"/>`),
    ...links.map(link),
    `<content type="html">${escaped(html)}</content>`,
    '</entry>',
  ].join('\n');
}

/** None where it leads anywhere but to the web: an address of the record may be anything. */
function link({ rel, href, type, title }: AtomLink): string {
  if (!/^https?:/i.test(href)) return '';
  const attributes = { rel, href, type, title };
  const pairs = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}="${escaped(value)}"`],
  );
  return `<link ${pairs.join(' ')}/>`;
}

const element = (name: string, text: string) => `<${name}>${escaped(text)}</${name}>`;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** XML 1.0 has no control characters but tab and line ends, no lone surrogates, no U+FFFE and U+FFFF, even escaped. */
// eslint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Characters that order a direction: a reader’s program shows a title in a line with others. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(UNWRITABLE, '\ufffd')
    .replace(DIRECTIONS, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
