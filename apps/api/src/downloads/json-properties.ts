import { itemsOf, type TextRow } from '@casus/store/lists/stream';
import type { Column } from './column.ts';
import { isoInstant, writtenColumns, type Layout } from './format.ts';

/** A row as a JSON object of the columns; what is empty is null, lists are arrays. */
export function jsonProperties(layout: Layout): (row: TextRow) => string {
  const values = writtenColumns(layout, layout.columns, valueOf).map((column, index) => ({
    ...column,
    key: `${index === 0 ? '{' : ','}"${layout.columns[index]!.name}":`,
  }));
  return (row) => {
    let text = '';
    for (const { key, at, write } of values) text += key + write(row[at]!);
    return `${text}}`;
  };
}

function valueOf({ type }: Column): (text: string) => string {
  switch (type) {
    case 'number':
      return (text) => text || 'null';
    case 'code':
      return (text) => (text ? `"${text}"` : 'null');
    case 'instant':
      return (text) => (text ? `"${isoInstant(text)}"` : 'null');
    case 'text':
      return (text) => (text ? JSON.stringify(text) : 'null');
    case 'list':
      return (text) => JSON.stringify(itemsOf(text));
  }
}
