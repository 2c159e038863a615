import { describeConformance } from '../../tests/conformance.ts';
import { claims } from './reader.ts';

const HEADER = 'place,metric,best,claimant,period,said';
const sheet = (...lines: string[]) => `${[HEADER, ...lines].join('\n')}\n`;
const counts = (lines: number, best: number) =>
  Array.from({ length: lines }, (_, n) => `iso:KG,fled,${best},Ministry ${n},2022,2022-09-17`);

describeConformance({
  reader: claims,
  module: { url: import.meta.resolve('./reader.ts'), name: 'claims' },
  given: [
    {
      entity: 'place',
      row: { key: 'iso:KG', name: 'Kyrgyzstan', kind: 'COUNTRY', countryKey: 'iso:KG' },
    },
  ],
  file: (lines) => ({
    name: 'first.csv',
    released: '2022-10-01',
    contents: sheet(...counts(lines, 5)),
  }),
  odd: {
    name: 'odd.csv',
    contents: sheet(
      'iso:KG,fled,5,Ministry,2022,2022-09-17',
      'iso:KG,fled,5,Ministry,2022,2022-09-17',
      'iso:XX,fled,"1,200",Ministry,2022,17/09/2022',
      'iso:XX,fled,5,Ministry,2022,2022-09-18',
      ',deaths,5,,2022,2022-09-18',
    ),
    flags: [],
    rejected: [
      {
        line: 3,
        reason:
          'it says the same of the same as line 2, by the same claimant at the same time; drop one, or give each an id',
      },
      {
        line: 4,
        reason:
          'column “best”: “1,200” is not a whole number of persons; write digits alone, like 1200; ' +
          'column “said”: “17/09/2022” is not a date; write year, month and day like 2022-09-16 (format the column as text, else Excel turns them round), 2022-09, 2022, or two of them like 2022-09-14/2022-09-16',
      },
      {
        line: 5,
        reason:
          'column “place”: nothing here is called “iso:XX”; open the place on the site and copy the end of its address, after /places/',
      },
      {
        line: 6,
        reason:
          'column “event”: is empty, and so are conflict and place; fill in one: what is it about?; column “claimant”: is empty; write who says so',
      },
    ],
  },
  next: {
    name: 'second.csv',
    released: '2022-11-01',
    contents: sheet(...counts(3, 9)),
    added: 3,
  },
});
