import type { QualityFlag } from '@casus/store/tables/event';
import type { Release } from '../release.ts';
import type { Side } from './actors.ts';
import type { Row } from './columns.ts';
import type { Where } from './places.ts';

export interface Deaths {
  a: number;
  b: number;
  civilians: number;
  unknown: number;
  low: number;
  best: number;
  high: number;
}

/** What a row was read as. */
interface Read {
  deaths: Deaths;
  days: { start: string; end: string };
  sides: { a: Side; b: Side };
  where: Where;
  sourcesReadable: boolean;
  release: Release;
}

/** What is odd about a row that is kept as it came, each with the numbers that show it. */
export function qualityFlags(
  row: Row,
  { deaths, days, sides, where, sourcesReadable, release }: Read,
): QualityFlag[] {
  return [
    lowBestHigh(deaths),
    sumOfParts(deaths),
    datePrecision(row),
    locationPrecision(row, where),
    typeOfViolence(row),
    beginsOutsideYear(row, days),
    endsAfterYear(row, days),
    datedAfterRelease(days, release),
    sideAndPlace(deaths, sides, where, row),
    sourcesReadable
      ? null
      : { kind: 'SOURCES_UNREADABLE' as const, note: 'The reports cited could not be told apart.' },
  ].filter((flag) => flag !== null);
}

function lowBestHigh({ low, best, high }: Deaths): QualityFlag | null {
  if (low <= best && best <= high) return null;
  return {
    kind: 'LOW_BEST_HIGH_DISORDERED',
    note: `Low ${low}, best ${best}, high ${high}: the best estimate lies outside the range.`,
  };
}

function sumOfParts({ a, b, civilians, unknown, best }: Deaths): QualityFlag | null {
  const sum = a + b + civilians + unknown;
  if (sum === best) return null;
  return {
    kind: 'BEST_NOT_SUM_OF_PARTS',
    note: `Side A ${a}, side B ${b}, civilians ${civilians}, unknown ${unknown}: together ${sum}, where the best estimate is ${best}.`,
  };
}

function datePrecision(row: Row): QualityFlag | null {
  if (/^[1-5](\.0*)?$/.test(row.date_prec)) return null;
  return {
    kind: 'DATE_PRECISION_OUTSIDE_CODEBOOK',
    note: `date_prec is ${row.date_prec || 'empty'}; the codebook has 1 to 5.`,
  };
}

function typeOfViolence({ type_of_violence: type }: Row): QualityFlag | null {
  if (/^[1-3](\.0*)?$/.test(type)) return null;
  return {
    kind: 'VIOLENCE_OUTSIDE_CODEBOOK',
    note: `type_of_violence is ${type}; the codebook has 1 to 3.`,
  };
}

function locationPrecision({ where_prec: given }: Row, where: Where): QualityFlag | null {
  if (where.precision !== null) return null;
  return {
    kind: 'LOCATION_PRECISION_OUTSIDE_CODEBOOK',
    note: `where_prec is ${given || 'empty'}; the codebook has 1 to 7.`,
  };
}

function beginsOutsideYear(row: Row, { start }: { start: string }): QualityFlag | null {
  if (!/^\d{4}$/.test(row.year) || start.startsWith(row.year)) return null;
  return {
    kind: 'BEGINS_OUTSIDE_DATASET_YEAR',
    note: `Begins ${start}, in a row of the year ${row.year}.`,
  };
}

function endsAfterYear(row: Row, { end }: { end: string }): QualityFlag | null {
  if (!/^\d{4}$/.test(row.year) || end.slice(0, 4) <= row.year) return null;
  return {
    kind: 'ENDS_AFTER_DATASET_YEAR',
    note: `Ends ${end}, in a row of the year ${row.year}.`,
  };
}

/** The last day by which the release came out; it may have been earlier. */
function datedAfterRelease({ end }: { end: string }, release: Release): QualityFlag | null {
  const out = release.released.latest.slice(0, 'YYYY-MM-DD'.length);
  if (end <= out) return null;
  return { kind: 'DATED_AFTER_RELEASE', note: `Ends ${end}; the release was out by ${out}.` };
}

/**
 * Between two states, all the dead are of one side and the place is in the other's country. It can
 * be so, but a swap of sides or places by the coder looks the same.
 */
function sideAndPlace(
  { a, b, best }: Deaths,
  sides: { a: Side; b: Side },
  { country }: Where,
  row: Row,
): QualityFlag | null {
  if (country === null || best === 0) return null;
  const [dead, other] = a === best ? [sides.a, sides.b] : [sides.b, sides.a];
  if ((a !== best && b !== best) || dead.state === null || other.state !== country) return null;
  if (dead.state === other.state) return null;
  return {
    kind: 'SIDE_AND_PLACE_DISAGREE',
    note: `All ${best} deaths are of ${dead.name}, at a place in ${row.country}, the other side's country.`,
  };
}
