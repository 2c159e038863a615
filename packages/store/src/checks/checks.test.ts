import { sql } from 'drizzle-orm';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../tests/engines.ts';
import { restoreBackup } from '../backup/restore.ts';
import type { Engine } from '../engines/engine.ts';
import { openEngine } from '../open.ts';
import { checkDatabase, type Finding } from './database.ts';
import { mendDatabase } from './mend.ts';

const RECORD = join(import.meta.dirname, '../../tests/fixtures/0010_search_later.backup');

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ databaseUrl: await freshDatabase(), dataDir: '' });
  await restoreBackup(engine, RECORD);
  await engine.db.execute(sql`create extension if not exists amcheck`);
});
afterAll(() => engine.close());

async function faults(): Promise<Finding[]> {
  const findings = await Array.fromAsync(checkDatabase(engine));
  expect(findings.map(({ check }) => check)).toEqual([
    'rows',
    'indexes',
    'references',
    'positions',
    'succession',
    'standing and deaths of events',
    'validity of editions',
    'search',
    'sums over events',
    'figures',
    'counts of claims',
  ]);
  return findings.filter(({ outcome }) => outcome !== 'sound');
}

/** What a writer of Casus would not do: past triggers and references. */
const damage = (statement: string) =>
  engine.db.transaction(async (transaction) => {
    for (const table of ['claims', 'events', 'commits', 'common_names']) {
      await transaction.execute(sql.raw(`alter table ${table} disable trigger all`));
    }
    await transaction.execute(sql.raw(statement));
    for (const table of ['claims', 'events', 'commits', 'common_names']) {
      await transaction.execute(sql.raw(`alter table ${table} enable trigger all`));
    }
  });

const ONE_EVENT = `(select min(subject_event_key) from claims where release_key is not null)`;

test.each([
  {
    what: 'deaths that no release gave',
    statement: `update events set deaths_best = 77777 where key = ${ONE_EVENT}`,
    check: 'standing and deaths of events',
    detail: '1 rows of events are not as the rules have it: ucdp:ged:',
    also: ['sums over events'],
  },
  {
    what: 'a name that searches do not find',
    statement: `delete from search_entries where key = ${ONE_EVENT}`,
    check: 'search',
    detail: '1 rows of search_entries are not as the rules have it: EVENT ucdp:ged:',
  },
  {
    what: 'a pair of parties that is found by what its parties were called before',
    statement: `insert into common_names (entity, entity_key, held_by, name, language, source)
      select 'ACTOR', side_a_key, 'test', 'The newly named', 'en', 'https://example.org' from dyads
      order by key limit 1`,
    check: 'search',
    detail: '2 rows of search_entries are not as the rules have it: ACTOR ucdp:actor:',
  },
  {
    what: 'a sum that is not the sum',
    statement: `update entity_totals set events = events + 1
      where ctid = (select min(ctid) from entity_totals where entity = 'CONFLICT')`,
    check: 'sums over events',
    detail: '2 rows of entity_totals are not as the rules have it',
  },
  {
    what: 'positions that would be given out again',
    statement: `insert into commits (id, position) values (900, 900)`,
    check: 'positions',
    detail: 'the next positions would be ones that were given out already',
  },
])('$what is found, and mended', async ({ statement, check, detail, also = [] }) => {
  expect(await faults()).toEqual([]);
  await damage(statement);
  const [first, ...others] = await faults();
  expect(first).toMatchObject({ check, outcome: 'fault', canMend: true });
  expect(first!.detail).toContain(detail);
  expect(others.map((finding) => finding.check)).toEqual(also);
  await mendDatabase(engine);
  expect(await faults()).toEqual([]);
});

test('a reference to nothing is found, and left to who knows what it should be', async () => {
  await damage(
    `update claims set claimant_key = 'nobody' where key = (select min(key) from claims)`,
  );
  const [finding] = await faults();
  expect(finding).toMatchObject({ check: 'references', canMend: false });
  expect(finding!.detail).toMatch(
    /^1 rows of claims\.claims_claimant_key_\w+ name a row that is not there/,
  );
});
