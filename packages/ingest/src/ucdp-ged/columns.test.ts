import { expect, it } from 'vitest';
import { readHeader } from '../csv/layout.ts';
import { GED_LAYOUT } from './columns.ts';
import { gedRow } from './fixture.ts';

const row = gedRow();
const all = Object.keys(row);

it('reads the columns in any order, whatever stands between them', () => {
  const header = ['relid', ...all.toReversed().map((name) => ` ${name.toUpperCase()} `)];
  const columns = readHeader(GED_LAYOUT, header);
  const cells = ['x', ...all.toReversed().map((name) => ` ${row[name as never]} `)];
  expect(columns.row(cells)).toEqual(row);
  expect(columns.width).toBe(all.length + 1);
});

it('gives empty cells for what a release lacks', () => {
  const header = all.filter((name) => !['gwnoa', 'gwnob', 'code_status'].includes(name));
  const read = readHeader(GED_LAYOUT, header).row(header.map((name) => row[name as never]));
  expect(read).toEqual({ ...row, gwnoa: '', gwnob: '', code_status: '' });
});

it('takes the spelling of the codebook for the one of the files', () => {
  const header = all.map((name) => (name === 'where_description' ? 'where_decription' : name));
  expect(readHeader(GED_LAYOUT, header).row(Object.values(row)).where_description).toBe('Maksat');
});

it('names the columns that are missing', () => {
  expect(() =>
    readHeader(
      GED_LAYOUT,
      all.filter((name) => name !== 'best'),
    ),
  ).toThrow('not a UCDP GED file: column best is missing');
  expect(() =>
    readHeader(
      GED_LAYOUT,
      all.filter((name) => !['best', 'low'].includes(name)),
    ),
  ).toThrow('not a UCDP GED file: 2 columns are missing: best, low');
});

it('tells how another file begins', () => {
  expect(() => readHeader(GED_LAYOUT, ['name', 'age'])).toThrow(
    'not a UCDP GED file: its first line names none of the columns of UCDP GED (it begins “name, age”)',
  );
});
