import { describeConformance } from '../../tests/conformance.ts';
import { ucdpActor } from './reader.ts';

const HEADER =
  'ActorId,NameData,NameOrig,NameOrigFull,NameOrigFullEng,Org,Splinter,NamePrev,ActorIdPrev';
const actors = (...lines: string[]) => `${[HEADER, ...lines].join('\n')}\n`;
const groups = (lines: number, full: string) =>
  Array.from(
    { length: lines },
    (_, n) => `${n + 1},G${n + 1},G${n + 1},n/a,${full} ${n + 1},1,1,Old,9000`,
  );

describeConformance({
  reader: ucdpActor,
  module: { url: import.meta.resolve('./reader.ts'), name: 'ucdpActor' },
  file: (lines) => ({
    name: 'ucdp-actor-221.csv',
    contents: actors(...groups(lines, 'Group number')),
  }),
  odd: {
    name: 'ucdp-actor-221.csv',
    contents: actors('1,A,A,n/a,Army A,1,0,,', 'x,B,B,n/a,B,1,0,,', '1,C,C,n/a,C,1,0,,'),
    flags: [],
    rejected: [
      { line: 3, reason: 'actorid is “x”, not a whole number' },
      { line: 4, reason: 'actor 1 stands on an earlier line too' },
    ],
  },
  next: { name: 'ucdp-actor-231.csv', contents: actors(...groups(3, 'Band number')) },
});
