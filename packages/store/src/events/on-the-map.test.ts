import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { randomFrom } from '../../tests/random.ts';
import { event } from '../../tests/seed.ts';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import type { Store } from '../open.ts';
import { events } from '../tables/event.ts';
import { places } from '../tables/place.ts';

interface Point {
  latitude: number;
  longitude: number;
}

const random = randomFrom(3);
const POINTS = [
  ...Array.from({ length: 3_000 }, (_, index) => ({
    key: `e:${index}`,
    latitude: random() * 180 - 90,
    longitude: random() * 360 - 180,
  })),
  // Around the poles and the 180th meridian.
  ...[90, 89.9, -90, -89.99].flatMap((latitude) =>
    [-180, -90, 0, 179.99, 180].map((longitude) => ({
      key: `pole:${latitude}/${longitude}`,
      latitude,
      longitude,
    })),
  ),
];

/** By the angle between two points as vectors, which is another formula than the database's. */
function kilometresBetween(one: Point, other: Point): number {
  const vector = ({ latitude, longitude }: Point) => {
    const [phi, lambda] = [latitude, longitude].map((degrees) => (degrees * Math.PI) / 180) as [
      number,
      number,
    ];
    return [
      Math.cos(phi) * Math.cos(lambda),
      Math.cos(phi) * Math.sin(lambda),
      Math.sin(phi),
    ] as const;
  };
  const [a, b] = [vector(one), vector(other)];
  const cross = Math.hypot(
    a[1] * b[2] - a[2] * b[1],
    a[2] * b[0] - a[0] * b[2],
    a[0] * b[1] - a[1] * b[0],
  );
  const dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  return 6371.0088 * Math.atan2(cross, dot);
}

describe.each(ENGINES)('events near a point on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    const rows = POINTS.map(({ key, ...point }) => event(key, 1, point));
    for (let from = 0; from < rows.length; from += 500) {
      await store.db.insert(events).values(rows.slice(from, from + 500));
    }
    await store.db.insert(events).values(event('nowhere', 1));
  });
  afterAll(() => store.close());

  test.each<Point & { kilometres: number }>([
    { latitude: 40, longitude: 70, kilometres: 900 },
    { latitude: 0, longitude: 0, kilometres: 2_500 },
    { latitude: 10, longitude: 179.5, kilometres: 1_500 },
    { latitude: -10, longitude: -180, kilometres: 1_500 },
    { latitude: 85, longitude: -120, kilometres: 1_200 },
    { latitude: -90, longitude: 12, kilometres: 50 },
    { latitude: 20, longitude: 20, kilometres: 15_000 },
    { latitude: 20, longitude: 20, kilometres: 20_016 },
  ])('are exactly those within $kilometres km of $latitude, $longitude', async (near) => {
    const keysNear = async (asked: NonNullable<EventFilter['near']>) => {
      const where = eventsWhere({ near: asked }, null);
      const rows = await store.db.select({ key: events.key }).from(events).where(where);
      return rows.map(({ key }) => key).toSorted();
    };
    const expected = POINTS.filter((point) => kilometresBetween(point, near) <= near.kilometres);
    expect(expected.length).toBeGreaterThan(0);
    expect(await keysNear(near)).toEqual(expected.map(({ key }) => key).toSorted());
    const { kilometres, ...point } = near;
    await store.db
      .insert(places)
      .values({ key: 'p:town', slug: 'town', name: 'Town', kind: 'SETTLEMENT', source: 'test' })
      .onConflictDoNothing();
    await store.db.update(places).set(point);
    for (const place of ['town', 'p:town']) {
      expect(await keysNear({ place, kilometres })).toEqual(await keysNear(near));
    }
  });
});
