import { and } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { event } from '../../tests/seed.ts';
import { eventsWhere } from './event.ts';
import type { Store } from '../open.ts';
import { events } from '../tables/event.ts';

const DAY = 86_400_000;
const dayOf = (number: number) => new Date(number * DAY).toISOString().slice(0, 10);
const FIRST = Date.parse('2020-01-01') / DAY;

/** Events of every length around the one from which an event counts as long, and some of years. */
const LENGTHS = [0, 1, 29, 30, 31, 32, 33, 60, 365, 2000];
const SPANS = LENGTHS.flatMap((length, row) =>
  Array.from({ length: 12 }, (_, column) => {
    const first = FIRST + 97 * column + 7 * row;
    return { key: `e:${length}:${column}`, first, last: first + length };
  }),
);

describe.each(ENGINES)('events during a span of days on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await store.db.insert(events).values(
      SPANS.map(({ key, first, last }) =>
        event(key, 1, {
          earliest: `${dayOf(first)}T00:00:00.000Z`,
          latest: `${dayOf(last)}T23:59:59.999Z`,
        }),
      ),
    );
  });
  afterAll(() => store.close());

  test('are those whose own span meets it, however long they are', async () => {
    for (let from = FIRST - 40; from < FIRST + 2500; from += 61) {
      for (const to of [from, from + 45, null]) {
        const during = { from: dayOf(from), to: to === null ? null : dayOf(to) };
        const rows = await store.db
          .select({ key: events.key })
          .from(events)
          .where(and(eventsWhere({ during }, null)));
        const met = SPANS.filter(({ first, last }) => last >= from && (to === null || first <= to));
        expect({ during, keys: rows.map(({ key }) => key).sort() }).toEqual({
          during,
          keys: met.map(({ key }) => key).sort(),
        });
      }
    }
  });

  test('from the first day there is', async () => {
    const where = eventsWhere({ during: { from: '0001-01-01' } }, null);
    expect(await store.db.select().from(events).where(where)).toHaveLength(SPANS.length);
  });
});
