import type {
  ClaimCardFragment,
  ClaimOriginFragment,
  FigureRowFragment,
  FigureSourceFragment,
} from '../../gql/graphql.ts';
import { m } from '#paraglide/messages.js';
import { baseLocale, getLocale } from '#paraglide/runtime.js';
import { headingOf, labelOf } from '../figures/labels.ts';
import { numberText, quantityText, rangeText } from '../format/numbers.ts';
import { boundsText, dayText, type BoundsLike } from '../format/times.ts';
import { POPULATION, wordOf } from '../vocabulary/words.ts';
import { readName } from '../language/translation.ts';
import { unshownOf } from '../figures/unshown.ts';

/** What one claimant says, as a row of a chart; persons. */
export interface ClaimantRow {
  claimant: string;
  text: string;
  /** Null where the claimant gives no number. */
  span: { low: number; main: number; high: number; isOpen: boolean } | null;
}

/** A claim, a figure or a sum over events as it is picked up: quoted, drawn, or shown on another site. */
export interface ReusedNumber {
  /** Below `/embed`, where its card, pictures and citations are: `claims/…`, `figures/…`, `totals/places/…`. */
  path: string;
  /** It is added up over events, each by its own estimate. */
  isSum: boolean;
  /** What it is about, in the record's words. */
  about: string;
  /** When that happened, as closely as it is known; null for what is no event. */
  happened: string | null;
  /** What is counted, and whose people: "Deaths, civilians"; null for a claim that counts nothing. */
  what: string | null;
  /** As its claimant hedges it, or from the lowest to the highest that claimants say; null without a number. */
  number: string | null;
  isContested: boolean;
  /** The claim in the record's own words; null for a figure, which rests on several. */
  summary: string | null;
  /** "According to Red Cross", "Denial by Red Cross". */
  word: string | null;
  /** Whose word it is: of a figure, each who has a say in it, as far as the rows go. */
  claimants: string[];
  rows: ClaimantRow[];
  /** How many claimants have a say in it beside those of the rows. */
  more: number;
  /** Who published or passed it on, other than the claimant; of a figure, as far as the rows go. */
  through: string[];
  /** What it was read in, by title. */
  reports: string[];
  /** The releases of datasets that make it: "UCDP GED 22.1". */
  datasets: string[];
  /** What is not left out where it is quoted: of which days a sum is, and what adds nothing to it. */
  notes: string[];
  /** When it was said; of a figure, from the first to the last of its claimants' words. */
  assertedAt: string | null;
}

type Quantity = NonNullable<ClaimCardFragment['quantity']>;

/** A claim of a card: what it says, who says it, through whom. */
export function numberOfClaim(
  claim: ClaimCardFragment & Partial<Pick<ClaimOriginFragment, 'dataset'>>,
): ReusedNumber {
  const { quantity, metric, claimant } = claim;
  return {
    path: `claims/${claim.slug}`,
    isSum: false,
    about: readName(claim.subject),
    happened: happenedOf(claim.subject),
    what: metric ? whatOf({ ...claim, metric, population: claim.population ?? 'ALL' }) : null,
    number: quantity ? quantityText(quantity) : null,
    isContested: false,
    summary: claim.summary,
    word: wordOf(claim),
    claimants: [claimant.name],
    rows: quantity ? [rowOf({ claimant, quantity })] : [],
    more: 0,
    ...sourcesOf([claim]),
    notes: [],
    assertedAt: boundsText(claim.assertedAt),
  };
}

/**
 * A figure, known by the first claim that was ever made of it: figures have no address of their own. `sources`:
 * where the claims of its rows are from; a list of figures does without.
 */
export function numberOfFigure(
  figure: FigureRowFragment,
  sources: readonly FigureSourceFragment[] = [],
): ReusedNumber | null {
  const [first] = figure.first;
  if (!first) return null;
  const { low, high } = figure;
  const { voices } = figure;
  const hasRange = typeof low === 'number' && typeof high === 'number';
  return {
    path: `figures/${first.slug}`,
    isSum: false,
    about: readName(figure.about),
    happened: happenedOf(figure.about),
    what: whatOf(figure),
    number: hasRange ? openRange(low, high, figure.openEnded) : null,
    isContested: figure.contested,
    summary: null,
    word: null,
    claimants: voices.map(({ claimant }) => claimant.name),
    rows: voices.map(rowOf),
    more: unshownOf(figure),
    ...sourcesOf(sources),
    notes: [],
    assertedAt: unshownOf(figure) > 0 ? null : saidOf(voices),
  };
}

const happenedOf = (subject: object): string | null =>
  'time' in subject ? boundsText(subject.time as BoundsLike) : null;

