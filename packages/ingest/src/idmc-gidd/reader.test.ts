import { figureClaimsOfPlaces } from '@casus/store/entities/claim';
import type { Store } from '@casus/store/open';
import { figuresOf } from '@casus/store/rules/figures';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../store/tests/embedded-template.ts';
import { importRelease } from '../import.ts';
import { identifyRelease } from '../release.ts';
import { bytesOf } from '../ucdp-ged/fixture.ts';
import { idmcGidd } from './reader.ts';

const FILE = join(
  import.meta.dirname,
  '../../../../../shared/data/idmc/idmc-gidd-internal-displacements.csv',
);

let store: Store;
beforeEach(async () => {
  store = await openEmbedded();
});
afterEach(() => store.close());

const run = (bytes: Parameters<typeof importRelease>[2], version: string) =>
  importRelease(store.db, idmcGidd, bytes, identifyRelease(idmcGidd, [], { version }));

async function figures(place: string, asOf: string) {
  const found = await figureClaimsOfPlaces(store.db, [place]);
  return figuresOf(found.get(place) ?? [], asOf).map(({ scope, low }) => [
    scope.measure,
    scope.periodEdtf,
    low,
  ]);
}

describe.skipIf(!existsSync(FILE))(
  'IDMC GIDD as published (skipped where ../shared/data is absent)',
  () => {
    it('has a flow and a stock of each country and year, apart', async () => {
      const counts = await run(createReadStream(FILE), '2025');
      expect(counts).toMatchObject({ read: 961, added: 959, rejected: 2 });
      const kyrgyzstan = await figures('iso:KG', '2026-01-01T00:00:00.000Z');
      expect(kyrgyzstan).toContainEqual(['FLOW', '2022', 166_329]);
      expect(kyrgyzstan).toContainEqual(['STOCK', '2022-12-31', 4_003]);
      expect(await run(createReadStream(FILE), '2025')).toMatchObject({ added: 0, updated: 0 });
    }, 120_000);
  },
);

it('withdraws what a later release leaves out of its years, and says what was known before', async () => {
  const lines = (...years: string[]) =>
    bytesOf(`iso3,year,new_displacement,total_displacement\n${years.join('\n')}\n`);
  await run(lines('TUV,2020,10,100', 'TUV,2021,11,101'), '2022');
  const counts = await importRelease(
    store.db,
    idmcGidd,
    lines('TUV,2021,12,101'),
    identifyRelease(idmcGidd, [], { version: '2023' }),
    { extent: 'COMPLETE' },
  );
  expect(counts.withdrawn).toBeGreaterThanOrEqual(2);
  expect(await figures('iso:TV', '2022-12-31T23:59:59.999Z')).toContainEqual(['FLOW', '2020', 10]);
  const standing = await figures('iso:TV', '2024-01-01T00:00:00.000Z');
  expect(standing.sort()).toEqual([
    ['FLOW', '2021', 12],
    ['STOCK', '2021-12-31', 101],
  ]);
});

it('leaves disasters out, and counts them as left out', async () => {
  const counts = await run(
    bytesOf('iso3,year,new_displacement,hazard_type\nFJI,2020,10,Storm\nFJI,2021,7,\n'),
    '2024',
  );
  expect(counts).toMatchObject({ read: 2, added: 1, rejected: 0 });
  expect([...counts.leftOut.values()]).toEqual([1]);
});
