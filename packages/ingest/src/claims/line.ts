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
import { LineUnreadable } from '../csv/cells.ts';
import { quantified, type Quantity } from '../quantity.ts';
import { Cells } from './cells.ts';
import type { Row } from './columns.ts';

export type ClaimLine = ReturnType<typeof readLine>;

const LONGEST_ID = 100;

/**
 * One line of a sheet by itself: its words and numbers, and the names of what it refers to, which the
 * database has to find.
 *
 * @throws LineUnreadable with all that is wrong with it
 */
export function readLine(row: Row) {
  const cells = new Cells(row);
  const metric = cells.word('metric', METRICS);
  const kind = cells.word('kind', CLAIM_KINDS) ?? (metric ? 'FIGURE' : 'OCCURRENCE');
  const line = {
    id: cells.text('id', LONGEST_ID),
    event: cells.name('event'),
    conflict: cells.name('conflict'),
    place: cells.name('place'),
    kind,
    metric,
    quantity: readQuantity(row, cells),
    population: cells.word('population', POPULATIONS) ?? (kind === 'FIGURE' ? 'ALL' : null),
    party: cells.name('party'),
    measure: cells.word('measure', MEASURES),
    period: cells.time('period'),
    stance: cells.word('stance', STANCES) ?? 'ASSERTS',
    claimant: cells.name('claimant'),
    through: (cells.text('through') ?? '')
      .split(';')
      .map((name) => name.trim())
      .filter(Boolean),
    publisher: cells.name('publisher'),
    report: {
      title: cells.name('report_title'),
      url: cells.address('report_url'),
      published: cells.time('report_date'),
    },
    said: cells.time('said'),
    summary: cells.text('summary'),
    reliability: cells.word('reliability', SOURCE_RELIABILITIES),
    credibility: readCredibility(row, cells),
  };
  const { claimant, said } = line;
  if (line.event && line.conflict) {
    cells.problem('conflict', 'beside an event; a claim is about one thing, so leave one empty');
  }
  if (!line.event && !line.conflict && !line.place) {
    cells.problem(
      'event',
      'is empty, and so are conflict and place; fill in one: what is it about?',
    );
  }
  if (kind === 'FIGURE' && !metric && row.metric === '') {
    cells.problem('metric', `is empty; a figure counts one of ${METRICS.join(', ').toLowerCase()}`);
  }
  if (kind !== 'FIGURE' && metric) {
    cells.problem('kind', 'counts nothing; leave it empty, or the metric and its numbers');
  }
  if (!claimant && row.claimant === '') cells.problem('claimant', 'is empty; write who says so');
  if (!said && row.said === '') {
    cells.problem('said', 'is empty; write when it was said, like 2022-09-16 or 2022-09');
  }
  if (cells.problems.length > 0) throw new LineUnreadable(cells.problems.join('; '));
  return { ...line, claimant: claimant!, said: said! };
}

function readQuantity(row: Row, cells: Cells): Quantity {
  const given = {
    low: cells.persons('low'),
    best: cells.persons('best'),
    high: cells.persons('high'),
  };
  const quantifier = cells.word('quantifier', QUANTIFIERS);
  const { low, best, high } = given;
  const numbers = [low, best, high].filter((number) => number !== null);
  if (row.metric === '' && numbers.length > 0) {
    cells.problem('metric', 'is empty beside a number; write what is counted');
  }
  if (numbers.some((number, index) => index > 0 && numbers[index - 1]! > number)) {
    cells.problem(
      'low',
      `low, best and high are ${numbers.join(', ')}; write them from the lowest up`,
    );
  }
  if (numbers.length === 0) return { ...given, quantifier: null };
  if (best !== null && low === null && high === null)
    return quantified(quantifier ?? 'EXACT', best);
  return { ...given, quantifier: quantifier ?? 'EXACT' };
}

/** By the code's own numbers or in words. */
function readCredibility(row: Row, cells: Cells) {
  const number = /^[1-6]$/.exec(row.credibility)?.[0];
  if (number) return INFORMATION_CREDIBILITIES[Number(number) - 1]!;
  return cells.word('credibility', INFORMATION_CREDIBILITIES);
}
