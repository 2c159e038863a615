import type { Client } from 'pg';

/** How far a copy's ids are from the original's; UCDP's are below half of it. */
const ID_STEP = 1_000_000;
/** Copies go back over as many years as UCDP's record covers, then fill them up. */
const YEARS = 25;

/** By table: the columns in which a copy differs, and which rows are copied. */
const COPIES: Record<string, { from: string; changed: Record<string, string> }> = {
  events: {
    from: `where key like 'ucdp:ged:%'`,
    changed: {
      key: copyOf('key'),
      slug: 'null',
      earliest: 'earliest - shift',
      latest: 'latest - shift',
      edtf: `case when edtf like '%/%'
        then to_char(earliest - shift, 'YYYY-MM-DD') || '/' || to_char(latest - shift, 'YYYY-MM-DD')
        else to_char(earliest - shift, 'YYYY-MM-DD') end`,
    },
  },
  event_participants: {
    from: `where event_key like 'ucdp:ged:%'`,
    changed: { event_key: copyOf('event_key') },
  },
  claims: {
    from: `where subject_event_key like 'ucdp:ged:%' and source = 'ucdp:ged'`,
    changed: {
      key: copyOf('key'),
      slug: 'null',
      subject_event_key: copyOf('subject_event_key'),
      supersedes_key: copyOf('supersedes_key'),
      // Whole years, so that "in January" stays a whole January.
      asserted_earliest: 'asserted_earliest - years',
      asserted_latest: 'asserted_latest - years',
      asserted_edtf: `to_char(asserted_earliest - years, 'YYYY-MM')`,
    },
  },
  claim_attributions: {
    from: `where claim_key like 'ucdp:ged:%'`,
    changed: { claim_key: copyOf('claim_key') },
  },
  // Copies have the names of their originals; with triggers off, search is told of them here.
  search_entries: {
    from: `where type = 'EVENT' and key like 'ucdp:ged:%'`,
    changed: { key: copyOf('key') },
  },
};

/**
 * Copies the imported events, with who took part, what is claimed and who said so, until there are
 * `times` of each: under ids of their own and at other times, so that no two rows are alike.
 */
export async function repeatEvents(
  client: Client,
  times: number,
  onProgress: (doing: string) => void,
): Promise<void> {
  await client.query(`set timezone = 'UTC'`);
  // No triggers: the rows are right by how they are made, and checking each reference takes as long again.
  // What triggers would have added up is added up in the end.
  await client.query(`set session_replication_role = replica`);
  const restoreTriggers = await disableTriggers(client, Object.keys(COPIES));
  for (const [table, { from, changed }] of Object.entries(COPIES)) {
    onProgress(`copying ${table}`);
    const columns = await columnsOf(client, table);
    const restoreIndexes = await dropIndexes(client, table);
    const values = columns.map((column) => changed[column] ?? column).join(', ');
    await client.query(`
      insert into ${table} (${columns.join(', ')})
      select ${values} from ${table},
        lateral (select n, make_interval(years => n % ${YEARS}) as years,
                        make_interval(years => n % ${YEARS}, days => 29 * (n / ${YEARS})) as shift
                 from generate_series(1, ${times - 1}) n) copy
      ${from}`);
    onProgress(`indexing ${table}`);
    await restoreIndexes();
  }
  await restoreTriggers();
  onProgress('adding up events');
  await client.query(`set session_replication_role = origin`);
  await client.query(`select renew_totals(id) from commits order by id`);
}

/** `ucdp:ged:412700/deaths@22.1` becomes `ucdp:ged:1412700/deaths@22.1` in the first copy. */
function copyOf(column: string): string {
  return `regexp_replace(${column}, '^ucdp:ged:\\d+',
    'ucdp:ged:' || (substring(${column} from '^ucdp:ged:(\\d+)')::bigint + n * ${ID_STEP}))`;
}

async function columnsOf(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** Those of Casus that run whoever writes: `replica` leaves them on. */
async function disableTriggers(
  client: Client,
  tables: readonly string[],
): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ disable: string; enable: string }>(
    `select format('alter table %s disable trigger %I', tgrelid::regclass, tgname) as disable,
            format('alter table %s enable always trigger %I', tgrelid::regclass, tgname) as enable
     from pg_trigger
     where not tgisinternal and tgenabled = 'A' and tgrelid = any($1::regclass[])`,
    [tables],
  );
  for (const { disable } of rows) await client.query(disable);
  return async () => {
    for (const { enable } of rows) await client.query(enable);
  };
}

/** An index is made several times faster at once than row by row; keys and constraints stay. */
async function dropIndexes(client: Client, table: string): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index
     where indrelid = $1::regclass and not indisprimary and not indisunique`,
    [table],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return async () => {
    for (const { definition } of rows) await client.query(definition);
  };
}
