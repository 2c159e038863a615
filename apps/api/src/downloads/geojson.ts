import type { TextRow } from '@casus/store/lists/stream';
import { bytePage } from './byte-page.ts';
import type { Format } from './format.ts';
import { jsonProperties } from './json-properties.ts';

/**
 * RFC 7946: a feature a row, in WGS 84, without a geometry where nobody gives a point; the foreign member `casus`
 * tells of the file.
 */
export const geojson: Format = {
  name: 'geojson',
  contentType: 'application/geo+json; charset=utf-8',
  write: (layout) => {
    const { cells, columns, point, file, about } = layout;
    const properties = jsonProperties(layout);
    const [latitude, longitude] = [cells.indexOf(point.latitude), cells.indexOf(point.longitude)];
    const { from, made } = columns[0]!;
    const key = cells.indexOf(from);
    const page = bytePage();
    const geometry = (row: TextRow) =>
      row[latitude] && row[longitude]
        ? `{"type":"Point","coordinates":[${row[longitude]},${row[latitude]}]}`
        : 'null';
    const feature = (row: TextRow) =>
      `{"type":"Feature","id":"${made!(row[key]!, file)}","geometry":${geometry(row)},"properties":${properties(row)}}`;
    return {
      head: `{"type":"FeatureCollection","casus":${JSON.stringify(about)},"features":[\n`,
      rows: (rows, first) => {
        for (const [index, row] of rows.entries()) {
          page.put(first && index === 0 ? feature(row) : `,\n${feature(row)}`);
        }
        return page.take();
      },
      tail: () => '\n]}\n',
    };
  },
};
