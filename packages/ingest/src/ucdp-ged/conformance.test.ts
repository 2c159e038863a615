import { describeConformance } from '../../tests/conformance.ts';
import { gedCsv } from './fixture.ts';
import { ucdpGed } from './reader.ts';

const ids = (lines: number) => Array.from({ length: lines }, (_, n) => ({ id: String(n + 1) }));

describeConformance({
  reader: ucdpGed,
  module: { url: import.meta.resolve('./reader.ts'), name: 'ucdpGed' },
  file: (lines) => ({ name: 'GEDEvent_v22_1.csv', contents: gedCsv(ids(lines)) }),
  odd: {
    name: 'GEDEvent_v22_1.csv',
    contents: gedCsv([
      { id: '1', best: '9', low: '9', high: '3' },
      { id: '2', best: 'many' },
      { id: '3', date_prec: '0' },
      { id: '1' },
    ]),
    flags: ['LOW_BEST_HIGH_DISORDERED', 'BEST_NOT_SUM_OF_PARTS', 'DATE_PRECISION_OUTSIDE_CODEBOOK'],
    rejected: [
      { line: 3, reason: 'best is “many”, not a whole number' },
      { line: 5, reason: 'event 1 stands on an earlier line too' },
    ],
  },
  next: {
    name: 'GEDEvent_v23_1.csv',
    contents: gedCsv(ids(3).map((row) => ({ ...row, best: '5', high: '5', adm_2: '' }))),
  },
});
