import { bytesOf, gedCsv, gedRelease } from '@casus/ingest/ucdp-ged/fixture';
import { importRelease } from '@casus/ingest/import';
import { ucdpGed } from '@casus/ingest/ucdp-ged/reader';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadRecord, RECORD_FOLDER } from '../src/commands/load-record.ts';
import { startApi, type RunningApi } from './api.ts';

const DESK = { name: 'Data desk', systemUser: 'a.person' };
const FILE = gedCsv([{ id: '1' }, { id: '2' }, { id: '3', latitude: 'north' }]);

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  const release = gedRelease([], { version: '22.1', released: '2022-06-15' });
  const take = () =>
    importRelease(api.store.db, ucdpGed, bytesOf(FILE), release, { operator: DESK });
  await take();
  await take();
});
afterAll(() => api.close());

const ENTRIES = `nodes { action at operator version issue sha256 release { slug }
  rowsRead rowsAdded rowsUpdated rowsUnchanged rowsOutranked rowsFlagged rowsRejected rowsLeftOut withdrawn }`;

async function ask(query: string) {
  const { data, errors } = await api.ask(query);
  expect(errors).toEqual([]);
  return data;
}

test('an import is in the log with its hash and counts, also where it changed nothing', async () => {
  const { auditLog } = await ask(`{ auditLog(filter: { actions: [IMPORT] }) { ${ENTRIES} } }`);
  const common = {
    action: 'IMPORT',
    at: expect.stringMatching(/^20\d\d-.*Z$/),
    operator: 'Data desk',
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    issue: 1,
    sha256: createHash('sha256').update(FILE).digest('hex'),
    release: { slug: 'ucdp:ged@22.1' },
    rowsRead: 3,
    rowsUpdated: 0,
    rowsOutranked: 0,
    rowsRejected: 1,
    rowsLeftOut: 0,
    withdrawn: 0,
  };
  expect(auditLog.nodes).toEqual([
    { ...common, rowsAdded: 0, rowsUnchanged: 2, rowsFlagged: expect.any(Number) },
    { ...common, rowsAdded: 2, rowsUnchanged: 0, rowsFlagged: expect.any(Number) },
  ]);
});

test('the log is paged, and filtered by release', async () => {
  const { auditLog } = await ask(
    `{ auditLog(orderBy: EARLIEST_FIRST, first: 1) { totalCount nodes { action release { name } } pageInfo { endCursor hasNextPage } } }`,
  );
  expect(auditLog).toMatchObject({
    totalCount: 3,
    nodes: [{ action: 'RECORD_LOAD', release: null }],
    pageInfo: { hasNextPage: true },
  });
  const { endCursor } = auditLog.pageInfo;
  const next = await ask(
    `{ auditLog(orderBy: EARLIEST_FIRST, after: "${endCursor}") { nodes { action } } }`,
  );
  expect(next.auditLog.nodes).toEqual([{ action: 'IMPORT' }, { action: 'IMPORT' }]);
  const ofRelease = await ask(
    `{ auditLog(filter: { releases: ["ucdp:ged@22.1"] }) { nodes { action } } }`,
  );
  expect(ofRelease.auditLog.nodes).toHaveLength(2);
  const { errors } = await api.ask(
    `{ auditLog(filter: { releases: ["nothing"] }) { totalCount } }`,
  );
  expect(errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});

test('who it was to the operating system is told by no field', async () => {
  const { __type: type } = await ask(`{ __type(name: "AuditEntry") { fields { name } } }`);
  expect(type.fields.map(({ name }: { name: string }) => name)).not.toContain('systemUser');
  const all = JSON.stringify(await ask(`{ auditLog { ${ENTRIES} } }`));
  expect(all).not.toContain('a.person');
});

test('a load of the record is in the log where it is news; its hash is that of its files', async () => {
  const loads = async () => {
    const { auditLog } = await ask(
      `{ auditLog(filter: { actions: [RECORD_LOAD] }) { nodes { sha256 operator rowsRead rowsAdded withdrawn } } }`,
    );
    return auditLog.nodes;
  };
  const [first, ...others] = await loads();
  expect(others).toEqual([]);
  const { stdout } = await promisify(execFile)('sh', [
    '-c',
    `cd '${RECORD_FOLDER}' && find . -name '*.y*ml' -printf '%P\\n' | LC_ALL=C sort | xargs sha256sum | sha256sum`,
  ]);
  expect(first).toMatchObject({ sha256: stdout.slice(0, 64), operator: null });

  await loadRecord(api.store, undefined, DESK);
  expect(await loads()).toHaveLength(1);

  const folder = await mkdtemp(join(tmpdir(), 'casus-record-'));
  try {
    await cp(RECORD_FOLDER, folder, { recursive: true });
    await writeFile(
      join(folder, 'more.yaml'),
      'actors:\n  - id: made-up\n    name: Made up\n    kind: MEDIA\n',
    );
    await loadRecord(api.store, folder, DESK);
    await loadRecord(api.store, undefined, DESK);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const [back, there] = await loads();
  expect(there).toMatchObject({ operator: 'Data desk', rowsAdded: 1, withdrawn: 0 });
  expect(back).toMatchObject({ sha256: first.sha256, rowsAdded: 0, withdrawn: 1 });
});
