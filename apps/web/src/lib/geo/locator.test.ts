import { describe, expect, test } from 'vitest';
import { locatorMap } from './locator.server.ts';
import { worldMap } from './world.server.ts';
import type { MapLabel, MapPanel } from './drawing.ts';
import type { MapPoint } from './map-point.ts';

const at = (key: string, latitude: number, longitude: number, deaths: number | null): MapPoint => ({
  key,
  latitude,
  longitude,
  precision: 'EXACT',
  deaths,
  label: key,
  href: `/events/${key}`,
  disputed: false,
});

const BATKEN = [
  at('Kok-Tash', 39.9494, 70.5319, 38),
  at('Kulundu', 40.10635, 69.64127, 1),
  at('Naumina pass', 39.61277, 69.34112, 1),
  at('Chorku', 39.97538, 70.569582, 5),
  at('Khojai A’lo', 39.932117, 70.496521, null),
];
const PLACES = [
  { name: 'Bishkek', latitude: 42.87, longitude: 74.59 },
  { name: 'Dushanbe', latitude: 38.56, longitude: 68.77 },
  { name: 'Isfara', latitude: 40.12, longitude: 70.63 },
  { name: 'Khujand', latitude: 40.28, longitude: 69.62 },
];
const SIZE = { width: 640, height: 420 };
const OPTIONS = { ...SIZE, partyCountryCodes: ['KG', 'TJ'], places: PLACES };

/** CSS pixels that a label's text takes at most, at the least width of its layout. */
function boxOf({ kind, lines, x, y, dx, dy, anchor }: MapLabel, panel: MapPanel, width: number) {
  const letter = kind === 'country' ? 7.8 : 6.2;
  const size = Math.max(...lines.map((line) => line.length)) * letter;
  const middle = (y / 100) * ((panel.height / panel.width) * width) + dy;
  const from = (x / 100) * width + dx - { start: 0, middle: size / 2, end: size }[anchor];
  const half = (lines.length * 13) / 2;
  return { left: from, right: from + size, top: middle - half, bottom: middle + half };
}

describe('the locator', () => {
  const map = locatorMap(BATKEN, OPTIONS)!;

  test('shows the parties, and enlarges where the events crowd', () => {
    const { locator, inset, outside, key } = map;
    expect({
      frame: locator.frame,
      scales: [locator.scale, inset?.scale],
      names: locator.labels.wide.map(({ lines }) => lines.join(' ')),
      linked: locator.circles.filter(({ linked }) => linked).length,
      enlarged: inset?.circles.map(({ key, radius }) => [key, radius]),
      outside,
      key,
    }).toMatchInlineSnapshot(`
      {
        "enlarged": [
          [
            "Kok-Tash",
            14.8,
          ],
          [
            "Chorku",
            5.4,
          ],
          [
            "Kulundu",
            3.5,
          ],
          [
            "Naumina pass",
            3.5,
          ],
          [
            "Khojai A’lo",
            3.5,
          ],
        ],
        "frame": {
          "height": 59.1,
          "width": 112.5,
          "x": 160.8,
          "y": 184.2,
        },
        "key": {
          "disputed": false,
          "imprecise": false,
          "sizes": [
            {
              "radius": 3.5,
              "text": "1",
            },
            {
              "radius": 7.6,
              "text": "10",
            },
            {
              "radius": 10.7,
              "text": "20",
            },
          ],
          "unknown": true,
        },
        "linked": 0,
        "names": [
          "5 events, enlarged below",
          "Bishkek",
          "Dushanbe",
          "Kyrgyzstan",
          "Tajikistan",
          "China",
          "Kazakhstan",
          "Uzbekistan",
          "Afghanistan",
          "Pakistan",
        ],
        "outside": 0,
        "scales": [
          {
            "percent": 14.47,
            "text": "200 km",
          },
          {
            "percent": 8.23,
            "text": "20 km",
          },
        ],
      }
    `);
  });

  test.for(['narrow', 'wide'] as const)('%s labels neither meet nor are cut', (size) => {
    const width = { narrow: 280, wide: 520 }[size];
    for (const panel of [map.locator, map.inset!]) {
      const boxes = panel.labels[size].map((label) => boxOf(label, panel, width));
      expect(boxes.length).toBeGreaterThan(2);
      for (const box of boxes) {
        expect(box.left).toBeGreaterThan(0);
        expect(box.top).toBeGreaterThan(0);
        expect(box.right).toBeLessThan(width);
        expect(box.bottom).toBeLessThan((panel.height / panel.width) * width);
        const others = boxes.filter((other) => other !== box);
        expect(
          others.filter(
            (other) =>
              box.left < other.right &&
              other.left < box.right &&
              box.top < other.bottom &&
              other.top < box.bottom,
          ),
        ).toEqual([]);
      }
    }
  });

  test('is small and plain enough to send', () => {
    expect(structuredClone(map)).toEqual(map);
    expect(JSON.stringify(map).length).toBeLessThan(60_000);
  });

  test('counts the events it leaves out', () => {
    const far = locatorMap([...BATKEN, at('Puno', -15.8, -70, 3)], OPTIONS)!;
    expect(far.outside).toBe(1);
  });

  test('of one event has no inset; of nothing is no map', () => {
    expect(locatorMap(BATKEN.slice(0, 1), OPTIONS)?.inset).toBeNull();
    expect(locatorMap([], { ...SIZE, partyCountryCodes: [] })).toBeNull();
    expect(locatorMap([], OPTIONS)?.locator.circles).toEqual([]);
  });

  test('does not grow to a party’s far ends', () => {
    const map = locatorMap([at('Donetsk', 48, 37.8, 4)], {
      ...SIZE,
      partyCountryCodes: ['UA', 'RU'],
    })!;
    expect(map.locator.scale?.text).toBe('200 km');
  });

  test('spans the antimeridian', () => {
    const map = locatorMap([at('Suva', -18.1, 178.4, 1), at('Vava’u', -18.6, -174, 2)], {
      ...SIZE,
      partyCountryCodes: [],
    })!;
    expect(map.outside).toBe(0);
    expect(map.locator.circles.map(({ x }) => x > 0 && x < 100)).toEqual([true, true]);
  });
});

test('the world keeps every event in its place and small ones on top', () => {
  const world = worldMap([at('small', 4.6, -74.1, 1), at('large', 15.4, 44.2, 400)]);
  expect(world.panel.circles.map(({ key, x, y }) => [key, x, y])).toMatchInlineSnapshot(`
    [
      [
        "large",
        59.03,
        42.31,
      ],
      [
        "small",
        26.5,
        51.52,
      ],
    ]
  `);
  expect(JSON.stringify(world).length).toBeLessThan(100_000);
});
