import type { QualityFlag } from '@casus/store/tables/event';
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

/** What is odd about a row that is kept as it came, each with the numbers that show it. */
export function qualityFlags(
  row: Row,
  deaths: Deaths,
  days: { start: string; end: string },
  sides: { a: Side; b: Side },
  where: Where,
  sourcesReadable: boolean,
): QualityFlag[] {
  return [
    lowBestHigh(deaths),
    datePrecision(row),
    typeOfViolence(row),
    endsAfterYear(row, days),
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

function endsAfterYear(row: Row, { end }: { end: string }): QualityFlag | null {
  if (!/^\d{4}$/.test(row.year) || end.slice(0, 4) <= row.year) return null;
  return {
    kind: 'ENDS_AFTER_DATASET_YEAR',
    note: `Ends ${end}, in a row of the year ${row.year}.`,
  };
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
