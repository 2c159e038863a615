import { expect, test } from 'vitest';
import { describeMap, describeSpot } from './describe.ts';
import { spotsOf, type MapPoint } from './map-point.ts';

const point = (key: string, rest: Partial<MapPoint> = {}): MapPoint => ({
  key,
  latitude: 39.95,
  longitude: 70.53,
  precision: 'EXACT',
  deaths: 1,
  label: key,
  href: `/events/${key}`,
  disputed: false,
  ...rest,
});

test('a map in words', () => {
  expect([
    describeMap([]),
    describeMap([point('Kok-Tash', { deaths: 38 })]),
    describeMap([
      point('Kok-Tash', { deaths: 38 }),
      point('Chorku', { latitude: 39.98, deaths: null, disputed: true }),
      point('Batken', { latitude: 40.06, deaths: 0, precision: 'ADMIN1' }),
    ]),
    describeMap([point('Chorku', { deaths: null })]),
  ]).toMatchInlineSnapshot(`
    [
      "No events with a known place.",
      "1 event in 1 place; 38 deaths.",
      "3 events in 3 places; 38 deaths in the 2 with a figure; 1 placed only by district, region or country; 1 disputed.",
      "1 event in 1 place; no figures of deaths.",
    ]
  `);
});

test('a circle in words', () => {
  const many = ['a', 'b', 'c', 'd', 'e'].map((key) => point(key));
  expect([
    spotsOf([point('Kok-Tash, 28 April 2021', { deaths: 38 })]).map(describeSpot),
    spotsOf([point('Chorku', { deaths: null, disputed: true, precision: 'ADMIN2' })]).map(
      describeSpot,
    ),
    spotsOf(many).map(describeSpot),
  ]).toMatchInlineSnapshot(`
    [
      [
        "Kok-Tash, 28 April 2021, 38 deaths",
      ],
      [
        "Chorku, no figure of deaths, place known only by district, region or country, disputed",
      ],
      [
        "5 events, 5 deaths: a; b; c; and 2 more",
      ],
    ]
  `);
});

test('only the very same coordinates are one spot, the deadliest first', () => {
  const spots = spotsOf([
    point('none', { latitude: 39.9500001, deaths: null }),
    point('one'),
    point('two', { deaths: 2 }),
  ]);
  expect(spots.map(({ points, deaths }) => [points.map(({ key }) => key), deaths])).toEqual([
    [['two', 'one'], 3],
    [['none'], null],
  ]);
});
