import type { Column, ColumnType, FormatName } from './column.ts';
import type { ListDownload } from './list-download.ts';
import { TERMS_NOTICE } from './terms.ts';

/** What a catalogue tells of a list. */
export type Listed = Pick<ListDownload, 'name'> & {
  columns: readonly Column[];
  formats: readonly FormatName[];
  /** What is asked of a list that gives nothing unasked: `clock=RECORDED`. */
  asked?: string;
  /** False where no column tells a row from all others. */
  hasKey?: false;
};

const addressIn = (base: string, { name, asked }: Listed, format: FormatName) =>
  `${base}/${name}.${format}${asked ? `?${asked}` : ''}`;

const TITLE = 'Casus';
const ABOUT =
  'An open record of armed conflict, claim by claim: who said how many died, fled or were evacuated, through whom, and who denies it.';
const NEVER = 'Competing claims are never added up or averaged; each number has its claimant.';

const CSV = 'text/csv';
const PARQUET = 'application/vnd.apache.parquet';
const FIELD_TYPES: Record<ColumnType, object> = {
  text: { type: 'string' },
  code: { type: 'string' },
  number: { type: 'number' },
  instant: { type: 'datetime' },
  list: { type: 'list', itemType: 'string', delimiter: '; ' },
};

/** Frictionless Data Package 2: `frictionless`, R's package of that name and Open Data Editor read it. */
export function dataPackage(base: string, lists: readonly Listed[]): object {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'casus',
    title: TITLE,
    description: `${ABOUT} ${NEVER}`,
    homepage: base,
    licenses: [{ title: TERMS_NOTICE }],
    resources: [
      ...lists.map((list) => csvResource(base, list)),
      ...lists.map((list) => parquetResource(base, list)),
    ],
  };
}

const csvResource = (base: string, list: Listed) => ({
  name: list.name,
  type: 'table',
  path: addressIn(base, list, 'csv'),
  format: 'csv',
  mediatype: CSV,
  encoding: 'utf-8',
  dialect: { delimiter: ',', quoteChar: '"', doubleQuote: true, lineTerminator: '\r\n' },
  schema: {
    ...(list.hasKey !== false && { primaryKey: [list.columns[0]!.name] }),
    missingValues: [''],
    fields: list.columns.map(({ name, type, description }) => ({
      name,
      description,
      ...FIELD_TYPES[type],
    })),
  },
});

/** Its columns and their types stand in the file. */
const parquetResource = (base: string, list: Listed) => ({
  name: `${list.name}-parquet`,
  path: addressIn(base, list, 'parquet'),
  format: 'parquet',
  mediatype: PARQUET,
});

const CROISSANT_TYPES: Record<ColumnType, string> = {
  text: 'sc:Text',
  code: 'sc:Text',
  number: 'sc:Float',
  instant: 'sc:DateTime',
  list: 'sc:Text',
};

/** MLCommons' Croissant 1.0, over schema.org's Dataset. The files are live, so they have no digest. */
export function croissant(base: string, lists: readonly Listed[]): object {
  return {
    '@context': {
      '@language': 'en',
      '@vocab': 'https://schema.org/',
      sc: 'https://schema.org/',
      cr: 'http://mlcommons.org/croissant/',
      dct: 'http://purl.org/dc/terms/',
      citeAs: 'cr:citeAs',
      column: 'cr:column',
      conformsTo: 'dct:conformsTo',
      dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
      extract: 'cr:extract',
      field: 'cr:field',
      fileObject: 'cr:fileObject',
      isLiveDataset: 'cr:isLiveDataset',
      key: 'cr:key',
      recordSet: 'cr:recordSet',
      separator: 'cr:separator',
      source: 'cr:source',
    },
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    name: TITLE,
    description: `${ABOUT} ${NEVER}`,
    license: TERMS_NOTICE,
    url: base,
    isLiveDataset: true,
    distribution: lists.flatMap((list) =>
      Object.entries({ csv: CSV, parquet: PARQUET }).map(([format, encodingFormat]) => ({
        '@type': 'cr:FileObject',
        '@id': `${list.name}.${format}`,
        name: `${list.name}.${format}`,
        contentUrl: addressIn(base, list, format as FormatName),
        encodingFormat,
      })),
    ),
    recordSet: lists.map(({ name: list, columns, hasKey }) => ({
      '@type': 'cr:RecordSet',
      '@id': list,
      name: list,
      ...(hasKey !== false && { key: { '@id': `${list}/${columns[0]!.name}` } }),
      field: columns.map(({ name, type, description }) => ({
        '@type': 'cr:Field',
        '@id': `${list}/${name}`,
        name,
        description,
        dataType: CROISSANT_TYPES[type],
        source: { fileObject: { '@id': `${list}.csv` }, extract: { column: name } },
      })),
    })),
  };
}

const MEDIA_TYPES: Record<FormatName, string> = {
  csv: CSV,
  geojson: 'application/geo+json',
  ndjson: 'application/x-ndjson',
  parquet: PARQUET,
};

/** W3C's DCAT 3, which open-data portals harvest: each list a dataset, each format a distribution. */
export function dcat(base: string, lists: readonly Listed[]): object {
  return {
    '@context': { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/' },
    '@id': `${base}/catalogue.jsonld`,
    '@type': 'dcat:Catalog',
    'dct:title': TITLE,
    'dct:description': ABOUT,
    'dcat:service': {
      '@type': 'dcat:DataService',
      'dct:title': 'GraphQL',
      'dcat:endpointURL': { '@id': `${base}/graphql` },
      'dcat:endpointDescription': { '@id': `${base}/schema.graphql` },
    },
    'dcat:dataset': lists.map((list) => ({
      '@id': `${base}/catalogue.jsonld#${list.name}`,
      '@type': 'dcat:Dataset',
      'dct:title': `${TITLE}: ${list.name}`,
      'dct:description': `${ABOUT} ${NEVER}`,
      'dct:rights': TERMS_NOTICE,
      'dcat:distribution': list.formats.map((format) => ({
        '@type': 'dcat:Distribution',
        'dct:title': `${list.name}.${format}`,
        'dcat:downloadURL': { '@id': addressIn(base, list, format) },
        'dcat:mediaType': {
          '@id': `https://www.iana.org/assignments/media-types/${MEDIA_TYPES[format]}`,
        },
      })),
    })),
  };
}
