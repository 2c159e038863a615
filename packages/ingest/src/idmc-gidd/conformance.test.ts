import { describeConformance } from '../../tests/conformance.ts';
import { idmcGidd } from './reader.ts';

const HEADER = 'iso3,country_name,year,new_displacement,total_displacement,hazard_type';
const file = (...lines: string[]) => `${[HEADER, ...lines].join('\n')}\n`;
const COUNTRIES = ['AFG', 'ARM', 'AZE', 'COL', 'KGZ', 'TJK'];
/** So many years and countries that each line is one of its own. */
const years = (lines: number, rest: string) =>
  Array.from(
    { length: lines },
    (_, n) => `${COUNTRIES[n % 6]},Somewhere,${1900 + Math.floor(n / 6)},${rest},`,
  );

describeConformance({
  reader: idmcGidd,
  module: { url: import.meta.resolve('./reader.ts'), name: 'idmcGidd' },
  file: (lines) => ({ name: 'gidd-2024.csv', contents: file(...years(lines, '10,200')) }),
  odd: {
    name: 'gidd-2024.csv',
    contents: file(
      'KGZ,Kyrgyzstan,2022,10,200,',
      'KGZ,Kyrgyzstan,2022,10,200,',
      'KGZ,Kyrgyzstan,2021,,,',
      'QQQ,Nowhere,2022,10,200,',
      'TJK,Tajikistan,2022,many,200,',
    ),
    flags: [],
    rejected: [
      { line: 3, reason: 'KGZ in 2022 stands on line 2 too' },
      { line: 4, reason: 'new_displacement and total_displacement are empty' },
      { line: 5, reason: "iso3 is “QQQ”, which is no country's code" },
      { line: 6, reason: 'new_displacement is “many”, not a whole number' },
    ],
  },
  next: { name: 'gidd-2025.csv', contents: file(...years(3, '11,201')), added: 3 },
});
