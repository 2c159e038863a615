import { expect, test } from 'vitest';
import { READERS, sourceOf } from '../../src/readers.ts';
import { ucdpGed } from '../../src/ucdp-ged/reader.ts';
import { describeConformance } from '../conformance.ts';
import { villageWatch } from './reader.ts';

const HEADER = 'id,day,village,country,min,best,max,source';
const csv = (...lines: string[]) => `${[HEADER, ...lines].join('\n')}\n`;
const killings = (lines: number, rest: string) =>
  Array.from({ length: lines }, (_, n) => `${n + 1},2021-03-04,Village ${n % 40},KG,${rest}`);

describeConformance({
  reader: villageWatch,
  module: { url: import.meta.resolve('./reader.ts'), name: 'villageWatch' },
  file: (lines) => ({
    name: 'village-watch-2021.csv',
    contents: csv(...killings(lines, '1,2,3,elders')),
  }),
  odd: {
    name: 'village-watch-2021.csv',
    contents: csv(
      '1,2021-03-04,Maksat,KG,5,2,3,elders',
      '2,2021-02-29,Maksat,KG,1,2,3,elders',
      '3,2021-03-04,Maksat,Kyrgyzstan,1,2,3,elders',
    ),
    flags: ['LOW_BEST_HIGH_DISORDERED'],
    rejected: [
      { line: 3, reason: 'day is “2021-02-29”, not a date like 2021-12-31' },
      { line: 4, reason: 'country is “Kyrgyzstan”, not a code like KG' },
    ],
  },
  next: {
    name: 'village-watch-2022.csv',
    contents: csv(...killings(3, '2,4,5,elders')),
  },
});

test('of two readers the one of higher precedence describes what both know', () => {
  const readers = [...READERS, villageWatch];
  const { series } = villageWatch.source;
  expect(sourceOf(ucdpGed, readers).outranks).toContain(series);
  expect(sourceOf(villageWatch, readers).outranks).not.toContain(ucdpGed.source.series);
});
