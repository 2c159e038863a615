import type { Row } from '@casus/ingest/ucdp-ged/columns';
import { bytesOf, gedCsv, gedRelease } from '@casus/ingest/ucdp-ged/fixture';
import { importRelease } from '@casus/ingest/import';
import { ucdpGed } from '@casus/ingest/ucdp-ged/reader';
import type { Store } from '@casus/store/open';

const EVENTS = 1_500;
const CONFLICTS = 40;
const DAY = 24 * 60 * 60 * 1000;

/** Invented events over five years and half the world, so that whatever lists them has much to list. */
export async function importLongLists(store: Store): Promise<void> {
  const rows = Array.from({ length: EVENTS }, (_, at): Partial<Row> => {
    const conflict = at % CONFLICTS;
    const day = new Date(Date.UTC(2017, 0, 1) + at * DAY).toISOString().slice(0, 10);
    return {
      id: String(900_000 + at),
      year: day.slice(0, 4),
      conflict_new_id: String(90_000 + conflict),
      conflict_name: `Conflict ${conflict}`,
      dyad_new_id: String(91_000 + conflict),
      dyad_name: `Government ${conflict} - Group ${conflict}`,
      side_a_new_id: String(92_000 + conflict),
      side_a: `Government ${conflict}`,
      side_b_new_id: String(93_000 + conflict),
      side_b: `Group ${conflict}`,
      date_start: `${day} 00:00:00.000`,
      date_end: `${day} 00:00:00.000`,
      latitude: String((at % 97) - 48.5),
      longitude: String((at % 211) - 105.5),
      source_office: 'Daily Courier;Evening Post;Herald',
      source_original: 'eyewitnesses;border guards',
    };
  });
  const release = gedRelease([], { version: '22.1', released: '2022-06-15' });
  await importRelease(store.db, ucdpGed, bytesOf(gedCsv(rows)), release);
}
