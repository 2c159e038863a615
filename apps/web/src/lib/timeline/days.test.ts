import { expect, test } from 'vitest';
import type { EventEntry, MilestoneEntry } from './chart.ts';
import { chartOf } from './chart.ts';
import { daysOf } from './days.ts';

const event = (slug: string, earliest: string, latest: string): EventEntry => ({
  __typename: 'Event',
  slug,
  name: slug,
  nameTranslation: null,
  kind: 'ARMED_CLASH',
  time: {
    earliest,
    latest,
    precision: earliest.slice(0, 10) === latest.slice(0, 10) ? 'DAY' : 'DAYS',
    edtf: '',
    zone: 'Asia/Bishkek',
  },
  place: null,
});

const fight = event('fight', '2022-09-13T18:00:00.000Z', '2022-09-19T17:59:59.999Z');
const meeting = event('meeting', '2022-09-15T19:00:00.000Z', '2022-09-16T18:59:59.999Z');
const announced: MilestoneEntry = {
  __typename: 'AgreementMilestone',
  at: '2022-09-16T10:00:00.000Z',
  status: 'ANNOUNCED',
  claim: null,
  agreement: { slug: 'ceasefire', name: 'Ceasefire', nameTranslation: null },
};
const moments = [
  { at: '2022-09-16T10:00:00.000Z', asserted: 4, withdrawn: 0 },
  { at: '2022-09-16T21:59:59.999Z', asserted: 39, withdrawn: 0 },
  { at: '2026-05-31T23:59:59.999Z', asserted: 4, withdrawn: 0 },
];

test('daysOf goes by the clocks of the place, and tells both', () => {
  const days = daysOf([fight, meeting, announced], moments, 'Asia/Bishkek');
  expect(
    days.map(({ name, entries }) => [name, entries.map(({ type, when }) => [type, when])]),
  ).toEqual([
    ['14 September 2022', [['event', '14 – 19 September 2022']]],
    [
      '16 September 2022',
      [
        ['event', '16 – 17 September 2022'],
        ['step', '16:00 in Bishkek, 10:00 UTC'],
        ['said', '16:00 in Bishkek, 10:00 UTC'],
      ],
    ],
    ['17 September 2022', [['said', '03:59 in Bishkek, 16 September 2022, 21:59 UTC']]],
    ['31 May 2026', [['said', 'by the end of the day, UTC']]],
  ]);
});

test('daysOf tells what was said on one day at once', () => {
  const [day] = daysOf(
    [],
    [9, 12, 15].map((hour) => ({
      at: `2022-09-16T${String(hour).padStart(2, '0')}:00:00.000Z`,
      asserted: 2,
      withdrawn: 0,
    })),
    null,
  );
  expect(day!.entries).toEqual([
    {
      type: 'said',
      at: '2022-09-16T15:00:00.000Z',
      claims: 6,
      moments: 3,
      when: '15:00 UTC',
    },
  ]);
});

test('daysOf without a zone goes by UTC', () => {
  expect(daysOf([announced], [], null)[0]!.entries[0]!.when).toBe('10:00 UTC');
});

test('chartOf stacks what meets, and leaves out what was said beyond a part of the list', () => {
  const chart = chartOf([fight, meeting, announced], moments, false)!;
  expect(chart.events.map(({ slug, row }) => [slug, row])).toEqual([
    ['fight', 0],
    ['meeting', 1],
  ]);
  expect(chart.said.map(({ claims }) => claims)).toEqual([4, 39]);
  expect(chart.steps).toEqual([
    { at: announced.at, x: expect.any(Number), statuses: ['ANNOUNCED'] },
  ]);
  expect(chartOf([fight], moments, true)!.said).toHaveLength(3);
  expect(chartOf([], moments, true)).toBeNull();
});
