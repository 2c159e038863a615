import { figureClaimsOfConflicts, figureClaimsOfDyads } from '@casus/store/entities/claim';
import { rowsNamed } from '@casus/store/entities/named';
import { eventStatistics } from '@casus/store/events/statistics';
import type { Store } from '@casus/store/open';
import { figuresOf } from '@casus/store/rules/figures';
import { conflicts, dyads } from '@casus/store/tables/conflict';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEmbedded } from '../../../store/tests/embedded-template.ts';
import { importRelease } from '../import.ts';
import { identifyRelease } from '../release.ts';
import { bytesOf, gedCsv, gedRelease } from '../ucdp-ged/fixture.ts';
import { ucdpGed } from '../ucdp-ged/reader.ts';
import { ucdpBrd } from './reader.ts';

let store: Store;
beforeAll(async () => {
  store = await openEmbedded();
});
afterAll(() => store.close());

it('keeps the figure of each dyad and year apart, beside the events and never in their sums', async () => {
  const events = gedCsv([{ id: '1' }]);
  await importRelease(store.db, ucdpGed, bytesOf(events), gedRelease(['GEDEvent_v22_1.csv']));
  const header =
    'conflict_id,dyad_id,side_a,side_a_id,side_b,side_b_id,type_of_conflict,year,bd_best,bd_low,bd_high';
  const border = 'Government of Kyrgyzstan,132,Government of Tajikistan,131,2';
  const lines = [
    `13324,14236,${border},2021,40,40,60`,
    `13324,14236,${border},2022,80,70,90`,
    '13324,14237,Government of Kyrgyzstan,132,Some group,9001,3,2021,7,7,7',
  ];
  const counts = await importRelease(
    store.db,
    ucdpBrd,
    bytesOf(`${[header, ...lines].join('\n')}\n`),
    identifyRelease(ucdpBrd, ['ucdp-brd-dyadic-231.csv']),
  );
  expect(counts).toMatchObject({ read: 3, added: 3, rejected: 0 });
  const now = new Date().toISOString();
  const found = await figureClaimsOfConflicts(store.db, ['ucdp:conflict:13324']);
  const figures = figuresOf(found.get('ucdp:conflict:13324') ?? [], now).map(
    ({ scope, low, high }) => [scope.dyadKey, scope.periodEdtf, low, high],
  );
  expect(figures.sort()).toEqual([
    ['ucdp:dyad:14236', '2021', 40, 60],
    ['ucdp:dyad:14236', '2022', 70, 90],
    ['ucdp:dyad:14237', '2021', 7, 7],
  ]);
  const key = 'ucdp:dyad:14236';
  const ofDyad = (await figureClaimsOfDyads(store.db, [key, 'ucdp:dyad:1'])).get(key)!;
  expect(ofDyad.map(({ periodEdtf, best }) => [periodEdtf, best]).sort()).toEqual([
    ['2021', 40],
    ['2022', 80],
  ]);
  const named = await rowsNamed(store.db, dyads, ['government-of-kyrgyzstan-some-group']);
  expect([...named.values()]).toMatchObject([{ key: 'ucdp:dyad:14237' }]);
  const [conflict] = await store.db
    .select()
    .from(conflicts)
    .where(eq(conflicts.key, 'ucdp:conflict:13324'));
  expect(conflict).toMatchObject({ name: 'Kyrgyzstan - Tajikistan', source: 'ucdp:ged' });
  const [sum] = await eventStatistics(store.db, { filter: {}, by: ['YEAR'], asOf: null, limit: 9 });
  expect(sum).toMatchObject({ events: 1, best: 3 });
});
