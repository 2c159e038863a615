import { describeConformance } from '../../tests/conformance.ts';
import { ucdpBrd } from './reader.ts';

const HEADER =
  'conflict_id,dyad_id,location_inc,side_a,side_a_id,side_b,side_b_id,incompatibility,territory_name,year,bd_best,bd_low,bd_high';
const file = (...lines: string[]) => `${[HEADER, ...lines].join('\n')}\n`;
const years = (lines: number, deaths: string) =>
  Array.from(
    { length: lines },
    (_, n) =>
      `${n + 1},${n + 1},Kyrgyzstan,Government of Kyrgyzstan,132,Group ${n},${n + 9000},1,Valley,2020,${deaths}`,
  );

describeConformance({
  reader: ucdpBrd,
  module: { url: import.meta.resolve('./reader.ts'), name: 'ucdpBrd' },
  file: (lines) => ({
    name: 'ucdp-brd-dyadic-221.csv',
    contents: file(...years(lines, '30,25,40')),
  }),
  odd: {
    name: 'ucdp-brd-dyadic-221.csv',
    contents: file(
      ...years(1, '30,35,40'),
      ...years(1, '30,25,40'),
      ...years(2, 'many,25,40').slice(1),
    ),
    flags: ['LOW_BEST_HIGH_DISORDERED'],
    rejected: [
      { line: 3, reason: 'dyad 1 in 2020 stands on line 2 too' },
      { line: 4, reason: 'bd_best is “many”, not a whole number' },
    ],
  },
  next: { name: 'ucdp-brd-dyadic-231.csv', contents: file(...years(3, '31,25,40')), added: 3 },
});
