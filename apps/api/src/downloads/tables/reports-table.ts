import { selectedEntities } from '@casus/store/lists/selected';
import { reports } from '@casus/store/tables/report';
import { columnsOf } from '../column.ts';
import { columnsOfSources, entityCells, keyColumns, keyOf, type Entity } from './columns.ts';
import { SOURCES, tableDownload } from './table.ts';

const column = columnsOf<string>();

interface Report extends Entity {
  publisher: { id: string; name: string } | null;
  publishedAt: { earliest: string; latest: string; precision: string; edtf: string } | null;
  language: string | null;
  url: string | null;
}

/** `/reports.csv`: the documents that claims stand in. */
export const REPORT_TABLE = tableDownload<Report>({
  name: 'reports',
  field: 'reports',
  selection:
    '{ id slug name: title publisher { id name } publishedAt { earliest latest precision edtf } language url }',
  cells: {
    ...entityCells,
    publisherKey: ({ publisher }) => publisher && keyOf(publisher.id),
    publisherName: ({ publisher }) => publisher?.name,
    earliest: ({ publishedAt }) => publishedAt?.earliest,
    latest: ({ publishedAt }) => publishedAt?.latest,
    precision: ({ publishedAt }) => publishedAt?.precision,
    edtf: ({ publishedAt }) => publishedAt?.edtf,
    language: ({ language }) => language,
    address: ({ url }) => url,
  },
  columns: [
    ...keyColumns('Report', 'reports'),
    column('title', 'text', 'name', 'As it was published.'),
    column('publisher_key', 'text', 'publisherKey', 'Who published it, natural key.'),
    column('publisher_name', 'text', 'publisherName', 'Its name in English.'),
    column(
      'published_earliest_utc',
      'instant',
      'earliest',
      'Not before this instant; empty where it is not dated.',
    ),
    column('published_latest_utc', 'instant', 'latest', 'Not after this instant.'),
    column('published_precision', 'code', 'precision', 'How closely it is known.'),
    column('published_edtf', 'text', 'edtf', 'The same in the Extended Date/Time Format.'),
    column('language', 'code', 'language', 'BCP 47.'),
    column('published_url', 'text', 'address', 'Where it was published; it may be gone.'),
    ...columnsOfSources(
      SOURCES,
      'The dataset releases that describe reports; the curated record is none of them.',
    ),
  ],
  sources: (db) => selectedEntities(db, reports),
});
