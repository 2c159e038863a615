import { describeConformance } from '../../tests/conformance.ts';
import { ucdpPrio } from './reader.ts';

const HEADER =
  'conflict_id,location,side_a,side_a_id,side_b,side_b_id,incompatibility,territory_name,year,intensity_level,type_of_conflict,start_date,start_prec,start_date2,start_prec2,ep_end,ep_end_date,gwno_a,gwno_loc';
const years = (...lines: string[]) => `${[HEADER, ...lines].join('\n')}\n`;
const conflicts = (lines: number, rest: string) =>
  Array.from(
    { length: lines },
    (_, n) =>
      `${n + 1},Kyrgyzstan,Government of Kyrgyzstan,132,Group ${n + 1},${n + 9000},1,Valley,2020,${rest},3,2019-05-04,1,2020-01-01,5,0,,703,703`,
  );

describeConformance({
  reader: ucdpPrio,
  module: { url: import.meta.resolve('./reader.ts'), name: 'ucdpPrio' },
  file: (lines) => ({
    name: 'ucdp-prio-acd-221.csv',
    contents: years(...conflicts(lines, '1')),
  }),
  odd: {
    name: 'ucdp-prio-acd-221.csv',
    contents: years(
      ...conflicts(1, '1'),
      ...conflicts(1, '1'),
      ...conflicts(1, '3').map((line) => line.replace('2020,3', '2021,3')),
    ),
    flags: [],
    rejected: [
      { line: 3, reason: '2020 of the conflict stands on line 2 too' },
      { line: 4, reason: 'intensity_level is “3”, not 1 to 2' },
    ],
  },
  next: {
    name: 'ucdp-prio-acd-231.csv',
    contents: years(...conflicts(3, '2')),
    added: 3,
  },
});
