import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { actor, claim, event } from '../../tests/seed.ts';
import { mapLabels, type MapLabelsRequest } from './map-labels.ts';
import type { Store } from '../open.ts';
import { actors } from '../tables/actor.ts';
import { claims } from '../tables/claim.ts';
import { events } from '../tables/event.ts';
import { places } from '../tables/place.ts';

const at = (latitude: number, longitude: number) => ({ latitude, longitude });
const place = (
  key: string,
  kind: (typeof places.$inferInsert)['kind'],
  rest: Partial<typeof places.$inferInsert> = {},
): typeof places.$inferInsert => ({ key, name: key, kind, source: 'test', ...rest });

async function seed({ db }: Store): Promise<void> {
  await db
    .insert(places)
    .values([
      place('country', 'COUNTRY'),
      place('north', 'ADMIN1', { parentKey: 'country' }),
      place('south', 'ADMIN1', { parentKey: 'country' }),
      place('district', 'ADMIN2', { parentKey: 'north' }),
      place('town', 'SETTLEMENT', { parentKey: 'district', ...at(41, 71) }),
      place('village', 'SETTLEMENT', { parentKey: 'south', ...at(38, 71) }),
      place('unplaced', 'SETTLEMENT', { parentKey: 'south' }),
    ]);
  const many = (count: number, name: string, rest: Partial<typeof events.$inferInsert>) =>
    Array.from({ length: count }, (_, index) =>
      event(`${name}:${index}`, 1 + index, { name, ...rest }),
    );
  await db
    .insert(events)
    .values([
      ...many(3, 'fight', { placeKey: 'town', ...at(41, 71), locationPrecision: 'EXACT' }),
      ...many(2, 'raid', { placeKey: 'north', ...at(42, 70), locationPrecision: 'ADMIN1' }),
      ...many(1, 'ambush', { placeKey: 'village', ...at(38, 71), locationPrecision: 'EXACT' }),
      ...many(4, 'strike', { placeKey: 'unplaced', ...at(38.5, 71), locationPrecision: 'NEAR' }),
      ...many(5, 'rumour', { placeKey: 'village' }),
    ]);
}

describe.each(ENGINES)('names on the map on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await seed(store);
  });
  afterAll(() => store.close());

  const labels = async (wanted: Partial<MapLabelsRequest> = {}) =>
    mapLabels(store.db, { filter: {}, asOf: null, limit: 10, ...wanted });

  test('are of settlements and divisions, those with most events first, each at a point of its source', async () => {
    expect(await labels()).toEqual([
      { place: 'north', events: 5, ...at(42, 70) },
      { place: 'town', events: 3, ...at(41, 71) },
      { place: 'village', events: 1, ...at(38, 71) },
    ]);
  });

  test('count the events of the filter, from the events as from sums over them', async () => {
    const text = { text: 'fight' };
    const expected = [
      { place: 'north', events: 3, ...at(42, 70) },
      { place: 'town', events: 3, ...at(41, 71) },
    ];
    expect(await labels({ filter: text })).toEqual(expected);
    const days = { from: '2022-09-01', to: '2022-09-03' };
    expect(await labels({ filter: { ...text, during: days } })).toEqual(expected);
    expect(await labels({ filter: { ...text, during: { from: '2022-09-03' } } })).toEqual(
      expected.map((label) => ({ ...label, events: 1 })),
    );
  });

  test('are as of a moment of what was known then, each at a point that its source gave by then', async () => {
    const as = (day: number) => labels({ asOf: `2022-09-${day}T00:00:00.000Z` });
    await store.db.insert(actors).values(actor('a:1'));
    const said = await store.db.select().from(events);
    await store.db
      .insert(claims)
      .values(said.map(({ key }) => claim(key, key, key.startsWith('raid') ? 20 : 10)));
    expect(await as(10)).toEqual([]);
    // In the north the fights alone were known, none of which is known to it alone.
    expect(await as(11)).toEqual([
      { place: 'town', events: 3, ...at(41, 71) },
      { place: 'village', events: 1, ...at(38, 71) },
    ]);
    expect(await as(21)).toEqual(await labels());
  });

  test('are as many of each kind as are asked for', async () => {
    expect((await labels({ limit: 1 })).map((label) => label.place)).toEqual(['north', 'town']);
  });
});
