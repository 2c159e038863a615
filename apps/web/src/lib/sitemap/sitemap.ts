/** Pages that are no row of a list. */
const PAGES = [
  '/',
  ...['/conflicts', '/countries', '/actors', '/dyads', '/places', '/agreements', '/reports'],
  ...['/datasets', '/claimants', '/changes', '/explore', '/docs', '/methodology', '/about'],
];

/** As many addresses as a sitemap may hold (sitemaps.org). */
export const MOST = 50_000;

/** What there are pages of, each with the list of the API whose rows they are. Events are not among them: their lists are. */
export const MAPPED = ['conflicts', 'actors', 'dyads', 'places', 'countries', 'reports'] as const;
export type Mapped = (typeof MAPPED)[number];

/** The files of a list with so many rows: `places`, or `places-1`, `places-2` … where one cannot hold them. */
export function filesOf(list: Mapped, rows: number): string[] {
  const files = Math.ceil(rows / MOST);
  if (files <= 1) return rows > 0 ? [list] : [];
  return Array.from({ length: files }, (_, at) => `${list}-${at + 1}`);
}

/** Which rows of which list a file holds; null where it is none. */
export function rowsOfFile(file: string): { list: Mapped; from: number } | null {
  const [, word, number = '1'] = /^([a-z]+)(?:-([1-9]\d{0,4}))?$/.exec(file) ?? [];
  const list = MAPPED.find((each) => each === word);
  return list ? { list, from: (Number(number) - 1) * MOST } : null;
}

/** `/places/afghanistan` of where the API tells it whole, `https://api.example/places/afghanistan.json`. */
export function pathOfRow(list: Mapped, address: string, api: string): string {
  const path = address.slice(new URL('.', api).href.length).replace(/\.json$/, '');
  return `/${list}/${path.slice(path.indexOf('/') + 1)}`;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';

/** The sitemap of a site: where the files are that hold its addresses. */
export function sitemapIndex(site: string, files: readonly string[]): string {
  const entries = ['pages', ...files].map(
    (file) => `<sitemap><loc>${escaped(`${site}/sitemaps/${file}.xml`)}</loc></sitemap>\n`,
  );
  return `${HEAD}<sitemapindex ${NAMESPACE}>\n${entries.join('')}</sitemapindex>\n`;
}

export const pagesFile = (site: string): string => urlSet(PAGES.map((path) => entry(site, path)));

/** One file of a list, entry by entry, so that none has to be held whole; `from`: its first row. */
export async function* listFile(
  site: string,
  paths: AsyncIterable<string>,
  from: number,
): AsyncGenerator<string> {
  const [head, tail] = urlSet(['|']).split('|') as [string, string];
  yield head;
  let at = 0;
  for await (const path of paths) {
    if (at >= from + MOST) break;
    if (at >= from) yield entry(site, path);
    at++;
  }
  yield tail;
}

const entry = (site: string, path: string) => `<url><loc>${escaped(site + path)}</loc></url>\n`;
const urlSet = (entries: readonly string[]) =>
  `${HEAD}<urlset ${NAMESPACE}>\n${entries.join('')}</urlset>\n`;
