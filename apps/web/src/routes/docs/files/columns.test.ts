import { expect, test } from 'vitest';
import { columnsOf } from './columns.ts';

test('columnsOf tells a column’s type, a list where it has a separator', () => {
  const columns = [
    { name: 'a', 'dc:description': 'One.', datatype: 'string' },
    { name: 'b', 'dc:description': 'Many.', datatype: { base: 'integer' }, separator: '; ' },
  ];
  expect(columnsOf({ tableSchema: { columns } })).toEqual([
    { name: 'a', type: 'string', meaning: 'One.' },
    { name: 'b', type: 'list of integer', meaning: 'Many.' },
  ]);
});
