import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, freshDatabase } from '../../tests/engines.ts';
import { rowsOf } from '../engines/database.ts';
import { openStore, type Store } from '../open.ts';
import { actors } from '../tables/actor.ts';
import { claims } from '../tables/claim.ts';
import { conflicts } from '../tables/conflict.ts';
import { conflict } from '../../tests/seed.ts';
import { recordChange } from '../writing/change.ts';
import {
  changedAfter,
  checkPosition,
  currentPosition,
  isPosition,
  positionRefusal,
  type Position,
} from './position.ts';
import { claimsRecordedAfter } from './recorded.ts';

const claim = (key: string, conflictKey = 'c:1'): typeof claims.$inferInsert => ({
  key,
  kind: 'CONTEXT',
  stance: 'ASSERTS',
  rank: 'NORMAL',
  summary: key,
  assertedEarliest: '2022-09-16T00:00:00.000Z',
  assertedLatest: '2022-09-16T10:00:00.000Z',
  assertedPrecision: 'DAY',
  assertedEdtf: '2022-09-16',
  claimantKey: 'a:1',
  subjectConflictKey: conflictKey,
  conflictKey,
  source: 'test',
});

async function seed({ db }: Store): Promise<void> {
  await db.insert(actors).values({ key: 'a:1', name: 'A', kind: 'STATE', source: 'test' });
  await db.insert(conflicts).values([conflict('c:1', 'One'), conflict('c:2', 'Two')]);
}

/** What comes after a position, in pages of two. */
async function walk({ db }: Store, from: Position, conflictKey: string | null = null) {
  const seen: { key: string; change: string }[] = [];
  let after = from;
  for (;;) {
    const { claims: page, position } = await claimsRecordedAfter(db, after, conflictKey, 2);
    expect(page.every((each) => each.position > after)).toBe(true);
    seen.push(...page.map(({ claim: { key, change } }) => ({ key, change })));
    if (page.length < 2) return { seen, position };
    after = position;
  }
}

describe.each(ENGINES)('positions on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await seed(store);
  });
  afterAll(() => store.close());

  const sinceThen = async (write: () => Promise<unknown>) => {
    const before = await currentPosition(store.db);
    await write();
    const { seen, position } = await walk(store, before);
    expect(position >= before).toBe(true);
    const found = await store.db.select().from(claims).where(changedAfter(claims, before));
    expect(found.map(({ key }) => key).sort()).toEqual(seen.map(({ key }) => key).sort());
    return seen;
  };
  const set = (key: string, values: Partial<typeof claims.$inferInsert>) =>
    store.db.update(claims).set(values).where(eq(claims.key, key));

  test('each change moves a claim behind all that was recorded before', async () => {
    const added = await sinceThen(() =>
      store.db.insert(claims).values(['k:3', 'k:1', 'k:2'].map((key) => claim(key))),
    );
    expect(added).toEqual(['k:3', 'k:1', 'k:2'].map((key) => ({ key, change: 'ADDED' })));
    expect(await sinceThen(() => set('k:1', { summary: 'Other words.' }))).toEqual([
      { key: 'k:1', change: 'CORRECTED' },
    ]);
    const withdrawnAt = '2022-09-17T00:00:00.000Z';
    expect(await sinceThen(() => set('k:2', { withdrawnAt }))).toEqual([
      { key: 'k:2', change: 'WITHDRAWN' },
    ]);
    expect(await sinceThen(() => set('k:2', { withdrawnAt: null }))).toEqual([
      { key: 'k:2', change: 'RESTORED' },
    ]);
    expect(await sinceThen(() => recordChange(store.db, claims, ['k:3']))).toEqual([
      { key: 'k:3', change: 'CORRECTED' },
    ]);
  });

  test('a transaction counts as a whole', async () => {
    const changed = await sinceThen(() =>
      store.db.transaction(async (transaction) => {
        await transaction.insert(claims).values(claim('k:4'));
        await transaction.update(claims).set({ summary: 'At once.' }).where(eq(claims.key, 'k:4'));
        await transaction.update(claims).set({ summary: 'Third.' }).where(eq(claims.key, 'k:1'));
      }),
    );
    expect(changed).toEqual([
      { key: 'k:4', change: 'ADDED' },
      { key: 'k:1', change: 'CORRECTED' },
    ]);
  });

  test('what is undone, or changes nothing, has none', async () => {
    const before = await currentPosition(store.db);
    const undone = store.db.transaction(async (transaction) => {
      await transaction.insert(claims).values(claim('k:undone'));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await store.db.insert(claims).values(claim('k:4')).onConflictDoNothing();
    expect(await currentPosition(store.db)).toBe(before);
    expect(await rowsOf(store.db, sql`select from commits where position is null`)).toEqual([]);
  });

  test('what is taken out, or goes by another key, is remembered', async () => {
    await store.db.insert(claims).values([claim('k:gone'), claim('k:old')]);
    await sinceThen(() => set('k:old', { key: 'k:new' }));
    await store.db.delete(claims).where(eq(claims.key, 'k:gone'));
    const gone = await rowsOf<{ key: string }>(
      store.db,
      sql`select key from removals order by commit_ordinal`,
    );
    expect(gone.map(({ key }) => key)).toEqual(['k:old', 'k:gone']);
  });

  test('those of one conflict are told apart', async () => {
    const before = await currentPosition(store.db);
    await store.db
      .insert(claims)
      .values(['k:5', 'k:6', 'k:7', 'k:8'].map((key, index) => claim(key, `c:${(index % 2) + 1}`)));
    expect((await walk(store, before, 'c:2')).seen.map(({ key }) => key)).toEqual(['k:6', 'k:8']);
  });

  test('a position of elsewhere is refused, and one ahead of the record', async () => {
    const here = await currentPosition(store.db);
    expect(isPosition(here)).toBe(true);
    const refusal = (position: string) =>
      checkPosition(store.db, position).then(() => null, positionRefusal);
    expect(await refusal(here)).toBeNull();
    expect(await refusal(here.replace(/^.{8}/, '00000000'))).toBe('FOREIGN');
    expect(await refusal(here.replace(/-.{12}-/, '-0fffffffffff-'))).toBe('AHEAD');
  });
});

test('whoever reads up to a position misses nothing that is committed later, whoever began first', async () => {
  const databaseUrl = await freshDatabase();
  const open = () => openStore({ databaseUrl, dataDir: '' });
  const reader = await open();
  await seed(reader);
  const writers = await Promise.all([open(), open(), open()]);
  const written: string[] = [];
  let writing: number = writers.length;

  const read = async () => {
    const seen: string[] = [];
    let position = await currentPosition(reader.db);
    for (let last = false; ; last = writing === 0) {
      const page = await claimsRecordedAfter(reader.db, position, null, 5);
      position = page.position;
      seen.push(...page.claims.map(({ claim: { key } }) => key));
      if (last && page.claims.length === 0) return seen;
    }
  };
  const write = async ({ db }: Store, writer: number) => {
    for (let round = 0; round < 40; round += 1) {
      await db.transaction(async (transaction) => {
        for (let index = 0; index < 1 + Math.random() * 4; index += 1) {
          const key = `k:${writer}/${round}/${index}`;
          written.push(key);
          await transaction.insert(claims).values(claim(key));
          await transaction.execute(sql`select pg_sleep(${Math.random() / 200})`);
        }
      });
    }
    writing -= 1;
  };
  const [seen] = await Promise.all([read(), ...writers.map(write)]);
  expect(seen.toSorted()).toEqual(written.toSorted());
  await Promise.all([reader, ...writers].map((store) => store.close()));
});
