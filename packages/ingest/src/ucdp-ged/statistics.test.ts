import { eventMap } from '@casus/store/events/map';
import { eventStatistics } from '@casus/store/events/statistics';
import type { Store } from '@casus/store/open';
import type { EventDimension } from '@casus/store/vocabulary';
import { createReadStream, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEmbedded } from '../../../store/tests/embedded-template.ts';
import { importRelease } from '../import.ts';
import { gedRelease } from './fixture.ts';
import { ucdpGed } from './reader.ts';

const SHARED = join(import.meta.dirname, '../../../../../shared/data');
const FILE = join(SHARED, 'ucdp/GEDEvent_v21_01_21_12.csv');
/** Of the file, counted from its columns. */
const WHOLE = { events: 17_407, low: 108_381, best: 115_471, high: 189_157 };

const PARTS = {
  ...{ sideA: 36_432, sideB: 47_742, civilians: 17_166, unknown: 14_131 },
  eventsWithoutSplit: 0,
};

/** Fresh from an import the embedded engine has no statistics: a plan that needs them never ends. */
describe.skipIf(!existsSync(FILE))(
  'sums over the whole GED file (skipped where ../shared/data is absent)',
  { timeout: 120_000 },
  () => {
    let store: Store;
    beforeAll(async () => {
      store = await openEmbedded();
      await importRelease(store.db, ucdpGed, createReadStream(FILE), gedRelease([basename(FILE)]));
    }, 300_000);
    afterAll(() => store.close());

    type Counted = Record<'low' | 'best' | 'high', number | null> & { events: number };
    const totals = (rows: readonly Counted[]): typeof WHOLE => {
      const sum = (of: (row: Counted) => number | null) =>
        rows.reduce((total, row) => total + (of(row) ?? 0), 0);
      return {
        events: sum(({ events }) => events),
        low: sum(({ low }) => low),
        best: sum(({ best }) => best),
        high: sum(({ high }) => high),
      };
    };

    const statistics = (by: readonly EventDimension[], asOf: string | null) =>
      eventStatistics(store.db, { filter: {}, by, asOf, limit: 10_000 });

    test.each<[EventDimension[], number]>([
      [['YEAR'], 1],
      [['MONTH'], 12],
      [['WEEK'], 53],
      [['REGION'], 5],
      [['CONFLICT', 'KIND'], 528],
      [['MONTH', 'COUNTRY'], 519],
    ])('by %j are those of the file', async (by, count) => {
      const rows = await statistics(by, null);
      expect(rows).toHaveLength(count);
      expect(totals(rows)).toEqual(WHOLE);
    });

    const splits = async (asOf: string | null) => {
      const [all] = await statistics(['YEAR'], asOf);
      const { sideA, sideB, civilians, unknown, eventsWithoutSplit } = all!;
      return { sideA, sideB, civilians, unknown, eventsWithoutSplit };
    };

    test('are split as the file splits them, now and as of a moment', async () => {
      expect(await splits(null)).toEqual(PARTS);
      expect(await splits('2022-06-01T00:00:00.000Z')).toEqual(PARTS);
      const populations = await statistics(['POPULATION'], null);
      expect(populations.map((row) => row.populationDeaths ?? row.best)).toEqual([
        ...[PARTS.sideA, PARTS.sideB, PARTS.civilians, PARTS.unknown],
        0,
      ]);
    });

    test('as of its release and later are those of the file, and before there are none', async () => {
      expect(totals(await statistics(['MONTH'], '2022-06-01T00:00:00.000Z'))).toEqual(WHOLE);
      expect(await statistics(['MONTH'], '2021-12-31T00:00:00.000Z')).toEqual([]);
    });

    test.each([null, '2022-06-01T00:00:00.000Z'])('on the map, as of %s, too', async (asOf) => {
      const cells = await eventMap(store.db, { filter: {}, zoom: 8, asOf, limit: 2_000 });
      expect(totals(cells)).toEqual(WHOLE);
    });
  },
);