/** Through whom, in what, and by which releases; each is named once. */
function sourcesOf(
  claims: readonly (Pick<ClaimCardFragment, 'attribution'> &
    Partial<Pick<ClaimOriginFragment, 'dataset'>> & {
      claimant: { slug: string };
    })[],
): Pick<ReusedNumber, 'through' | 'reports' | 'datasets'> {
  const steps = claims.flatMap(({ attribution }) => attribution);
  const through = claims.flatMap(({ attribution, claimant }) =>
    attribution.flatMap(({ role, actor }) =>
      (role === 'RELAY' || role === 'PUBLISHER') && actor.slug !== claimant.slug ? actor.name : [],
    ),
  );
  return {
    through: [...new Set(through)],
    reports: [...new Set(steps.flatMap(({ report }) => report?.title ?? []))],
    datasets: [...new Set(claims.flatMap(({ dataset }) => (dataset ? releaseName(dataset) : [])))],
  };
}

/** "UCDP GED 22.1". */
export const releaseName = ({ name, version }: { name: string; version: string }) =>
  name.includes(version) ? name : `${name} ${version}`;

/** "16 September 2022 – 21 September 2022": from the first to the last, as none of several claimants' times stands for all. */
function saidOf(claims: readonly { assertedAt: BoundsLike }[]): string | null {
  const times = claims.map(({ assertedAt }) => assertedAt);
  const first = times.toSorted((one, other) => one.earliest.localeCompare(other.earliest))[0];
  const last = times.toSorted((one, other) => one.latest.localeCompare(other.latest)).at(-1);
  if (!first || !last) return null;
  if (boundsText(first) === boundsText(last)) return boundsText(last);
  // Each in its own zone: a day of Bishkek begins on the day before it in UTC.
  return `${dayText(first.earliest, first.zone ?? 'UTC')} – ${dayText(last.latest, last.zone ?? 'UTC')}`;
}

/** "17–24", "100 or more", "at least 12". */
export function openRange(low: number, high: number, isOpen: boolean): string {
  const number = rangeText(low, high);
  if (!isOpen) return number;
  return low === high ? m.words_quantity_at_least({ number }) : m.figures_or_more({ number });
}

function whatOf(
  figure: Pick<FigureRowFragment, 'metric' | 'population'> & {
    measure?: FigureRowFragment['measure'];
    party?: { name: string } | null;
    place?: { name: string } | null;
    period?: BoundsLike | null;
  },
): string {
  const { metric, population, measure = null, party = null, place = null, period } = figure;
  const whose = party || place || population !== 'ALL';
  return [
    headingOf({ metric, measure }),
    period && boundsText(period),
    // Where nobody is named there is nothing to say of whom.
    whose &&
      (party || place
        ? labelOf({ party, population, place }).replace(/^./u, (letter) => letter.toLowerCase())
        : POPULATION[population]),
  ]
    .filter(Boolean)
    .join(', ');
}

function rowOf({
  claimant,
  quantity,
}: {
  claimant: { name: string };
  quantity?: Quantity | null;
}): ClaimantRow {
  return {
    claimant: claimant.name,
    text: quantity ? quantityText(quantity) : m.figures_none_given(),
    span: quantity ? spanOf(quantity) : null,
  };
}

function spanOf({ low, best, high, quantifier }: Quantity): ClaimantRow['span'] {
  const main = best ?? low ?? high;
  if (main === null || main === undefined) return null;
  return {
    low: quantifier === 'UP_TO' ? 0 : (low ?? main),
    main,
    high: high ?? main,
    isOpen: quantifier === 'AT_LEAST' || quantifier === 'MORE_THAN',
  };
}

/** Of a scale that ends where nothing ends, a part is left to say so. */
const OPEN_ROOM = 1.15;

/** "Deaths, civilians: 12 (10–15)", in the reader's language, where the record's own words are in another; else null. */
export function translatedNumber(claim: ClaimCardFragment): string | null {
  if (getLocale() === baseLocale) return null;
  const { what, number } = numberOfClaim(claim);
  return what && number ? m.reuse_number({ what, number }) : null;
}

/** The top of the scale on which all rows are drawn, persons. */
export const topOf = (rows: readonly ClaimantRow[]): number =>
  Math.max(
    1,
    ...rows.flatMap(({ span }) =>
      span ? [span.low, span.main, span.isOpen ? span.high * OPEN_ROOM : span.high] : [],
    ),
  );

/** "BBC News, Reuters and 12 more": so many are named. */
export function throughText(through: readonly string[], most = 3): string {
  const named = through.slice(0, most).join(', ');
  const left = through.length - most;
  return left > 0 ? m.reuse_more({ named, count: numberText(left) }) : named;
}
