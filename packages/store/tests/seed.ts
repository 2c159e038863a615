import type { Database } from '../src/engines/database.ts';
import { actors } from '../src/tables/actor.ts';
import type { claims } from '../src/tables/claim.ts';
import { conflicts } from '../src/tables/conflict.ts';
import type { datasets } from '../src/tables/dataset.ts';
import { events } from '../src/tables/event.ts';

const source = 'test';

export const conflict = (key: string, name: string) => ({ key, name, source });

export const actor = (key: string, name = key) => ({ key, name, kind: 'STATE' as const, source });

/** A dataset whose provider's word is its events' own estimate. */
export const dataset = (key: string, providerKey: string): typeof datasets.$inferInsert => ({
  key,
  series: key,
  name: key,
  version: '1',
  providerKey,
  licence: 'CC BY 4.0',
  citation: key,
  releasedEarliest: '2022-01-01T00:00:00.000Z',
  releasedLatest: '2022-01-01T23:59:59.999Z',
  releasedPrecision: 'DAY',
  releasedEdtf: '2022-01-01',
  source,
});

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

/** A claim on a day of September 2022 that an event happened. */
export const claim = (
  key: string,
  eventKey: string,
  day: number,
  rest: Partial<typeof claims.$inferInsert> = {},
): typeof claims.$inferInsert => {
  const date = `2022-09-${String(day).padStart(2, '0')}`;
  return {
    key,
    kind: 'OCCURRENCE',
    stance: 'ASSERTS',
    summary: key,
    assertedEarliest: `${date}T00:00:00.000Z`,
    assertedLatest: `${date}T12:00:00.000Z`,
    assertedPrecision: 'DAY',
    assertedEdtf: date,
    claimantKey: 'a:1',
    rank: 'NORMAL',
    subjectEventKey: eventKey,
    source,
    ...rest,
  };
};

/** Two conflicts; seven events in the first, of which three on one day, and one in the second. */
export async function seedEvents(db: Database): Promise<void> {
  await db.insert(conflicts).values([conflict('c:1', 'First'), conflict('c:2', 'second')]);
  await db.insert(actors).values(actor('a:1', 'Actor'));
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
