import { expect, test } from 'vitest';
import { editionRows } from './edition-rows.ts';
import type { Edition } from './editions.ts';

const on = (day: string) => ({
  earliest: day,
  latest: day,
  precision: 'DAY' as const,
  edtf: day.slice(0, 10),
  zone: null,
});

const edition = (version: string, day: string, best: number | null): Edition => ({
  release: { version, releasedAt: on(day), issues: [{ number: 1, releasedAt: on(day) }] },
  issue: 1,
  time: on(day),
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

test('a file that came again under its number is dated by when it came', () => {
  const first = edition('26.0.7', '2026-07-04T00:00:00.000Z', 3);
  const again = on('2026-07-28T00:00:00.000Z');
  const issues = [...first.release.issues, { number: 2, releasedAt: again }];
  const release = { ...first.release, issues };
  const rows = editionRows([
    { ...first, release },
    { ...first, release, issue: 2 },
    // Of a release that only the record cites, no file is known.
    { ...first, release: { ...release, issues: [] } },
  ]);
  expect(rows.map(({ releasedAt }) => releasedAt.edtf)).toEqual([
    '2026-07-04',
    '2026-07-28',
    '2026-07-04',
  ]);
});
