import { claims } from '@casus/store/tables/claim';
import { eq } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Manifest } from '../src/archives/manifest.ts';
import { writeArchive } from '../src/archives/write.ts';
import { startApi, type RunningApi } from './api.ts';

const MONTH = '2022-09';
const BASE = 'https://casus.example';

let api: RunningApi;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-archives-'));
  api = await startApi({ CASUS_ARCHIVE_DIR: folder, CASUS_PUBLIC_API_URL: `${BASE}/graphql` });
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const write = (into = folder, month = MONTH) =>
  writeArchive(api.store, { folder: into, month, base: BASE });
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function filesIn(place: string): Promise<Record<string, Buffer>> {
  const names = await readdir(place);
  return Object.fromEntries(
    await Promise.all(
      names.sort().map(async (name) => [name, await readFile(join(place, name))] as const),
    ),
  );
}

describe('an archive', () => {
  test('holds the record as of the end of its month, with checksums and the contract', async () => {
    const { manifest, isNew } = await write();
    expect(isNew).toBe(true);
    expect(manifest).toMatchObject({ name: MONTH, asOf: '2022-09-30T23:59:59.999Z' });
    expect(manifest.sources.map(({ name }) => name)).toContain('Casus, curated record');
    const files = await filesIn(join(folder, MONTH));
    expect(Object.keys(files)).toEqual([
      'SHA256SUMS',
      ...[
        'actors',
        'agreements',
        'archive',
        'claims',
        'conflicts',
        'countries',
        'dyads',
        'events',
        'figures',
        'places',
        'reports',
      ].flatMap((name) =>
        name === 'archive' ? ['archive.json'] : [`${name}.csv`, `${name}.parquet`],
      ),
      'schema.graphql',
    ]);
    for (const line of files['SHA256SUMS']!.toString().trimEnd().split('\n')) {
      const [sum, name] = line.split('  ') as [string, string];
      expect([name, sha256(files[name]!)]).toEqual([name, sum]);
    }
    expect(manifest.contract).toBe(`sha256:${sha256(files['schema.graphql']!)}`);
    const { headers } = await api.app.inject('/schema.graphql');
    expect(headers['x-casus-schema']).toBe(manifest.contract);
    for (const { name, rows } of manifest.files.filter(({ rows }) => rows !== null)) {
      const asked = await api.app.inject(`/${name}?asOf=${manifest.asOf}`);
      expect([name, files[name]!.equals(asked.rawPayload)]).toEqual([name, true]);
      expect([name, rows]).toEqual([name, Number(asked.headers['x-casus-rows'])]);
      expect([name, rows! > 0]).toEqual([name, true]);
    }
  });

  test('is the same byte for byte when it is made again, and elsewhere', async () => {
    const before = await filesIn(join(folder, MONTH));
    expect(await write()).toMatchObject({ isNew: false });
    const elsewhere = await mkdtemp(join(tmpdir(), 'casus-archives-'));
    await write(elsewhere);
    expect(await filesIn(join(elsewhere, MONTH))).toEqual(before);
    await rm(elsewhere, { recursive: true });
  });

  test('is listed with when it was there first, and each file is given with its hash', async () => {
    const { archives } = (await api.app.inject('/archives.json')).json();
    expect(archives).toMatchObject([{ name: MONTH, availableFrom: expect.any(String) }]);
    await write();
    expect((await api.app.inject('/archives.json')).json().archives).toEqual(archives);
    const [{ files }] = archives;
    expect(files).toHaveLength(10 * 2 + 3);
    for (const { url, sha256: sum, bytes } of files) {
      expect(url).toMatch(new RegExp(`^${BASE}/archives/${MONTH}/`));
      const { pathname } = new URL(url);
      const whole = await api.app.inject(pathname);
      expect([pathname, whole.rawPayload.length, sha256(whole.rawPayload)]).toEqual([
        pathname,
        bytes,
        sum,
      ]);
      expect(whole.headers).toMatchObject({
        etag: `"${sum}"`,
        'cache-control': 'public, max-age=31536000, immutable',
        'repr-digest': `sha-256=:${Buffer.from(sum, 'hex').toString('base64')}:`,
      });
      const rest = await api.app.inject({ url: pathname, headers: { range: 'bytes=100-' } });
      expect([rest.statusCode, rest.rawPayload.equals(whole.rawPayload.subarray(100))]).toEqual([
        206,
        true,
      ]);
      const beyond = { url: pathname, headers: { range: `bytes=${bytes}-` } };
      expect((await api.app.inject(beyond)).statusCode).toBe(416);
    }
  });

  test.each(['/archives/2022-08/claims.csv', `/archives/${MONTH}/..%2f..%2fpackage.json`])(
    'there is nothing at %s',
    async (address) => {
      const { statusCode, body } = await api.app.inject(address);
      expect([statusCode, JSON.parse(body).errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
    },
  );

  test.each([
    ['2022-13', '“2022-13” is not a month'],
    ['2999-12', '2999-12 is not over'],
  ])('of %s is refused', async (month, message) => {
    await expect(write(folder, month)).rejects.toThrow(message);
  });

  test('of a release that wrote fewer files stays as it is, and that is told', async () => {
    const older = await mkdtemp(join(tmpdir(), 'casus-archives-'));
    await write(older);
    const file = join(older, MONTH, 'archive.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
    const files = manifest.files.filter(({ name }) => !name.startsWith('agreements'));
    await writeFile(file, JSON.stringify({ ...manifest, files }));
    await expect(write(older)).rejects.toThrow(
      '(agreements.csv, agreements.parquet): this release of Casus writes more files',
    );
    await rm(older, { recursive: true });
  });

  test('stays as it is when the record says something else of its month, and that is told', async () => {
    const before = await filesIn(join(folder, MONTH));
    const [claim] = await api.store.db.select().from(claims).limit(1);
    await api.store.db
      .update(claims)
      .set({ summary: 'Told otherwise, later.' })
      .where(eq(claims.key, claim!.key));
    await expect(write()).rejects.toThrow(
      `The archive of ${MONTH} is there, and would come out otherwise now (claims.csv, claims.parquet)`,
    );
    expect(await filesIn(join(folder, MONTH))).toEqual(before);
    expect(await readdir(folder)).toEqual([MONTH, `${MONTH}.available.json`]);
  });
});
