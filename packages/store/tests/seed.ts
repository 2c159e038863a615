import type { Database } from '../src/database.ts';
import { actors } from '../src/tables/actor.ts';
import { conflicts } from '../src/tables/conflict.ts';
import { events } from '../src/tables/event.ts';

const source = 'test';

export const conflict = (key: string, name: string) => ({ key, name, source });

/** An event on a day of September 2022. */
export const event = (
  key: string,
  day: number,
  rest: Partial<typeof events.$inferInsert> = {},
): typeof events.$inferInsert => {
  const date = `2022-09-${String(day).padStart(2, '0')}`;
  return {
    key,
    name: key,
    kind: 'ARMED_CLASH',
    earliest: `${date}T00:00:00.000Z`,
    latest: `${date}T23:59:59.999Z`,
    precision: 'DAY',
    edtf: date,
    source,
    ...rest,
  };
};

/** Two conflicts; seven events in the first, of which three on one day, and one in the second. */
export async function seedEvents(db: Database): Promise<void> {
  await db.insert(conflicts).values([conflict('c:1', 'First'), conflict('c:2', 'second')]);
  await db.insert(actors).values({ key: 'a:1', name: 'Actor', kind: 'STATE', source });
  await db
    .insert(events)
    .values([
      event('e:1', 1, { conflictKey: 'c:1', deathsBest: 5 }),
      event('e:2', 2, { conflictKey: 'c:1' }),
      event('e:Z', 3, { conflictKey: 'c:1', deathsBest: 5 }),
      event('e:a', 3, { conflictKey: 'c:1' }),
      event('e:b', 3, { conflictKey: 'c:1', deathsBest: 9 }),
      event('e:4', 4, { conflictKey: 'c:1' }),
      event('e:5', 5, { conflictKey: 'c:1' }),
      event('e:6', 6, { conflictKey: 'c:2' }),
    ]);
}
