import { nice } from 'd3-array';
import type {
  ComparedFigureFragment,
  CountedYearFragment,
  FigureOfYearFragment,
} from '../../gql/graphql.ts';
import { unshownOf } from '../figures/unshown.ts';
import { definitionOf, headingOf } from '../figures/labels.ts';
import type { BoundsLike } from '../format/times.ts';
import { METRIC } from '../vocabulary/words.ts';

/** A figure of which the year can be told. */
export type YearFigure = ComparedFigureFragment &
  Pick<FigureOfYearFragment, 'figureId' | 'dyad'> & { about: { time?: BoundsLike } };

type Claim = YearFigure['voices'][number];

/** One number of a year: a claimant's own, or the sum of a dataset's estimates of single events. */
export type Count = {
  id: string;
  claimant: { slug: string; name: string };
  /** Persons. low ≤ best ≤ high does not always hold. */
  low: number;
  best: number;
  high: number;
  /** The number is a lower bound: nothing bounds it above. */
  isOpen: boolean;
} & (
  | { of: 'CLAIM'; claim: Claim; figure: YearFigure }
  | { of: 'SUM'; sum: CountedYearFragment; claim?: undefined; figure?: undefined }
);

/** Numbers of one year that count the same kind of thing, on one scale. */
export interface Panel {
  id: string;
  heading: string;
  /** What its metric counts; empty where the word says it. */
  definition: string;
  counts: Count[];
  /** How many claimants have a say in its figures beside those who are shown. */
  unshown: number;
  /** The end of the scale, persons. */
  most: number;
}

export interface CountedYear {
  year: number;
  panels: Panel[];
  /** How many claimants give a number, at least. */
  claimants: number;
}

/** So many years at most, the latest: the others stand in the tables of the page. */
const YEARS = 6;
const METRICS = Object.keys(METRIC);

/** The years for which two or more claimants give a number, the latest first. */
export function countedYears(
  sums: readonly CountedYearFragment[],
  figures: readonly YearFigure[],
): CountedYear[] {
  const counted = [...figures.flatMap(claimed), ...sums.flatMap(summed)];
  return [...Map.groupBy(counted, ({ year }) => year)]
    .map(([year, counts]) => ({
      year,
      panels: panelsOf(counts),
      claimants: Math.max(
        new Set(counts.map(({ count }) => count.claimant.slug)).size,
        ...counts.map(({ count }) => count.figure?.claimantCount ?? 0),
      ),
    }))
    .filter(({ claimants }) => claimants > 1)
    .sort((one, other) => other.year - one.year)
    .slice(0, YEARS);
}

interface Dated {
  year: number;
  panel: Pick<YearFigure, 'metric' | 'measure'>;
  count: Count;
}

function summed(sum: CountedYearFragment): Dated[] {
  const { year, deaths, dataset } = sum;
  if (!year || !deaths || !dataset) return [];
  const { low, best, high } = deaths;
  const count: Count = {
    of: 'SUM',
    id: `sum ${dataset.name}`,
    claimant: dataset.provider,
    ...{ low, best, high, isOpen: false, sum },
  };
  return [{ year, panel: { metric: 'DEATHS', measure: null }, count }];
}

function claimed(figure: YearFigure): Dated[] {
  const year = yearOf(figure);
  if (year === null) return [];
  return figure.voices.flatMap((claim) => {
    const { quantity } = claim;
    const best = quantity?.best ?? quantity?.low ?? quantity?.high;
    if (!quantity || best === null || best === undefined) return [];
    const isOpen = quantity.quantifier === 'AT_LEAST' || quantity.quantifier === 'MORE_THAN';
    const least = quantity.quantifier === 'UP_TO' ? 0 : best;
    const count: Count = {
      of: 'CLAIM',
      id: claim.slug,
      claimant: claim.claimant,
      ...{ low: quantity.low ?? least, best, high: quantity.high ?? best, isOpen, claim, figure },
    };
    return [{ year, panel: figure, count }];
  });
}

/** The one year in which all lies that is counted; null where it is of several, or of no time. */
function yearOf({ period, about }: YearFigure): number | null {
  const time = period ?? about.time;
  if (!time) return null;
  const [first, last] = [time.earliest, time.latest].map((at) => Number(at.slice(0, 4)));
  return first === last ? first! : null;
}

function panelsOf(counts: readonly Dated[]): Panel[] {
  const panels = Map.groupBy(counts, ({ panel: { metric, measure } }) => `${metric} ${measure}`);
  return [...panels]
    .map(([id, of]) => ({ id, panel: of[0]!.panel, counts: of.map(({ count }) => count) }))
    .sort((one, other) => METRICS.indexOf(one.panel.metric) - METRICS.indexOf(other.panel.metric))
    .map(({ id, panel, counts: of }) => ({
      id,
      heading: headingOf(panel),
      definition: definitionOf(panel),
      unshown: [...new Set(of.flatMap(({ figure }) => figure ?? []))].reduce(
        (sum, figure) => sum + unshownOf(figure),
        0,
      ),
      counts: of.sort((one, other) => other.best - one.best || (one.id < other.id ? -1 : 1)),
      most: nice(0, Math.max(1, ...of.map(({ best, high }) => Math.max(best, high))), 3)[1],
    }));
}
