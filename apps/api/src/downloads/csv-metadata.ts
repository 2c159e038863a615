import type { Column, ColumnType } from './column.ts';

const DATATYPES: Record<ColumnType, object> = {
  text: { datatype: 'string' },
  code: { datatype: 'string' },
  number: { datatype: 'number' },
  instant: { datatype: 'dateTime' },
  list: { datatype: 'string', separator: '; ' },
};

/** W3C's metadata for tables (CSVW): what each column means and what type it has, for programs to read. */
export function csvMetadata(noun: string, columns: readonly Column[]): object {
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url: `${noun}.csv`,
    'dc:title': `Casus: ${noun}`,
    'dc:license': 'By row, in the column licence.',
    dialect: { header: true, quoteChar: '"', doubleQuote: true, lineTerminators: '\r\n' },
    tableSchema: {
      primaryKey: columns[0]!.name,
      columns: columns.map(({ name, type, description }) => ({
        name,
        titles: name,
        'dc:description': description,
        ...DATATYPES[type],
      })),
    },
  };
}
