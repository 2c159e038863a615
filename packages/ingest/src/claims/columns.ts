import {
  CLAIM_KINDS,
  INFORMATION_CREDIBILITIES,
  MEASURES,
  METRICS,
  POPULATIONS,
  QUANTIFIERS,
  SOURCE_RELIABILITIES,
  STANCES,
} from '@casus/store/vocabulary';
import type { Layout, Row as RowOf } from '../csv/layout.ts';

/** A word of a closed list as people write it in a cell: `at least`. */
export const written = (word: string) => word.toLowerCase().replaceAll('_', ' ');

const oneOf = (words: readonly string[]) => `one of ${words.map(written).join(', ')}`;

/** What each column of a sheet holds; the template and docs/importing.md are written from here. */
export const COLUMNS = {
  id: 'your own id of the line, so that it stays the same claim when you correct it; may be left out',
  event: 'the event it is about: the end of its address on the site, or its key',
  conflict: 'or the conflict it is about, likewise',
  place: 'or the place it is about; beside an event or a conflict, the place that the number is of',
  kind: `${oneOf(CLAIM_KINDS)}; empty: figure where there is a metric, else occurrence`,
  metric: `what is counted: ${oneOf(METRICS)}; empty where nothing is`,
  low: 'the lowest number that the claimant allows, digits alone',
  best: 'the number itself, digits alone; empty where the claimant gives none',
  high: 'the highest number that the claimant allows, digits alone',
  quantifier: `the claimant's own hedge: ${oneOf(QUANTIFIERS)}; empty: exact`,
  population: `who is counted: ${oneOf(POPULATIONS)}; empty: all`,
  party: 'whose people are counted: an actor, as under claimant',
  measure: `${oneOf(MEASURES)}; a flow happened within the period, a stock is how many there were at its end`,
  period:
    'the time that the number is of, where that is not the whole of what it is about, like 2022',
  stance: `what the claimant does: ${oneOf(STANCES)}; empty: asserts`,
  claimant:
    'who says so: the actor as the site calls it, the end of its address, or its key; one that is not known yet becomes known',
  through: 'who passed it on, in order, with ; between them',
  publisher: 'who published it',
  report_title: 'the title of the document in which it stands',
  report_url: 'its address, beginning with https://',
  report_date: 'when that was published, like 2022-09-16',
  said: 'when it was said, like 2022-09-16; 2022-09; 2022; 2022-09-14/2022-09-16; or 2022-09-16T16:00+06:00',
  summary: 'what it says in one sentence of your own; empty: made of the other columns',
  reliability: `of the source, by the Admiralty code: ${SOURCE_RELIABILITIES.join(', ')}`,
  credibility: `of the information, likewise: 1 to ${INFORMATION_CREDIBILITIES.length}, or ${oneOf(INFORMATION_CREDIBILITIES)}`,
} as const;

export type Column = keyof typeof COLUMNS;
export type Row = RowOf<Column>;

const REQUIRED = ['metric', 'best', 'claimant', 'said'] as const satisfies Column[];
const NAMES = Object.keys(COLUMNS) as Column[];

export const CLAIMS_LAYOUT: Layout<Column> = {
  title: 'claims sheet',
  required: REQUIRED,
  optional: NAMES.filter((name) => !(REQUIRED as readonly Column[]).includes(name)),
};

/** A sheet to fill in: its header, and a line that says what each column holds, which is not read. */
export const TEMPLATE = [NAMES, Object.values(COLUMNS).map((text) => `#${text}`)]
  .map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`)
  .join('');
