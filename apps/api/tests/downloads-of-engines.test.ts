import { importRelease } from '@casus/ingest/import';
import { openStore, type Store } from '@casus/store/open';
import { claims } from '@casus/store/tables/claim';
import { createReadStream, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openCopy } from '../../../packages/store/tests/embedded-template.ts';
import { startPostgres } from '../../../packages/store/tests/postgres-server.ts';
import { readConfig } from '../src/config.ts';
import { loadRecord } from '../src/commands/load-record.ts';
import { createServer } from '../src/server.ts';
import { gedRelease } from '@casus/ingest/ucdp-ged/fixture';
import { ucdpGed } from '@casus/ingest/ucdp-ged/reader';

const GED = join(import.meta.dirname, '../../../../shared/data/ucdp/GEDEvent_v21_01_21_12.csv');
const MOMENT = '2026-01-01T00:00:00.000Z';

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let stores: Store[];
beforeAll(async () => {
  postgres = await startPostgres();
  stores = [
    await openCopy(inject('recordTemplate')),
    await openStore({ databaseUrl: `${postgres.url}postgres`, dataDir: '' }),
  ];
  await loadRecord(stores[1]!);
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
    'of all of GED (skipped where ../shared/data is absent)',
    { timeout: 600_000 },
    async () => {
      const release = gedRelease([basename(GED)]);
      for (const store of stores)
        await importRelease(store.db, ucdpGed, createReadStream(GED), release);
      await recordAtOneMoment();
      for (const [list, format] of FILES) await expectTheSame(list, format);
    },
  );
});
