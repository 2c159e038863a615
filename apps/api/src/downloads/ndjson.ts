import type { Format } from './format.ts';
import { jsonProperties } from './json-properties.ts';

/** A JSON object a line: the first, `{"casus": …}`, tells of the file, each other is a row. */
export const ndjson: Format = {
  name: 'ndjson',
  contentType: 'application/x-ndjson; charset=utf-8',
  write: (layout) => {
    const properties = jsonProperties(layout);
    return {
      head: `${JSON.stringify({ casus: layout.about })}\n`,
      rows: (rows) => rows.map((row) => `${properties(row)}\n`).join(''),
      tail: '',
    };
  },
};
