import { expect, test } from 'vitest';
import { editionRows } from './edition-rows.ts';
import type { Edition } from './editions.ts';

const edition = (version: string, day: string, best: number | null): Edition => ({
  release: {
    version,
    releasedAt: {
      earliest: day,
      latest: day,
      precision: 'DAY',
      edtf: day.slice(0, 10),
      zone: null,
    },
  },
  issue: 1,
  time: { earliest: day, latest: day, precision: 'DAY', edtf: day.slice(0, 10), zone: null },
  location: {
    latitude: 40.1,
    longitude: 70.2,
    precision: 'EXACT',
    place: { name: 'Kök-Tash', countryCode: 'KG' },
    country: { name: 'Kyrgyzstan', countryCode: 'KG' },
  },
  participants: [
    { actor: { slug: 'a', name: 'Side A' } },
    { actor: { slug: 'b', name: 'Side B' } },
  ],
  deaths: best === null ? null : { low: best, best, high: best },
});

test('what a release says otherwise than the one before it is marked', () => {
  const rows = editionRows([
    edition('26.0.7', '2026-07-04T00:00:00.000Z', 3),
    edition('27.1', '2026-07-05T00:00:00.000Z', 3),
    edition('28.1', '2026-07-05T00:00:00.000Z', null),
  ]);
  expect(rows.map(({ cells }) => cells.map(({ changed }) => changed))).toEqual([
    [false, false, false, false],
    [true, false, false, false],
    [false, false, false, true],
  ]);
  const [first] = rows;
  expect(first!.cells.map(({ text }) => text).slice(1)).toEqual([
    'Kök-Tash, Kyrgyzstan · 40.1, 70.2',
    'Side A – Side B',
    '3',
  ]);
  expect(rows.at(-1)!.cells.at(-1)!.text).toBe('–');
});
