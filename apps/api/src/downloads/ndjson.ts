import { bytePage } from './byte-page.ts';
import type { Format } from './format.ts';
import { jsonProperties } from './json-properties.ts';

/** A JSON object a line: the first, `{"casus": …}`, tells of the file, each other is a row. */
export const ndjson: Format = {
  name: 'ndjson',
  contentType: 'application/x-ndjson; charset=utf-8',
  write: (layout) => {
    const properties = jsonProperties(layout);
    const page = bytePage();
    return {
      head: `${JSON.stringify({ casus: layout.about })}\n`,
      rows: (rows) => {
        for (const row of rows) page.put(`${properties(row)}\n`);
        return page.take();
      },
      tail: () => '',
    };
  },
};
