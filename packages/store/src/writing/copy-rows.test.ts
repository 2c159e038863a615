import { asc, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { rowsOf } from '../engines/database.ts';
import type { Store } from '../open.ts';
import { actors } from '../tables/actor.ts';
import { claims } from '../tables/claim.ts';
import { events } from '../tables/event.ts';
import { copyRows } from './copy-rows.ts';
import { upsertEntities, type Source } from './upsert.ts';

const GED: Source = { key: 'ucdp:ged', outranks: [] };

describe.each(ENGINES)('rows by COPY on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.db.execute(sql`truncate actors, events, claims cascade`);
  });

  const event = (key: string, rest = {}) => ({
    key,
    name: 'A clash',
    kind: 'ARMED_CLASH',
    earliest: '2021-03-04T00:00:00.000Z',
    latest: '2021-03-04T23:59:59.999Z',
    precision: 'DAY',
    edtf: '2021-03-04',
    source: 'ucdp:ged',
    ...rest,
  });

  test('come back as they went in, whatever is in them', async () => {
    const names = [
      String.raw`a \ b \N \n \t`,
      'tab\there',
      'line\nbreak\r\nand another',
      '\\.',
      '\\N',
      '',
      `O'Brien "quoted" – Қирғиз 🇰🇬 -- $1`,
    ];
    const rows = names.map((name, index) => ({
      key: `a:${index}`,
      name,
      kind: 'GOVERNMENT_BODY',
      names: { ru: name },
      source: 'x',
    }));
    await copyRows(store.db, actors, rows);
    const stored = await store.db
      .select({ name: actors.name, names: actors.names })
      .from(actors)
      .orderBy(asc(actors.key));
    expect(stored).toEqual(names.map((name) => ({ name, names: { ru: name } })));
  });

  test('have the defaults of their columns where they do not say, all of them or some', async () => {
    await store.db.transaction(async (transaction) => {
      await copyRows(transaction, events, [
        event('e:1', {
          issue: 2,
          qualityFlags: [{ kind: 'DATED_AFTER_RELEASE', note: 'a "note"' }],
        }),
        event('e:2'),
      ]);
    });
    const stored = await rowsOf(
      store.db,
      sql`select key, issue, quality_flags as flags, change,
        commit_id = (select max(id) from commits) as "isOfCommit", summary,
        commit_ordinal - min(commit_ordinal) over () as ordinal from events order by key`,
    );
    const same = { change: 'ADDED', isOfCommit: true, summary: null };
    expect(stored).toEqual([
      {
        key: 'e:1',
        issue: 2,
        flags: [{ kind: 'DATED_AFTER_RELEASE', note: 'a "note"' }],
        ordinal: '0',
        ...same,
      },
      { key: 'e:2', issue: 1, flags: [], ordinal: '1', ...same },
    ]);
  });

  test('are dated by the transaction, but for those that say when they were recorded', async () => {
    const claim = (key: string, rest = {}) => ({
      key,
      kind: 'OCCURRENCE',
      stance: 'ASSERTS',
      summary: 'It happened.',
      assertedEarliest: '2021-03-05T00:00:00.000Z',
      assertedLatest: '2021-03-05T23:59:59.999Z',
      assertedPrecision: 'DAY',
      assertedEdtf: '2021-03-05',
      claimantKey: 'a:1',
      rank: 'NORMAL',
      subjectEventKey: 'e:1',
      source: 'x',
      ...rest,
    });
    await copyRows(store.db, actors, [{ key: 'a:1', name: 'A', kind: 'MEDIA', source: 'x' }]);
    await copyRows(store.db, events, [event('e:1')]);
    await store.db.transaction(async (transaction) => {
      const [now] = await rowsOf<{ at: string }>(
        transaction,
        sql`select now()::timestamptz(3)::text as at`,
      );
      await copyRows(transaction, claims, [
        claim('c:1', { recordedAt: '2020-01-02T03:04:05.678Z' }),
        claim('c:2'),
      ]);
      expect(
        await rowsOf(transaction, sql`select recorded_at::text as at from claims order by key`),
      ).toEqual([{ at: '2020-01-02 03:04:05.678+00' }, now]);
    });
  });

  test('are refused as a whole, and what comes after is answered', async () => {
    const rows = [event('e:1'), event('e:2', { precision: 'FORTNIGHT' })];
    await expect(copyRows(store.db, events, rows)).rejects.toMatchObject({
      cause: { code: '22P02' },
    });
    expect(await rowsOf(store.db, sql`select key from events`)).toEqual([]);
    const undone = store.db.transaction(async (transaction) => {
      await copyRows(transaction, events, [event('e:3')]);
      await copyRows(transaction, events, [event('e:3')]);
    });
    await expect(undone).rejects.toMatchObject({ cause: { code: '23505' } });
    expect(await rowsOf(store.db, sql`select key from events`)).toEqual([]);
  });

  test('are written so where they are many and new, beside those that are stored', async () => {
    const rows = Array.from({ length: 150 }, (_, n) => ({
      key: `a:${n}`,
      name: `Actor ${n}`,
      kind: 'ARMED_GROUP',
    }));
    await upsertEntities(store.db, actors, GED, rows.slice(0, 10));
    const outcomes = await upsertEntities(
      store.db,
      actors,
      GED,
      rows.map((row, index) => (index < 5 ? { ...row, name: 'Another name' } : row)),
    );
    const counts = Object.fromEntries(
      [...Map.groupBy(outcomes.values(), (outcome) => outcome)].map(([outcome, all]) => [
        outcome,
        all.length,
      ]),
    );
    expect(counts).toEqual({ added: 140, updated: 5, unchanged: 5 });
    expect(
      await rowsOf(
        store.db,
        sql`select count(*)::int as rows, count(*) filter (where name = 'Another name')::int as renamed
          from actors where source = 'ucdp:ged'`,
      ),
    ).toEqual([{ rows: 150, renamed: 5 }]);
  });
});
