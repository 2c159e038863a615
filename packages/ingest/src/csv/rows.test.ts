import { expect, it } from 'vitest';
import { bytesOf, collect } from '../ucdp-ged/fixture.ts';
import { count, name } from './cells.ts';
import { readLines } from './rows.ts';

const read = (csv: string) =>
  collect(
    readLines(
      bytesOf(csv),
      { title: 'village tally', required: ['village', 'dead'], optional: ['note'] },
      (row, line) => {
        const subject = `${name(row, 'village')}: ${count(row, 'dead')}${row.note && ` (${row.note})`}`;
        return { outcome: 'read', line, subject, group: [], flags: [] };
      },
    ),
  );

it('rejects the lines that cannot be read, and those that PostgreSQL could not hold', async () => {
  const readings = await read(
    'dead,village,note\n3,Maksat,\nmany,Maksat,\n2,Uch-Dobo\n1,A\0B,\n4,Kok-Tash,x',
  );
  expect(
    readings.map((reading) =>
      reading.outcome === 'read' ? reading.subject : 'reason' in reading && reading.reason,
    ),
  ).toEqual([
    'Maksat: 3',
    'dead is “many”, not a whole number',
    '2 cells where the header has 3',
    'village holds a NUL character',
    'Kok-Tash: 4 (x)',
  ]);
});
