import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { escapeIdentifier, type Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** How far a copy's ids are from the original's; UCDP's are below it. */
const ID_STEP = 1_000_000;
/** Copies go back over as many years as UCDP's record covers. */
const YEARS = 25;

/** Copies a file as it is into a new table of as many text columns. */
export async function copyFile(client: Client, table: string, gedFile: string): Promise<void> {
  const copy = client.query(copyFrom(`copy ${table} from stdin with (format csv, header)`));
  await pipeline(createReadStream(gedFile), copy);
}

export async function createTextTable(
  client: Client,
  table: string,
  gedFile: string,
): Promise<void> {
  const file = await open(gedFile);
  try {
    for await (const header of file.readLines()) {
      const columns = header
        .replace(/^\uFEFF/, '')
        .split(',')
        .map((name) => `${escapeIdentifier(name.replaceAll('"', ''))} text`);
      await client.query(`create table ${table} (${columns.join(', ')})`);
      return;
    }
    throw new Error(`${gedFile} is empty`);
  } finally {
    await file.close();
  }
}

/**
 * A file with `times` the rows, under ids of their own and in other years, named as a release that covers
 * them all. It is made once.
 */
export async function repeatedFile(
  client: Client,
  { gedFile, dataFolder }: { gedFile: string; dataFolder: string },
  times: number,
): Promise<string> {
  const folder = join(dataFolder, `file-${times}x`);
  // Its name tells its version, which covers all years to 2021.
  const path = join(folder, 'GEDEvent_v22_1.csv');
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) return path;
  await mkdir(folder, { recursive: true });
  await client.query('drop table if exists repeated');
  await createTextTable(client, 'repeated', gedFile);
  await copyFile(client, 'repeated', gedFile);
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
     where attrelid = 'repeated'::regclass and attnum > 0 order by attnum`,
  );
  const earlier = (column: string) =>
    `(${column}::timestamp - make_interval(years => n % ${YEARS}))`;
  const changed: Record<string, string> = {
    id: `(id::bigint + n * ${ID_STEP})`,
    year: `(year::int - n % ${YEARS})`,
    date_start: earlier('date_start'),
    date_end: earlier('date_end'),
  };
  const columns = rows.map(({ name }) => `${changed[name] ?? name} as ${name}`).join(', ');
  const unfinished = `${path}.unfinished`;
  await pipeline(
    client.query(
      copyTo(`copy (select ${columns} from generate_series(0, ${times - 1}) n, repeated)
        to stdout with (format csv, header, force_quote *)`),
    ),
    createWriteStream(unfinished),
  );
  await client.query('drop table repeated');
  await rename(unfinished, path);
  return path;
}
