import { itemsOf, type TextRow } from '@casus/store/stream';
import type { Column } from './column.ts';
import { isoInstant, written, type Layout } from './format.ts';

/** A row as a JSON object of the columns; what is empty is null, lists are arrays. */
export function jsonProperties(layout: Layout): (row: TextRow) => string {
  const keys = layout.columns.map(({ name }, index) => `${index === 0 ? '{' : ','}"${name}":`);
  const values = written(layout, valueOf);
  return (row) => {
    let text = '';
    for (let index = 0; index < keys.length; index++) text += keys[index]! + values[index]!(row);
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
