import { itemsOf, type TextRow } from '@casus/store/lists/stream';
import { ByteWriter, ParquetWriter, type ColumnSource, type SchemaElement } from 'hyparquet-writer';
import type { Column } from './column.ts';
import { isoInstant, writtenColumns, type Format, type Layout } from './format.ts';

/** Rows that are held until they are written together: for so long nobody else is answered, some 50 ms. */
const ROW_GROUP = 2_000;

/** What a value is in the file; null where its text is empty. */
type Value = string | number | Date | string[] | Point | null;

interface Point {
  type: 'Point';
  coordinates: [number, number];
}

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;

/** Parquet's own types: numbers are DOUBLE, instants milliseconds in UTC, lists LIST of texts. */
function schemaOf({ name, type }: Column): SchemaElement[] {
  const column = { name, repetition_type: 'OPTIONAL' } as const;
  switch (type) {
    case 'text':
    case 'code':
      return [{ ...column, ...TEXT }];
    case 'number':
      return [{ ...column, type: 'DOUBLE' }];
    case 'instant':
      return [{ ...column, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }];
    case 'list':
      return [
        { ...column, converted_type: 'LIST', num_children: 1 },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', repetition_type: 'OPTIONAL', ...TEXT },
      ];
  }
}

function valueOf({ type }: Column): (text: string) => Value {
  switch (type) {
    case 'text':
    case 'code':
      return (text) => text || null;
    case 'number':
      return (text) => (text ? Number(text) : null);
    case 'instant':
      return (text) => (text ? new Date(isoInstant(text)) : null);
    case 'list':
      return itemsOf;
  }
}

const GEOMETRY = 'geometry';

const POINTS: SchemaElement = {
  name: GEOMETRY,
  type: 'BYTE_ARRAY',
  repetition_type: 'OPTIONAL',
  logical_type: { type: 'GEOMETRY' },
};

/** For readers that know GeoParquet and not yet Parquet's own GEOMETRY; its default is WGS 84, longitude first. */
const GEO = {
  version: '1.1.0',
  primary_column: GEOMETRY,
  columns: { [GEOMETRY]: { encoding: 'WKB', geometry_types: ['Point'] } },
};

/**
 * Apache Parquet, with the points as GEOMETRY (WKB) and what the file tells of itself in its metadata. Rows go
 * out in groups, as they come: memory stays flat.
 */
export const parquet: Format = {
  name: 'parquet',
  contentType: 'application/vnd.apache.parquet',
  write: (layout) => {
    const { cells, columns, point, about } = layout;
    const texts = writtenColumns(layout, columns, () => (text) => text);
    const values = columns.map(valueOf);
    const [latitude, longitude] = [cells.indexOf(point.latitude), cells.indexOf(point.longitude)];
    const isLocated = latitude >= 0;
    const names = [...columns.map(({ name }) => name), ...(isLocated ? [GEOMETRY] : [])];
    const bytes = new ByteWriter();
    const writer = new ParquetWriter({
      writer: bytes,
      schema: [
        { name: 'root', num_children: names.length },
        ...columns.flatMap(schemaOf),
        ...(isLocated ? [POINTS] : []),
      ],
      kvMetadata: metadataOf(about, isLocated),
      createdBy: 'Casus',
    });
    let pending = emptyColumns(names);
    let count = 0;

    const take = () => {
      const taken = Buffer.from(bytes.getBytes());
      // The bytes are gone; the offset, which counts those of the whole file, goes on.
      bytes.index = 0;
      return taken;
    };
    const writeGroup = () => {
      if (count > 0) void writer.write({ columnData: pending, rowGroupSize: count });
      pending = emptyColumns(names);
      count = 0;
    };
    const put = (row: TextRow) => {
      for (const [index, { at, write }] of texts.entries()) {
        (pending[index]!.data as Value[]).push(values[index]!(write(row[at]!)));
      }
      if (isLocated) {
        (pending.at(-1)!.data as Value[]).push(pointOf(row[longitude]!, row[latitude]!));
      }
      count += 1;
    };
    return {
      head: '',
      rows: (rows) => {
        for (const row of rows) put(row);
        if (count >= ROW_GROUP) writeGroup();
        return take();
      },
      tail: () => {
        writeGroup();
        void writer.finish();
        return take();
      },
    };
  },
};

const emptyColumns = (names: readonly string[]): ColumnSource[] =>
  names.map((name) => ({
    name,
    data: [],
    // Of pages within so small a group no reader needs to know where they are.
    offsetIndex: false,
  }));

function pointOf(longitude: string, latitude: string): Point | null {
  if (!longitude || !latitude) return null;
  return { type: 'Point', coordinates: [Number(longitude), Number(latitude)] };
}

/** The whole of it as JSON, and by itself what anybody looks for first. */
function metadataOf(about: Layout['about'], isLocated: boolean) {
  const terms = about.sources.map(({ name, licence, citation }) => ({ name, licence, citation }));
  const told = {
    casus: JSON.stringify(about),
    title: about.title,
    as_of: about.asOf,
    ...(about.permalink && { query: about.permalink }),
    licence: terms.map(({ name, licence }) => `${name}: ${licence}`).join('\n'),
    citation: terms.map(({ citation }) => citation).join('\n'),
    ...(isLocated && { geo: JSON.stringify(GEO) }),
  };
  return Object.entries(told).map(([key, value]) => ({ key, value }));
}
