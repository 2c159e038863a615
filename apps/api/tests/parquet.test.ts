import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

const AS_OF = '2026-01-01T00:00:00.000Z';

let api: RunningApi;
let duckdb: DuckDBConnection;
let folder: string;
beforeAll(async () => {
  api = await startApi();
  duckdb = await (await DuckDBInstance.create(':memory:')).connect();
  folder = await mkdtemp(join(tmpdir(), 'casus-parquet-'));
});
afterAll(async () => {
  duckdb.closeSync();
  await rm(folder, { recursive: true });
  await api.close();
});

/** What an independent reader finds in what the API sends. */
async function fileOf(path: string): Promise<string> {
  const { statusCode, headers, rawPayload } = await api.app.inject(path);
  expect([statusCode, headers['content-type']]).toEqual([200, 'application/vnd.apache.parquet']);
  const file = join(folder, `${Math.random()}.parquet`);
  await writeFile(file, rawPayload);
  return file;
}

const ask = async (sql: string) =>
  (await duckdb.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];

async function metadataOf(file: string): Promise<Record<string, string>> {
  const rows = await ask(
    `select decode(key) as key, decode(value) as value from parquet_kv_metadata('${file}')`,
  );
  return Object.fromEntries(rows.map(({ key, value }) => [key, value as string]));
}

const withMilliseconds = (row: Record<string, unknown>, read: (text: string) => number) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      name.endsWith('_utc') && value !== null ? read(value as string) : value,
    ]),
  );

describe.each(['events', 'claims'])('%s.parquet', (list) => {
  test('holds what the lines of JSON hold, row by row, by DuckDB', async () => {
    const { body } = await api.app.inject(`/${list}.ndjson?asOf=${AS_OF}`);
    const [, ...lines] = body.trimEnd().split('\n');
    const expected = lines.map((line) => withMilliseconds(JSON.parse(line), Date.parse));
    const instants = Object.keys(expected[0]!).filter((name) => name.endsWith('_utc'));
    const file = await fileOf(`/${list}.parquet?asOf=${AS_OF}`);
    const rows = await ask(
      `select * exclude geometry replace (${instants.map((name) => `epoch_ms(${name}) as ${name}`).join(', ')}) from '${file}'`,
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.map((row) => withMilliseconds(row, Number))).toEqual(expected);
  });

  test('says in its metadata what it is of, as of when, and on what terms', async () => {
    const file = await fileOf(`/${list}.parquet?asOf=${AS_OF}&conflicts=kyrgyzstan-tajikistan`);
    const metadata = await metadataOf(file);
    expect(metadata['as_of']).toBe(AS_OF);
    expect(metadata['query']).toContain(`/${list}.parquet?`);
    expect(metadata['query']).toContain('conflicts=kyrgyzstan-tajikistan');
    expect(metadata['licence']).toContain('Casus, curated record: Facts from public reports');
    expect(metadata['citation']).toContain('Cite the claimant');
    const about = JSON.parse(metadata['casus']!);
    const [{ n }] = (await ask(`select count(*)::int as n from '${file}'`)) as [{ n: number }];
    expect(about).toMatchObject({ count: n, filters: { conflicts: 'kyrgyzstan-tajikistan' } });
    expect(Object.keys(about.columns)).toContain(`${list.slice(0, -1)}_id`);
  });

  test('may be empty', async () => {
    const file = await fileOf(`/${list}.parquet?text=no-such-thing`);
    expect(await ask(`select * from '${file}'`)).toEqual([]);
  });
});

test.each([
  ['figures', 'metrics=DEATHS&', 'high'],
  ['conflicts', ''],
  ['countries', ''],
  ['statistics', 'by=YEAR,CONFLICT&'],
])(
  '%s.parquet has the same rows as its CSV, with numbers as numbers',
  async (table, parameters, number = 'events') => {
    const address = (format: string) => `/${table}.${format}?${parameters}asOf=${AS_OF}`;
    const file = await fileOf(address('parquet'));
    const { headers } = await api.app.inject({ method: 'HEAD', url: address('csv') });
    const [row] = await ask(`select count(*)::int as n, sum(${number})::int as sum from '${file}'`);
    expect(row!['n']).toBe(Number(headers['x-casus-rows']));
    expect(row!['sum']).toBeGreaterThan(0);
    const columns = await ask(`select name from parquet_schema('${file}')`);
    expect(columns.map(({ name }) => name)).not.toContain('geometry');
  },
);

test.each(['figures', 'conflicts', 'agreements', 'reports'])(
  '%s.parquet says on what terms the record’s own rows may be used',
  async (table) => {
    const { licence, citation } = await metadataOf(await fileOf(`/${table}.parquet?asOf=${AS_OF}`));
    expect(licence).toContain('Casus, curated record: Facts from public reports');
    expect(citation).toContain('Cite the claimant');
  },
);

test('the points of events are geometries, for readers of GeoParquet and of Parquet’s own', async () => {
  const file = await fileOf(`/events.parquet?asOf=${AS_OF}`);
  const [types] = await ask(`select typeof(geometry) as type from '${file}' limit 1`);
  expect(types!['type']).toMatch(/^GEOMETRY/);
  const [column] = await ask(
    `select type, logical_type, repetition_type from parquet_schema('${file}') where name = 'geometry'`,
  );
  expect(column).toMatchObject({ type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' });
  const points = await ask(
    `select event_key, geometry::varchar as wkt, longitude_wgs84 as x, latitude_wgs84 as y from '${file}'`,
  );
  const located = points.filter(({ x }) => x !== null);
  expect(located.length).toBeGreaterThan(3);
  for (const { wkt, x, y } of located) expect(wkt).toBe(`POINT (${String(x)} ${String(y)})`);
  for (const { wkt, x } of points) expect(wkt === null).toBe(x === null);
  const [geo] = await ask(
    `select decode(value) as value from parquet_kv_metadata('${file}') where decode(key) = 'geo'`,
  );
  expect(JSON.parse(geo!['value'] as string)).toMatchObject({
    version: '1.1.0',
    primary_column: 'geometry',
    columns: { geometry: { encoding: 'WKB', geometry_types: ['Point'] } },
  });
});

test('is refused as other files are, and resumed like them', async () => {
  const refused = await api.app.inject('/events.parquet?nonsense=1');
  expect([refused.statusCode, refused.json().errors[0].extensions.code]).toEqual([
    400,
    'BAD_USER_INPUT',
  ]);
  const url = `/events.parquet?asOf=${AS_OF}`;
  const whole = await api.app.inject(url);
  const rest = await api.app.inject({ url, headers: { range: 'bytes=1000-' } });
  expect(rest.statusCode).toBe(206);
  expect(rest.rawPayload.equals(whole.rawPayload.subarray(1000))).toBe(true);
});
