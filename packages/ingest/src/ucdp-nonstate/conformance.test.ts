import { describeConformance } from '../../tests/conformance.ts';
import { ucdpNonstate } from './reader.ts';

const HEADER =
  'conflict_id,dyad_id,org,side_a_name,side_a_id,side_b_name,side_b_id,year,best_fatality_estimate,low_fatality_estimate,high_fatality_estimate';
const file = (...lines: string[]) => `${[HEADER, ...lines].join('\n')}\n`;
const years = (lines: number, deaths: string) =>
  Array.from(
    { length: lines },
    (_, n) => `${n + 1},${n + 1},3,Group,8000,Band ${n},${n + 9000},2020,${deaths}`,
  );

describeConformance({
  reader: ucdpNonstate,
  module: { url: import.meta.resolve('./reader.ts'), name: 'ucdpNonstate' },
  file: (lines) => ({ name: 'ucdp-nonstate-221.csv', contents: file(...years(lines, '30,25,40')) }),
  odd: {
    name: 'ucdp-nonstate-221.csv',
    contents: file(
      ...years(1, '30,35,40'),
      ...years(1, '30,25,40'),
      ...years(2, 'many,25,40').slice(1),
    ),
    flags: ['LOW_BEST_HIGH_DISORDERED'],
    rejected: [
      { line: 3, reason: 'dyad 1 in 2020 stands on line 2 too' },
      { line: 4, reason: 'best_fatality_estimate is “many”, not a whole number' },
    ],
  },
  next: { name: 'ucdp-nonstate-231.csv', contents: file(...years(3, '31,25,40')), added: 3 },
});
