import { asc, sql } from 'drizzle-orm';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../tests/engines.ts';
import { rowsOf } from '../engines/database.ts';
import { openPglite } from '../engines/pglite.ts';
import { openPostgres } from '../engines/postgres.ts';
import { claims } from '../tables/claim.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';
import { linkReleases, updateEvents } from './succession.ts';

const MIGRATIONS = join(import.meta.dirname, '../../migrations');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-migration-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The migrations up to one, as a version of Casus that had no later ones carried them. */
async function migrationsUpTo(tag: string): Promise<string> {
  const copy = join(folder, tag);
  await cp(MIGRATIONS, copy, { recursive: true });
  const path = join(copy, 'meta/_journal.json');
  const journal = JSON.parse(await readFile(path, 'utf8')) as { entries: { tag: string }[] };
  const last = journal.entries.findIndex((entry) => entry.tag === tag);
  journal.entries.length = last + 1;
  await writeFile(path, JSON.stringify(journal));
  return copy;
}

const PARTS = [
  { population: 'COMBATANTS', partyKey: 'b', best: 1 },
  { population: 'CIVILIANS', partyKey: null, best: 4 },
];

/** What a database of that version holds: two releases of an event's deaths, and a claim of no release. */
const ROWS = [
  `insert into actors (key, name, kind, source)
    values ('ucdp:provider', 'P', 'DATASET_PROVIDER', 'ucdp:ged')`,
  `insert into datasets (key, name, version, provider_key, licence, citation, released_earliest,
      released_latest, released_precision, released_edtf, source)
    select 'ucdp:ged@' || version, 'GED', version, 'ucdp:provider', 'CC BY 4.0', 'Cited.',
      released::timestamptz, released::timestamptz, 'DAY', released, source
    from (values ('21.01.21.12', '2022-01-20', 'record'), ('22.1', '2022-06-01', 'ucdp:ged'))
      as held(version, released, source)`,
  `insert into events (key, name, kind, earliest, latest, precision, edtf, deaths_best, dataset_key, source)
    values ('ucdp:ged:7', 'E', 'ORGANIZED_VIOLENCE', '2021-04-29', '2021-04-29', 'DAY', '2021-04-29',
      5, 'ucdp:ged@22.1', 'ucdp:ged')`,
  `insert into actors (key, name, kind, source)
    values ('a', 'A', 'STATE', 'ucdp:ged'), ('b', 'B', 'STATE', 'ucdp:ged')`,
  `insert into event_participants (event_key, position, actor_key, role)
    values ('ucdp:ged:7', 1, 'a', 'SIDE_A'), ('ucdp:ged:7', 2, 'b', 'SIDE_B')`,
  `insert into claims (key, kind, metric, population, low, best, high, parts, stance, summary, rank,
      asserted_earliest, asserted_latest, asserted_precision, asserted_edtf, claimant_key,
      subject_event_key, supersedes_key, source)
    select key, 'FIGURE', 'DEATHS', 'ALL', best, best, best, parts::jsonb, 'ASSERTS', 'Said.', 'NORMAL',
      said::timestamptz, said::timestamptz, 'DAY', said, 'ucdp:provider', 'ucdp:ged:7', supersedes, source
    from (values ('ucdp:ged:7/deaths@21.01.21.12', 3, '[]', '2022-01-20', null, 'record'),
      ('ucdp:ged:7/deaths@22.1', 5, '${JSON.stringify(PARTS)}', '2022-06-01',
        'ucdp:ged:7/deaths@21.01.21.12', 'ucdp:ged'),
      ('record:kgz-tjk/toll', 9, '[]', '2022-09-01', null, 'record'))
      as held(key, best, parts, said, supersedes, source)`,
];

const ENGINES = [
  { engine: 'pglite', open: () => openPglite('memory://', {}) },
  { engine: 'postgres', open: async () => openPostgres(await freshDatabase(), {}) },
];

describe.each(ENGINES)('a database on $engine from before series and releases', ({ open }) => {
  test('is told which each row is of, and answers as before', async () => {
    const engine = await open();
    const { db } = engine;
    await engine.migrate(await migrationsUpTo('0010_search_later'), async () => {});
    for (const rows of ROWS) await db.execute(sql.raw(rows));
    const chain = sql`select key, supersedes_key from claims order by key`;
    const before = await rowsOf(db, chain);

    await engine.migrate(MIGRATIONS, async () => {});
    expect(await db.select({ key: datasets.key, series: datasets.series }).from(datasets)).toEqual([
      { key: 'ucdp:ged@21.01.21.12', series: 'ucdp:ged' },
      { key: 'ucdp:ged@22.1', series: 'ucdp:ged' },
    ]);
    expect(
      await db
        .select({ key: claims.key, release: claims.releaseKey })
        .from(claims)
        .orderBy(asc(claims.key)),
    ).toEqual([
      { key: 'record:kgz-tjk/toll', release: null },
      { key: 'ucdp:ged:7/deaths@21.01.21.12', release: 'ucdp:ged@21.01.21.12' },
      { key: 'ucdp:ged:7/deaths@22.1', release: 'ucdp:ged@22.1' },
    ]);
    const deaths = () =>
      db
        .select({
          best: events.deathsBest,
          sideA: events.deathsSideA,
          sideB: events.deathsSideB,
          civilians: events.deathsCivilians,
          unknown: events.deathsUnknown,
        })
        .from(events);
    const split = [{ best: 5, sideA: 0, sideB: 1, civilians: 4, unknown: 0 }];
    expect(await deaths()).toEqual(split);
    await db.update(events).set({ deathsBest: 0, deathsSideB: 9 });
    await linkReleases(db, { subjectEventKey: ['ucdp:ged:7'] });
    await updateEvents(db, ['ucdp:ged:7']);
    expect(await rowsOf(db, chain)).toEqual(before);
    expect(await deaths()).toEqual(split);
    await engine.close();
  });
});
