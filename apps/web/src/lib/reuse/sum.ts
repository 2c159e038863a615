import { m } from '#paraglide/messages.js';
import type { SumSourceFragment, TotalsSentenceFragment } from '../../gql/graphql.ts';
import { countText, quantityText } from '../format/numbers.ts';
import { dayText } from '../format/times.ts';
import { releaseName, throughText, type ClaimantRow, type ReusedNumber } from './number.ts';

/** Of what sums over events are told, by the first word of its address. */
export const SUMMED = ['conflicts', 'actors', 'dyads', 'places'] as const;
export type SummedRoot = (typeof SUMMED)[number];

interface Summed {
  root: SummedRoot;
  slug: string;
  name: string;
  totals: TotalsSentenceFragment;
}

/** Of which days the releases of each dataset speak. */
type Coverage = readonly {
  dataset: { slug: string };
  days: readonly { from: string; to: string }[];
}[];

/**
 * The sum of the estimates of all events of something, as it is picked up: never without whose estimates they are, from
 * what release, of which days, and how many events add nothing. Null where no event has an estimate.
 */
export function numberOfTotals(
  { root, slug, name, totals }: Summed,
  sources: readonly SumSourceFragment[],
  coverage: Coverage,
): ReusedNumber | null {
  const { deaths, events, eventsWithoutFigure, firstEventAt, lastEventAt } = totals;
  const adding = sources.filter((source) => source.deaths);
  if (!deaths || !firstEventAt || !lastEventAt || adding.length === 0) return null;
  const days = daysOf(coverage, new Set(adding.flatMap(({ dataset }) => dataset?.slug ?? [])));
  return {
    path: `totals/${root}/${slug}`,
    isSum: true,
    about: name,
    happened: spanText(firstEventAt, lastEventAt),
    what: m.reuse_sum({ events: countText(events, 'event') }),
    number: quantityText({ ...deaths, quantifier: 'EXACT' }),
    isContested: false,
    summary: null,
    word: null,
    ...voicesOf(adding),
    more: 0,
    through: [],
    reports: [],
    datasets: [
      ...new Set(
        adding.flatMap(({ release }) =>
          release ? releaseName({ name: release.dataset.name, version: release.version }) : [],
        ),
      ),
    ],
    notes: [
      days.length > 0 ? m.reuse_covers({ days: throughText(days) }) : m.reuse_covers_untold(),
      eventsWithoutFigure > 0 &&
        m.reuse_without({ events: countText(eventsWithoutFigure, 'event') }),
    ].filter((note) => note !== false),
    assertedAt: null,
  };
}

/** Each whose estimates they are, with the sum of its own. */
function voicesOf(adding: readonly SumSourceFragment[]): Pick<ReusedNumber, 'claimants' | 'rows'> {
  const voices = Map.groupBy(
    adding.filter(({ claimant }) => claimant),
    ({ claimant }) => claimant!.name,
  );
  return {
    claimants: [...voices.keys()],
    rows: [...voices].map(([claimant, parts]): ClaimantRow => {
      const sum = (bound: 'low' | 'best' | 'high') =>
        parts.reduce((total, { deaths }) => total + (deaths?.[bound] ?? 0), 0);
      const [low, best, high] = [sum('low'), sum('best'), sum('high')];
      return {
        claimant,
        text: quantityText({ low, best, high, quantifier: 'EXACT' }),
        span: { low, main: best, high, isOpen: false },
      };
    }),
  };
}

const daysOf = (coverage: Coverage, datasets: ReadonlySet<string>): string[] => [
  ...new Set(
    coverage
      .filter(({ dataset }) => datasets.has(dataset.slug))
      .flatMap(({ days }) => days.map(({ from, to }) => spanText(from, to))),
  ),
];

function spanText(from: string, to: string): string {
  const [first, last] = [dayText(from), dayText(to)];
  return first === last ? first : `${first} – ${last}`;
}

/** What the card of a sum is called, for programs. */
export const sumTitle = ({ about, what }: ReusedNumber): string => `${about}. ${what}`;
