import type { Store } from '@casus/store/open';
import { claims } from '@casus/store/tables/claim';
import { conflictParties, conflicts } from '@casus/store/tables/conflict';
import { and, asc, eq } from 'drizzle-orm';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../store/tests/embedded-template.ts';
import { importRelease } from '../import.ts';
import { identifyRelease } from '../release.ts';
import { bytesOf, gedCsv, gedRelease } from '../ucdp-ged/fixture.ts';
import { ucdpGed } from '../ucdp-ged/reader.ts';
import { ucdpPrio } from './reader.ts';

const DATA = join(import.meta.dirname, '../../../../../shared/data');
const ALL = join(DATA, 'ucdp/ucdp-prio-acd-221.csv');
const BORDER = join(DATA, 'kgz-tjk/ucdp-prio-25.1-conflict-13324.csv');

describe.skipIf(!existsSync(ALL))(
  'the UCDP/PRIO Armed Conflict Dataset (skipped where ../shared/data is absent)',
  () => {
    let store: Store;
    beforeAll(async () => {
      store = await openEmbedded();
      const events = gedCsv([{ id: '1' }]);
      await importRelease(store.db, ucdpGed, bytesOf(events), gedRelease(['GEDEvent_v22_1.csv']));
    }, 60_000);
    afterAll(() => store.close());

    const run = (file: string, written = {}, options = {}) =>
      importRelease(
        store.db,
        ucdpPrio,
        createReadStream(file),
        identifyRelease(ucdpPrio, [file.split('/').at(-1)!], written),
        options,
      );
    const conflict = async (key: string) =>
      (await store.db.select().from(conflicts).where(eq(conflicts.key, key)))[0];
    const said = (key: string, kind: 'CONTEXT' | 'OCCURRENCE') =>
      store.db
        .select({
          period: claims.periodEdtf,
          precision: claims.periodPrecision,
          summary: claims.summary,
        })
        .from(claims)
        .where(
          and(
            eq(claims.subjectConflictKey, key),
            eq(claims.kind, kind),
            eq(claims.releaseKey, 'ucdp:prio@25.1'),
          ),
        )
        .orderBy(asc(claims.periodEdtf));

    it('keeps every conflict-year as a claim, and changes nothing the second time', async () => {
      expect(await run(ALL)).toMatchObject({ read: 2_568, added: 2_568, rejected: 0 });
      expect(await run(ALL)).toMatchObject({ added: 0, updated: 0, unchanged: 2_568 });
    }, 240_000);

    it('says what a conflict is by its last year, with its parties', async () => {
      expect(await conflict('ucdp:conflict:11343')).toMatchObject({
        name: 'Egypt - Israel',
        kind: 'INTERSTATE',
        incompatibility: 'TERRITORY',
        incompatibilityOver: 'Suez/Sinai',
        startedOn: '1967-06-05',
      });
      const parties = await store.db
        .select({ side: conflictParties.side, actor: conflictParties.actorKey })
        .from(conflictParties)
        .where(eq(conflictParties.conflictKey, 'ucdp:conflict:11343'))
        .orderBy(asc(conflictParties.side));
      expect(parties).toEqual([
        { side: 'A', actor: 'ucdp:actor:117' },
        { side: 'B', actor: 'ucdp:actor:121' },
      ]);
    });

    it('gives the border conflict of the events its kind, its years and its spells, as precisely as they are known', async () => {
      const border = 'ucdp:conflict:13324';
      expect(await run(BORDER, { version: '25.1' }, { extent: 'EXTRACT' })).toMatchObject({
        read: 2,
        added: 2,
      });
      expect(await conflict(border)).toMatchObject({
        name: 'Kyrgyzstan - Tajikistan',
        kind: 'INTERSTATE',
        incompatibilityOver: 'Common Border',
        startedOn: '2014-07-10',
        endedOn: '2022-09-18',
      });
      expect(await said(border, 'CONTEXT')).toEqual([
        {
          period: '2021',
          precision: 'YEAR',
          summary:
            'In 2021 it was a minor armed conflict, with 25 to 999 battle-related deaths in the year, between states.',
        },
        {
          period: '2022',
          precision: 'YEAR',
          summary:
            'In 2022 it was a minor armed conflict, with 25 to 999 battle-related deaths in the year, between states.',
        },
      ]);
      expect(await said(border, 'OCCURRENCE')).toEqual([
        {
          period: '2021-05/2022-09-18',
          precision: 'UNKNOWN',
          summary: 'An active spell from about 2021-05-01 to 2022-09-18.',
        },
      ]);
    });
  },
);
