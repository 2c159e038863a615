import { gedCsv } from '@casus/ingest/ucdp-ged/fixture';
import { rowsOf } from '@casus/store/engines/database';
import { openStore } from '@casus/store/open';
import { events } from '@casus/store/tables/event';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { copyDatabase } from '../../../packages/store/tests/embedded-template.ts';

const CASUS = join(import.meta.dirname, '../src/casus.ts');
const ROWS = 3000;
const FILE = gedCsv(
  Array.from({ length: ROWS }, (_, index) => ({
    id: String(index + 1),
    where_coordinates: `Village ${index % 40}`,
  })),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-killed-'));
  for (const database of ['killed', 'clean']) {
    copyDatabase(inject('embeddedTemplate'), join(folder, database));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The command line, importing from standard input into a database of its own. */
function importing(database: string) {
  const child = spawn(
    process.execPath,
    [CASUS, 'import', 'ucdp-ged', '-', '--version', '22.1', '--released', '2022-06-01'],
    {
      env: { ...process.env, CASUS_DATA_DIR: join(folder, database), DATABASE_URL: '' },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  // A process that is killed no longer reads.
  child.stdin.on('error', () => {});
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const ended = new Promise<{ code: number | null; out: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, out })),
  );
  return { child, ended };
}

async function importWhole(database: string) {
  const { child, ended } = importing(database);
  child.stdin.end(FILE);
  return ended;
}

/** What every table holds, but for when it was written. */
async function contentsOf(database: string): Promise<{ events: number; digest: string }> {
  const store = await openStore({ dataDir: join(folder, database) });
  try {
    const digest = createHash('sha256');
    const tables = [
      'actors',
      'claim_attributions',
      'claims',
      'conflict_parties',
      'conflict_places',
      'conflicts',
      'datasets',
      'dyads',
      'event_participants',
      'events',
      'external_ids',
      'places',
      'reports',
    ];
    for (const table of tables) {
      const rows = await rowsOf<{ row: unknown }>(
        store.db,
        `select to_jsonb(t) - 'recorded_at' - 'imported_at' as row from ${table} t order by 1` as never,
      );
      digest.update(table + JSON.stringify(rows));
    }
    return { events: await store.db.$count(events), digest: digest.digest('hex') };
  } finally {
    await store.close();
  }
}

test('an import killed half-way leaves nothing, and run again ends as one clean run does', async () => {
  const { child, ended } = importing('killed');
  // The pipe holds little: once half of the file is through it, the import has written most of that
  // half. The rest never comes.
  await new Promise((resolve) => child.stdin.write(FILE.slice(0, FILE.length / 2), resolve));
  child.kill('SIGKILL');
  expect((await ended).code).toBeNull();
  expect((await contentsOf('killed')).events).toBe(0);

  const again = await importWhole('killed');
  expect(again.code).toBe(0);
  expect(again.out).toMatch(/added\s+3,000\b/);
  expect((await importWhole('clean')).code).toBe(0);
  const clean = await contentsOf('clean');
  expect(clean.events).toBe(ROWS);
  expect(await contentsOf('killed')).toEqual(clean);

  const unchanged = await importWhole('killed');
  expect(unchanged.out).toMatch(/added\s+0\b[\s\S]*unchanged\s+3,000\b/);
  expect(await contentsOf('killed')).toEqual(clean);
}, 300_000);
