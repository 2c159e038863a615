import type { Store } from '@casus/store/open';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmbedded } from '../../store/tests/embedded-template.ts';
import { checkFiles } from './check-files.ts';
import { importRelease } from './import.ts';
import { bytesOf, gedCsv, gedRelease } from './ucdp-ged/fixture.ts';
import { ucdpGed } from './ucdp-ged/reader.ts';

const FILES = { '22.1': gedCsv([{ id: '1' }]), '23.1': gedCsv([{ id: '1' }, { id: '2' }]) };

let store: Store;
let folder: string;
beforeAll(async () => {
  store = await openEmbedded();
  folder = await mkdtemp(join(tmpdir(), 'casus-files-'));
  for (const [version, contents] of Object.entries(FILES)) {
    const release = gedRelease([], { version, released: `20${version.slice(0, 2)}-06-15` });
    await importRelease(store.db, ucdpGed, bytesOf(contents), release);
  }
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

test('files that were imported are found by what is in them, packed or not; one that changed is not', async () => {
  await writeFile(join(folder, 'as it came.csv'), FILES['22.1']);
  expect(await checkFiles(store.db, folder)).toEqual({
    check: 'files of releases',
    outcome: 'fault',
    detail: expect.stringMatching(/^no file is issue 1 of ucdp:ged@23\.1 \([0-9a-f]{12}…\)$/),
  });
  await writeFile(join(folder, 'packed.csv.gz'), gzipSync(FILES['23.1']));
  await writeFile(join(folder, 'something else.txt'), 'Nothing of it.');
  expect(await checkFiles(store.db, folder)).toEqual({
    check: 'files of releases',
    outcome: 'sound',
    detail: 'each of 2 imported files is there, byte by byte',
  });
  await writeFile(join(folder, 'as it came.csv'), FILES['22.1'].replace('1', '2'));
  expect((await checkFiles(store.db, folder)).detail).toMatch(/^no file is issue 1 of .*@22\.1 /);
  await expect(checkFiles(store.db, join(folder, 'none'))).rejects.toThrow('is not a folder');
});
