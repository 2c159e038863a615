import type { Row } from '@casus/ingest/ucdp-ged/columns';
import { bytesOf, gedCsv, gedRelease } from '@casus/ingest/ucdp-ged/fixture';
import { importRelease } from '@casus/ingest/import';
import type { Extent } from '@casus/ingest/left-out';
import type { Store } from '@casus/store/open';
import { ucdpGed } from '@casus/ingest/ucdp-ged/reader';

/** An event that the record holds itself, as it holds what release 21.01.21.12 says of it: 38 dead. */
export const RECORDED = '396874';

const deaths = (id: string, best: number, rest: Partial<Row> = {}): Partial<Row> => ({
  id,
  low: String(best),
  best: String(best),
  high: String(best),
  ...rest,
});

/** Invented releases that speak of the same events; the second moves two of the four numbers. */
const RELEASES: Record<string, { released: string; rows: Partial<Row>[]; extent?: Extent }> = {
  '22.1': {
    released: '2022-06-15',
    rows: [deaths(RECORDED, 40), deaths('1', 3), deaths('2', 7), deaths('3', 1)],
  },
  '23.1': {
    released: '2023-06-15',
    rows: [deaths(RECORDED, 41), deaths('1', 5), deaths('2', 7), deaths('3', 1), deaths('4', 2)],
  },
  // Event 3 under another number, and then somewhere else.
  '24.1': {
    released: '2024-06-15',
    rows: [deaths(RECORDED, 41), deaths('1', 5), deaths('2', 7), deaths('30', 1), deaths('4', 2)],
    extent: 'COMPLETE',
  },
  '25.1': {
    released: '2025-06-15',
    rows: [
      ...[deaths(RECORDED, 41), deaths('1', 5), deaths('2', 7), deaths('4', 2)],
      deaths('30', 1, { latitude: '41.5' }),
    ],
  },
};

export async function importReleases(store: Store, ...versions: string[]): Promise<void> {
  for (const version of versions) {
    const { released, rows, extent } = RELEASES[version]!;
    const release = gedRelease([], { version, released });
    await importRelease(store.db, ucdpGed, bytesOf(gedCsv(rows)), release, { extent });
  }
}
