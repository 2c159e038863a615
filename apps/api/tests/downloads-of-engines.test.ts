import { importRelease } from '@casus/ingest/import';
import { openStore, type Store } from '@casus/store/open';
import { claims } from '@casus/store/tables/claim';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openCopy } from '../../../packages/store/tests/embedded-template.ts';
import type { PostgresServer } from '../../../packages/store/tests/postgres-server.ts';
import { startPostgresRecord } from './postgres-record.ts';
import { readConfig } from '../src/config.ts';
import { createServer } from '../src/server.ts';
import { bytesOf, gedRelease } from '@casus/ingest/ucdp-ged/fixture';
import { ucdpGed } from '@casus/ingest/ucdp-ged/reader';

const GED = join(import.meta.dirname, '../../../../shared/data/ucdp/GEDEvent_v21_01_21_12.csv');
/** What a line may say as no line before it did. */
const TOLD_APART = [
  ...['type_of_violence', 'conflict_new_id', 'dyad_new_id', 'side_a_new_id', 'side_b_new_id'],
  ...['country_id', 'adm_1', 'where_prec', 'date_prec', 'event_clarity', 'code_status'],
  ...['gwnoa', 'gwnob', 'number_of_sources', 'deaths_a', 'deaths_b', 'deaths_civilians'],
  ...['deaths_unknown', 'best', 'high', 'low'],
];

/**
 * Of GED each line that is the first with its conflict, sides, country, precision, numbers, or with some letter or sign;
 * each with a sign that formats write in another way; and every sixth of the others: fifty batches of a download.
 */
function linesOfGed(): Readable {
  const [header, ...lines] = readFileSync(GED, 'utf8').match(/(?:"(?:[^"]|"")*"|[^"\n])+/g)!;
  const columns = header!.split(',');
  const told = new Set<string>();
  const isFirst = (line: string) => {
    const cells = line.match(/"(?:[^"]|"")*"/g)!;
    const said = TOLD_APART.map((column) => column + cells[columns.indexOf(`"${column}"`)]!);
    const before = told.size;
    for (const each of [...said, ...(line.match(/[^\w\s",.]/gu) ?? [])]) told.add(each);
    return told.size > before;
  };
  const taken = lines.filter(
    (line, index) => isFirst(line) || /[\n\r\t\\]/.test(line) || index % 6 === 0,
  );
  expect(taken.length).toBeGreaterThan(4_900);
  return bytesOf(`${[header, ...taken].join('\n')}\n`);
}

const MOMENT = '2026-01-01T00:00:00.000Z';

let postgres: PostgresServer;
let stores: Store[];
beforeAll(async () => {
  postgres = await startPostgresRecord();
  stores = [
    await openCopy(inject('recordTemplate')),
    await openStore({ databaseUrl: `${postgres.url}postgres`, dataDir: '' }),
  ];
});
afterAll(async () => {
  for (const store of stores) await store.close();
  await postgres.stop();
});

async function downloadFrom(store: Store, address: string): Promise<string> {
  const app = await createServer(store, readConfig({ CASUS_LOG_LEVEL: 'silent' }));
  try {
    const { statusCode, body } = await app.inject(address);
    expect(statusCode).toBe(200);
    return body.replace(/"generatedAt":"[^"]*"/, '');
  } finally {
    await app.close();
  }
}

/** When this installation recorded them is its own. */
async function recordAtOneMoment(): Promise<void> {
  for (const store of stores) await store.db.update(claims).set({ recordedAt: MOMENT });
}

async function expectTheSame(list: string, format: string): Promise<void> {
  const address = `/${list}.${format}?asOf=${MOMENT}`;
  const [embedded, server] = await Promise.all(stores.map((store) => downloadFrom(store, address)));
  expect(server!.length).toBeGreaterThan(10_000);
  // Whole files in a failure's message would help nobody.
  expect(server === embedded, address).toBe(true);
}

const FILES = ['events', 'claims'].flatMap((list) =>
  ['csv', 'geojson', 'ndjson'].map((format) => [list, format] as const),
);

describe('the engines write the same bytes', () => {
  test('of the record', async () => {
    await recordAtOneMoment();
    for (const [list, format] of FILES) await expectTheSame(list, format);
  });

  test.skipIf(!existsSync(GED))(
    'of GED, all that it writes in its ways (skipped where ../shared/data is absent)',
    { timeout: 600_000 },
    async () => {
      const release = gedRelease([basename(GED)]);
      for (const store of stores) await importRelease(store.db, ucdpGed, linesOfGed(), release);
      await recordAtOneMoment();
      for (const [list, format] of FILES) await expectTheSame(list, format);
    },
  );
});
