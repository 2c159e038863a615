import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '@casus/store/open';
import { claims } from '@casus/store/tables/claim';
import { reports } from '@casus/store/tables/report';
import { eq } from 'drizzle-orm';
import { openEmbedded } from '../../../store/tests/embedded-template.ts';
import { describeConformance } from '../../tests/conformance.ts';
import { importRelease } from '../import.ts';
import { identifyRelease } from '../release.ts';
import { idmcIdu } from './reader.ts';

const entry = (id: unknown, rest: object = {}) => ({
  id,
  iso3: 'KGZ',
  displacement_type: 'Conflict',
  qualifier: 'total',
  figure: 10,
  displacement_start_date: '2022-09-16T12:00:00.000Z',
  displacement_end_date: '2022-09-16T12:00:00.000Z',
  ...rest,
});
const updates = (lines: number, rest: object = {}) =>
  JSON.stringify(Array.from({ length: lines }, (_, n) => entry(n + 1, rest)));

describeConformance({
  reader: idmcIdu,
  module: { url: import.meta.resolve('./reader.ts'), name: 'idmcIdu' },
  file: (lines) => ({ name: 'idu-2022-10-01.json', contents: updates(lines) }),
  odd: {
    name: 'idu-2022-10-01.json',
    contents: JSON.stringify([
      entry(1),
      entry(1),
      entry('x'),
      entry(2, { qualifier: 'roughly' }),
      entry(3, { figure: -4 }),
    ]),
    flags: [],
    rejected: [
      { line: 2, reason: '1 is the id of entry 1 too' },
      { line: 3, reason: 'id is “x”, not a whole number' },
      {
        line: 4,
        reason:
          'qualifier is “roughly”, not one of total, approximately, more than, at least, up to',
      },
      { line: 5, reason: 'figure is “-4”, not a count' },
    ],
  },
  next: { name: 'idu-2022-11-01.json', contents: updates(3, { figure: 12 }) },
});

const FILE = join(import.meta.dirname, '../../../../../shared/data/idmc/idmc_idu.json');

describe.skipIf(!existsSync(FILE))(
  'IDMC IDU as published (skipped where ../shared/data is absent)',
  () => {
    let store: Store;
    beforeAll(async () => {
      store = await openEmbedded();
    });
    afterAll(() => store.close());

    it('keeps conflict with its figure, hedge and report, and counts disasters as left out', async () => {
      const release = identifyRelease(idmcIdu, [], { version: '2023-11-10' });
      const counts = await importRelease(store.db, idmcIdu, createReadStream(FILE), release);
      expect(counts).toMatchObject({ read: 113, added: 6, rejected: 0 });
      expect([...counts.leftOut.values()]).toEqual([107]);
      const [nuh] = await store.db
        .select()
        .from(claims)
        .where(eq(claims.subjectEventKey, 'idmc:idu:119537'));
      expect(nuh).toMatchObject({
        metric: 'DISPLACED',
        measure: 'FLOW',
        low: 500,
        high: null,
        quantifier: 'MORE_THAN',
      });
      const titles = (await store.db.select().from(reports)).map(({ title }) => title);
      expect(titles).toContain('Hindustan Times - 10 August 2023');
    });
  },
);
