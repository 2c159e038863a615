import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { currentPosition, SNAPSHOT_POSITION } from '../history/position.ts';
import type { Store } from '../open.ts';
import { readRows } from '../reading/read.ts';
import { openReading } from './reading.ts';

const { signal } = new AbortController();
const TOLD = '00000000-000000000001-ffffffffffff';

describe.each(ENGINES)('what is read on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  test('a statement tells the position of its own snapshot', async () => {
    const [row] = await readRows(
      store.db,
      sql`select current_position() as called, ${SNAPSHOT_POSITION} as beside`,
    );
    expect(row![1]).toBe(row![0]);
  });

  test('the position that one statement told stands until another is sent', async () => {
    const reading = await openReading(store.sources, null);
    const db = reading.database(signal);
    await readRows(db, sql`select 1`);
    reading.readAt(TOLD);
    expect(await reading.position()).toBe(TOLD);
    await readRows(db, sql`select 2`);
    expect(await reading.position()).not.toBe(TOLD);
  });

  test('one from before what was asked for is refused', async () => {
    const now = await currentPosition(store.db);
    const reading = await openReading(store.sources, now);
    reading.readAt(now.replace(/f{12}$/, '000000000000'));
    await expect(reading.position()).rejects.toMatchObject({ code: 'BEHIND' });
  });

  test.each(['the same database', 'another of the same request'])(
    'it is not taken while a statement of %s is under way',
    async (which) => {
      const reading = await openReading(store.sources, null);
      const db = reading.database(signal);
      const other = which === 'the same database' ? db : reading.database(signal);
      const underWay = readRows(other, sql`select count(*) from generate_series(1, 100000)`);
      reading.readAt(TOLD);
      await underWay;
      expect(await reading.position()).not.toBe(TOLD);
    },
  );
});
