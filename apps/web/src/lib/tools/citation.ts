import { m } from '#paraglide/messages.js';
import { withoutControls } from '../language/bidi.ts';
import { bibtexText } from './bibtex.ts';

/** A page of the record: at one moment, to which its permalink leads back, or as it was read. */
export interface Cited {
  title: string;
  /** The page's whole address; with `asOf` where it can be rewound. */
  url: string;
  /** The moment it shows, ISO 8601; null for a page that only ever shows now. */
  asOf: string | null;
  /** Whether that moment was still to come when it was read: until then it shows what stands. */
  isToCome?: boolean;
  /** When it was read, ISO 8601; null where nobody has said yet. */
  readAt: string | null;
  /** What the dataset behind it asks to be cited as. */
  source?: string | null;
  /** Who says it, where a claim is cited; else the record is its author. */
  claimants?: readonly string[];
  /** Who published it or passed it on. */
  through?: readonly string[];
  /** What it was read in, by title. */
  reports?: readonly string[];
  /** When it was said, in the reader's words. */
  said?: string | null;
}

/** Where a page that cannot be rewound always shows the same, and as of when. */
export interface Permanent {
  url: string;
  asOf: string;
}

/** `?asOf=now` leads to the page frozen at the moment at which it is followed. */
export const NOW = 'now';

const NAME = 'Casus: an open record of armed conflict, claim by claim';

/** The page's address as it will always read: rewound to the moment, where it can be, whatever is said later. */
export function permalink(page: { href: string }, asOf: string | null): string {
  const frozen = new URL(page.href);
  frozen.hash = '';
  if (asOf) frozen.searchParams.set('asOf', withoutMillis(asOf));
  // One that the page does not heed would promise what it does not show.
  else frozen.searchParams.delete('asOf');
  // A colon needs no escape in a query, and the moment is to be read.
  return frozen.href.replaceAll('%3A', ':');
}

export function plainText({ title, url, source, ...rest }: Cited): string {
  const { claimants = [] } = rest;
  const cited = [
    ...(claimants.length > 0 ? [claimants.join(', ')] : []),
    `“${title}”`,
    ...sourceOf(rest),
    NAME,
    momentOf(rest),
    url,
  ]
    .filter(Boolean)
    .join('. ');
  return source ? `${cited}\n${m.reuse_data({ source })}` : cited;
}

export function bibtex({
  title,
  url,
  source,
  claimants,
  through,
  reports,
  said,
  ...times
}: Cited): string {
  const at = shownAt(times);
  const note = [
    ...sourceOf({ through, reports, said }),
    momentOf(times),
    source && m.reuse_data({ source }),
  ]
    .filter(Boolean)
    .join('. ');
  const fields = [
    // Braces keep a body's name in one piece.
    [
      'author',
      authorsOf({ claimants })
        .map((name) => `{${bibtexText(name)}}`)
        .join(' and '),
    ],
    ['title', `{${bibtexText(title)}}`],
    ['howpublished', bibtexText(NAME)],
    ...(at ? [['year', at.slice(0, 4)]] : []),
    // A brace in an address would end the field.
    ['url', url.replaceAll('{', '%7B').replaceAll('}', '%7D')],
    ...(note ? [['note', bibtexText(note)]] : []),
  ];
  return [
    `@misc{${keyOf(url, at)},`,
    ...fields.map(([name, value]) => `  ${name} = {${value}},`),
    '}',
  ].join('\n');
}

export function cslJson({ title, url, source, claimants, ...rest }: Cited): string {
  const { asOf, isToCome = false, readAt } = rest;
  const at = shownAt(rest);
  const note = [...sourceOf(rest), source && m.reuse_data({ source })].filter(Boolean).join('. ');
  return withoutControls(
    JSON.stringify(
      [
        {
          id: keyOf(url, at),
          type: 'webpage',
          title,
          author: authorsOf({ claimants }).map((literal) => ({ literal })),
          'container-title': NAME,
          URL: url,
          ...(at ? { issued: dateOf(at) } : {}),
          ...(readAt ? { accessed: dateOf(readAt) } : {}),
          ...(asOf ? { version: versionOf(asOf, isToCome) } : {}),
          ...(note ? { note } : {}),
        },
      ],
      null,
      2,
    ),
  );
}

const authorsOf = ({ claimants = [] }: Pick<Cited, 'claimants'>) =>
  claimants.length > 0 ? claimants : ['Casus'];

/** In the reader's language, as notes are; what a style says itself is in the style's. */
const sourceOf = ({
  through = [],
  reports = [],
  said,
}: Pick<Cited, 'through' | 'reports' | 'said'>) => [
  through.length > 0 && sentence(m.reuse_through({ through: through.join(', ') })),
  reports.length > 0 &&
    sentence(m.reuse_reports({ reports: reports.map((title) => `“${title}”`).join(', ') })),
  // In Russian a year ends in a full stop of its own.
  said && sentence(m.reuse_said({ when: said.replace(/\.$/, '') })),
];

/** What stands within a caption, with a capital. */
const sentence = (text: string) => text.replace(/^./u, (letter) => letter.toUpperCase());

const withoutMillis = (moment: string) => moment.replace(/\.\d{3}Z$/, 'Z');

/** Whether what is shown as of the moment may still change, as what is said until then counts. `now`: by the server's clock. */
export const isToCome = (asOf: string | null, now: string) =>
  asOf !== null && Date.parse(asOf) > Date.parse(now);

type Times = Pick<Cited, 'asOf' | 'isToCome' | 'readAt'>;

const shownAt = ({ asOf, isToCome, readAt }: Times) => (isToCome ? readAt : (asOf ?? readAt));

const versionOf = (asOf: string, isToCome: boolean) =>
  (isToCome ? m.reuse_follows_until : m.reuse_as_of)({ moment: withoutMillis(asOf) });

const momentOf = ({ asOf, isToCome = false, readAt }: Times) =>
  [
    readAt && (isToCome || !asOf) ? [m.reuse_read({ moment: withoutMillis(readAt) })] : [],
    asOf ? [versionOf(asOf, isToCome)] : [],
  ]
    .flat()
    .map(sentence)
    .join('. ');

const dateOf = (moment: string) => ({ 'date-parts': [moment.slice(0, 10).split('-').map(Number)] });

/** casus-kyrgyzstan-tajikistan-20220916: what every BibTeX program takes as a key. */
function keyOf(url: string, at: string | null): string {
  const words = decodeURI(new URL(url).pathname)
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const day = at ? [at.slice(0, 10).replaceAll('-', '')] : [];
  return ['casus', ...(words ?? []).slice(-6), ...day].join('-');
}
