/** What the API publishes of a CSV’s columns, in the W3C’s CSVW. */
export interface CsvMetadata {
  tableSchema: {
    columns: {
      name: string;
      'dc:description': string;
      datatype: string | { base: string };
      separator?: string;
    }[];
  };
}

export interface Column {
  name: string;
  type: string;
  meaning: string;
}

export function columnsOf({ tableSchema }: CsvMetadata): Column[] {
  return tableSchema.columns.map(({ name, datatype, separator, ...rest }) => {
    const base = typeof datatype === 'string' ? datatype : datatype.base;
    return { name, type: separator ? `list of ${base}` : base, meaning: rest['dc:description'] };
  });
}
