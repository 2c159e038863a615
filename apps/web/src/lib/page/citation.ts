import { bibtexText } from './bibtex.ts';

/** A page of the record at one moment: what a permalink leads back to. */
export interface Cited {
  title: string;
  /** The page's whole address, with `asOf`. */
  url: string;
  /** The moment it shows, ISO 8601. */
  asOf: string;
  /** What the dataset behind it asks to be cited as. */
  source?: string | null;
}

const NAME = 'Casus: an open record of armed conflict, claim by claim';

/** The page's address as it will always read: rewound to the moment, whatever is recorded later. */
export function permalink(page: { href: string }, asOf: string): string {
  const frozen = new URL(page.href);
  frozen.hash = '';
  frozen.searchParams.set('asOf', asOf.replace(/\.\d{3}Z$/, 'Z'));
  // A colon needs no escape in a query, and the moment is to be read.
  return frozen.href.replaceAll('%3A', ':');
}

export function plainText({ title, url, asOf, source }: Cited): string {
  const cited = `“${title}”. ${NAME}. As of ${written(asOf)}. ${url}`;
  return source ? `${cited}\nData: ${source}` : cited;
}

export function bibtex({ title, url, asOf, source }: Cited): string {
  const fields = [
    ['author', '{Casus}'],
    ['title', `{${bibtexText(title)}}`],
    ['howpublished', bibtexText(NAME)],
    ['year', asOf.slice(0, 4)],
    // A brace in an address would end the field.
    ['url', url.replaceAll('{', '%7B').replaceAll('}', '%7D')],
    [
      'note',
      bibtexText(
        [`As of ${written(asOf)}`, source && `Data: ${source}`].filter(Boolean).join('. '),
      ),
    ],
  ];
  return [
    `@misc{${keyOf(url, asOf)},`,
    ...fields.map(([name, value]) => `  ${name} = {${value}},`),
    '}',
  ].join('\n');
}

export function cslJson({ title, url, asOf, source }: Cited): string {
  const [year, month, day] = asOf.slice(0, 10).split('-').map(Number);
  return JSON.stringify(
    [
      {
        id: keyOf(url, asOf),
        type: 'webpage',
        title,
        author: [{ literal: 'Casus' }],
        'container-title': NAME,
        URL: url,
        issued: { 'date-parts': [[year, month, day]] },
        accessed: { 'date-parts': [[year, month, day]] },
        version: `as of ${written(asOf)}`,
        ...(source ? { note: `Data: ${source}` } : {}),
      },
    ],
    null,
    2,
  );
}

const written = (asOf: string) => asOf.replace(/\.\d{3}Z$/, 'Z');

/** casus-kyrgyzstan-tajikistan-20220916: what every BibTeX program takes as a key. */
function keyOf(url: string, asOf: string): string {
  const words = decodeURI(new URL(url).pathname)
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return ['casus', ...(words ?? []).slice(-6), asOf.slice(0, 10).replaceAll('-', '')].join('-');
}
