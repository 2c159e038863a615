import type { Store } from '@casus/store/open';
import { search, wantedOf } from '@casus/store/search/search';
import { actorRelations, actors } from '@casus/store/tables/actor';
import { asc, eq } from 'drizzle-orm';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../store/tests/embedded-template.ts';
import { importRelease } from '../import.ts';
import { identifyRelease } from '../release.ts';
import { bytesOf, gedCsv, gedRelease } from '../ucdp-ged/fixture.ts';
import { ucdpGed } from '../ucdp-ged/reader.ts';
import { ucdpActor } from './reader.ts';

const FILE = join(import.meta.dirname, '../../../../../shared/data/ucdp/ucdp-actor-221.csv');

describe.skipIf(!existsSync(FILE))(
  'UCDP Actor 22.1 (skipped where ../shared/data is absent)',
  () => {
    let store: Store;
    beforeAll(async () => {
      store = await openEmbedded();
      const taleban = { side_b_new_id: '303', side_b: 'Taleban', gwnob: '' };
      const ged = gedCsv([{ id: '1', ...taleban }]);
      await importRelease(store.db, ucdpGed, bytesOf(ged), gedRelease(['GEDEvent_v22_1.csv']));
    }, 60_000);
    afterAll(() => store.close());

    const run = () =>
      importRelease(
        store.db,
        ucdpActor,
        createReadStream(FILE),
        identifyRelease(ucdpActor, ['ucdp-actor-221.csv']),
      );
    async function found(query: string) {
      const wanted = (await wantedOf(store.db, query))!;
      const now = new Date().toISOString();
      const { edges } = await search(store.db, wanted, ['ACTOR'], { size: 3, cursor: null, now });
      return edges[0]?.node.key;
    }

    it('meets the actors of events, whose words hold, and changes nothing the second time', async () => {
      expect(await run()).toMatchObject({ read: 1_725, rejected: 0, added: 1_723 });
      const [taleban] = await store.db
        .select()
        .from(actors)
        .where(eq(actors.key, 'ucdp:actor:303'));
      expect(taleban).toMatchObject({ name: 'Taleban', source: 'ucdp:ged' });
      expect(await run()).toMatchObject({ added: 0, updated: 0 });
    }, 120_000);

    it('finds an actor by its names in full, in the original, and later ones', async () => {
      expect(await found('Sudanese People’s Liberation Movement/Army')).toBe('ucdp:actor:466');
      expect(await found('Islamic State in Iraq and al-Sham')).toBe('ucdp:actor:234');
      expect(await found('al-Dawla al-Islamiya fi al-Iraq wa al-Sham')).toBe('ucdp:actor:234');
    });

    it('tells what an actor split off from and what alliance it is in', async () => {
      const relations = await store.db
        .select({ kind: actorRelations.kind, other: actors.name })
        .from(actorRelations)
        .innerJoin(actors, eq(actors.key, actorRelations.otherKey))
        .where(eq(actorRelations.actorKey, 'ucdp:actor:1123'))
        .orderBy(asc(actorRelations.kind), asc(actors.name));
      expect(relations).toEqual([
        { kind: 'MEMBER_OF', other: 'SRF' },
        { kind: 'SPLINTER_OF', other: 'SPLM/A' },
        { kind: 'SPLINTER_OF', other: 'SRF' },
      ]);
    });
  },
);
