import { schema } from '@casus/schema/schema';
import { atOneMoment } from '@casus/store/lists/stream';
import type { Store } from '@casus/store/open';
import { createHash } from 'node:crypto';
import {
  aboutFile,
  askedOf,
  permalinkOf,
  selectionOf,
  type AboutFile,
} from '../downloads/about.ts';
import { csv } from '../downloads/csv.ts';
import { chunksOf } from '../downloads/format.ts';
import { parquet } from '../downloads/parquet.ts';
import { CLAIM_DOWNLOAD, EVENT_DOWNLOAD } from '../downloads/list-download.ts';
import { WHOLE_TABLES } from '../downloads/tables/tables.ts';
import { contractText } from '../http/contract-header.ts';

/** A file of an archive. */
export interface ArchiveFile {
  name: string;
  /** Rows; null for what has none. */
  rows: number | null;
  chunks: AsyncIterable<string | Buffer>;
  /** What the file tells of itself; null for what is no list. */
  about: AboutFile | null;
}

/** What was said, and whom and what it is about; these are joined by their natural keys. */
const LISTS = [EVENT_DOWNLOAD, CLAIM_DOWNLOAD, ...WHOLE_TABLES];

/**
 * The files of an archive, one after the other, all of one moment of the database. Nothing in them tells when
 * they were made: as of a moment that is past they come out the same again.
 *
 * @param base where the API is to be found, without a slash at the end
 */
export function readArchive(
  store: Pick<Store, 'name' | 'db'>,
  { asOf, base }: { asOf: string; base: string },
  take: (file: ArchiveFile) => Promise<void>,
): Promise<void> {
  return atOneMoment(store, async (db) => {
    const now = { name: store.name, db };
    const query = new URLSearchParams({ asOf });
    for (const download of LISTS) {
      const picked = download.pick(download.parameters.read(query), asOf);
      const selected = await picked.count(now);
      const asked = askedOf(download.name, query, { asOf, now: asOf });
      const facts = { base, selected, selection: selectionOf(asked, selected), asOf };
      for (const format of [csv, parquet]) {
        const name = `${download.name}.${format.name}`;
        const columns = download.columns.filter(({ notIn }) => !notIn?.includes(format.name));
        const addresses = {
          permalink: permalinkOf(base, `/${name}`, { asOf, now: asOf }),
          documentation: `${base}/${download.name}.csv-metadata.json`,
        };
        const about = aboutFile(asked, facts, addresses, columns);
        const written = format.write({ ...download, columns, file: facts, about });
        const chunks = chunksOf(written, picked.rows(now));
        await take({ name, rows: selected.matched, chunks, about });
      }
    }
    const contract = { name: CONTRACT, rows: null, chunks: textOf(contractText(schema)) };
    await take({ ...contract, about: null });
  });
}

export const CONTRACT = 'schema.graphql';

export const sha256Of = (bytes: string | Buffer) =>
  createHash('sha256').update(bytes).digest('hex');

async function* textOf(text: string) {
  yield text;
}
