import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { randomFrom } from '../../tests/random.ts';
import { actor, claim, dataset, event } from '../../tests/seed.ts';
import { rowsOf } from '../engines/database.ts';
import { joinedStandingAt, standingAt } from './standing.ts';
import type { Store } from '../open.ts';
import { DEATH_PARTS, splitOf } from '../rules/death-split.ts';
import { estimateOf } from '../rules/event-estimate.ts';
import { actors } from '../tables/actor.ts';
import { claims, type ClaimPart } from '../tables/claim.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';

const EVENTS = Array.from({ length: 300 }, (_, index) => `e:${index}`);
const DAYS = [1, 2, 3, 4];
const MOMENTS = [1, 2, 3, 4, 5].map((day) => `2022-09-0${day}T12:00:00.000Z`);

const CIVILIANS: ClaimPart = { population: 'CIVILIANS', partyKey: null, best: 4 };
const ofSide = (side: 'A' | 'B', best: number): ClaimPart => ({
  population: 'COMBATANTS',
  partyKey: 'a:other',
  side,
  best,
});

/** Claims of every sort that could be taken for an event's estimate, and of some that could not. */
function claimsOf(eventKey: string, random: () => number): (typeof claims.$inferInsert)[] {
  const oneOf = <Value>(...values: Value[]) => values[Math.floor(random() * values.length)]!;
  const made: (typeof claims.$inferInsert)[] = [];
  const size = Math.floor(random() * 7);
  for (let index = 0; index < size; index++) {
    const day = oneOf(...DAYS);
    const best = oneOf(0, 1, 5, 9, null);
    const earlier = made.filter(({ assertedEdtf }) => assertedEdtf < `2022-09-0${day}`);
    made.push(
      claim(`${eventKey}/${oneOf('x', 'y')}${index}`, eventKey, day, {
        kind: oneOf('FIGURE', 'FIGURE', 'FIGURE', 'FIGURE', 'OCCURRENCE'),
        metric: oneOf('DEATHS', 'DEATHS', 'DEATHS', 'DEATHS', 'INJURIES'),
        population: oneOf('ALL', 'ALL', 'ALL', 'ALL', 'CIVILIANS'),
        partyKey: oneOf(null, null, null, 'a:other'),
        measure: oneOf(null, null, null, 'FLOW'),
        periodEdtf: oneOf(null, null, null, '2022'),
        low: oneOf(null, 0, 20),
        best,
        high: oneOf(null, 0, 20),
        parts: oneOf(
          [],
          [ofSide('A', 2), ofSide('A', 1), CIVILIANS],
          [ofSide('B', 3), { ...CIVILIANS, population: 'UNKNOWN' }],
          [CIVILIANS, { ...CIVILIANS, population: 'COMBATANTS' }],
        ),
        quantifier: best === null ? null : 'EXACT',
        claimantKey: oneOf('a:provider', 'a:provider', 'a:provider', 'a:other'),
        rank: oneOf('NORMAL', 'NORMAL', 'PREFERRED', 'DEPRECATED'),
        stance: oneOf('ASSERTS', 'ASSERTS', 'CONFIRMS', 'DENIES'),
        withdrawnAt: oneOf(null, null, null, '2022-09-03T06:00:00.000Z'),
        supersedesKey: earlier.length > 0 && random() < 0.5 ? oneOf(...earlier).key : null,
      }),
    );
  }
  return made;
}

describe.each(ENGINES)('estimates of deaths on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    const { db } = store;
    const random = randomFrom(20220916);
    await db.insert(actors).values(['a:1', 'a:provider', 'a:other'].map((key) => actor(key)));
    await db.insert(datasets).values(dataset('d:1', 'a:provider'));
    await db
      .insert(events)
      .values(EVENTS.map((key) => event(key, 1, { datasetKey: random() < 0.9 ? 'd:1' : null })));
    await db.insert(claims).values(EVENTS.flatMap((key) => claimsOf(key, random)));
  });
  afterAll(() => store.close());

  /** By the rules of rules/event-estimate.ts and rules/death-split.ts, for the events that have one. */
  async function byRule(asOf: string) {
    const rows = await store.db.select().from(events).orderBy(events.key);
    const byEvent = Map.groupBy(
      await store.db.select().from(claims),
      (each) => each.subjectEventKey!,
    );
    return rows.map(({ key, datasetKey }) => {
      const own = estimateOf(byEvent.get(key) ?? [], datasetKey && 'a:provider', asOf);
      const best = own?.best ?? null;
      const none = { sideA: null, sideB: null, civilians: null, unknown: null };
      const split = (own && splitOf(own)) ?? none;
      return { key, low: own?.low ?? best, best, high: own?.high ?? best, ...split };
    });
  }

  test.each(MOMENTS)('as of %s are those of the rule', async (asOf) => {
    const { join, low, best, high, split, civilians: ofCivilians } = joinedStandingAt(asOf);
    const parts = DEATH_PARTS.map((part) => sql`${split[part]} as ${sql.identifier(part)}`);
    const expected = await byRule(asOf);
    expect(
      await rowsOf(
        store.db,
        sql`select ${events.key}, ${low} as low, ${best} as best, ${high} as high,
              ${sql.join(parts, sql`, `)}
            from ${events} ${join} ${split.join} order by ${events.key}`,
      ),
    ).toEqual(expected);
    expect(
      await rowsOf(
        store.db,
        sql`select ${events.key}, ${standingAt(asOf).best} as best,
              ${standingAt(asOf).civilians} as civilians, ${ofCivilians} as joined
            from ${events} ${join} order by ${events.key}`,
      ),
    ).toEqual(
      expected.map((row) => ({
        ...{ key: row.key, best: row.best },
        ...{ civilians: row.civilians, joined: row.civilians },
      })),
    );
  });

  test('change from moment to moment', async () => {
    const answers = await Promise.all(MOMENTS.map(byRule));
    const given = answers.map((rows) => rows.filter(({ best }) => best !== null).length);
    expect(Math.max(...given)).toBeGreaterThan(40);
    const splits = answers.map((rows) => rows.filter((row) => row.civilians !== null).length);
    expect(Math.max(...splits)).toBeGreaterThan(20);
    expect(new Set(answers.map((rows) => JSON.stringify(rows))).size).toBe(4);
  });

  test('without a moment are those in the rows', async () => {
    await store.db
      .insert(events)
      .values([
        event('z:1', 1, { deathsLow: 1, deathsBest: 2, deathsHigh: 3 }),
        event('z:2', 1, { deathsBest: 2 }),
        event('z:3', 1, { deathsLow: 1, deathsHigh: 3 }),
      ]);
    const { join, low, best, high } = joinedStandingAt(null);
    expect(
      await rowsOf(
        store.db,
        sql`select ${low} as low, ${best} as best, ${high} as high from ${events} ${join}
            where starts_with(${events.key}, 'z:') order by ${events.key}`,
      ),
    ).toEqual([
      { low: 1, best: 2, high: 3 },
      { low: 2, best: 2, high: 2 },
      { low: null, best: null, high: null },
    ]);
  });
});
