import { expect, test } from 'vitest';
import type { EditionSaidFragment } from '../../../gql/graphql.ts';
import { changeRangeText, changeSplitText, changeText } from './net.ts';
import { saidOf } from './said.ts';
import { netSentence, sentencesOf } from './sentences.ts';

const EDITION: EditionSaidFragment = {
  kind: 'ORGANIZED_VIOLENCE',
  violence: 'STATE_BASED',
  time: {
    earliest: '2026-07-03T00:00:00.000Z',
    latest: '2026-07-03T23:59:59.999Z',
    precision: 'DAY',
    zone: null,
  },
  location: {
    latitude: 15.5,
    longitude: 32.5,
    precision: 'EXACT',
    place: { name: 'Khartoum', countryCode: 'SD' },
    country: { name: 'Sudan', countryCode: 'SD' },
  },
  conflict: { name: 'Sudan: Government' },
  participants: [
    { role: 'SIDE_A', actor: { name: 'Government of Sudan' } },
    { role: 'SIDE_B', actor: { name: 'RSF' } },
  ],
  deaths: { low: 10, best: 12, high: 15, sideA: 2, sideB: 3, civilians: 7, unknown: 0 },
};

test('what one release alone has is told whole', () => {
  const texts = ['12 (10–15)', '3 July 2026', 'Khartoum, Sudan', 'Government of Sudan – RSF'];
  expect(saidOf(['ADDED'], null, EDITION).map(({ before, after }) => [before, after])).toEqual(
    texts.map((text) => [null, text]),
  );
  expect(saidOf(['DROPPED'], EDITION, null).map(({ before, after }) => [before, after])).toEqual(
    texts.map((text) => [text, null]),
  );
});

test('of an event that both have, what differs is told before and after', () => {
  const after: EditionSaidFragment = {
    ...EDITION,
    deaths: { ...EDITION.deaths!, best: 14 },
    location: { ...EDITION.location!, place: { name: 'Omdurman', countryCode: 'SD' } },
    violence: 'ONE_SIDED',
  };
  expect(saidOf(['FIGURES_REVISED', 'RELOCATED', 'RECODED'], EDITION, after)).toEqual([
    { of: 'Deaths', before: '12 (10–15)', after: '14 (10–15)' },
    { of: 'Where', before: 'Khartoum, Sudan', after: 'Omdurman, Sudan' },
    { of: 'Coded as', before: 'State-based', after: 'One-sided violence' },
  ]);
});

test('what reads the same in few words is told in more of them', () => {
  const after: EditionSaidFragment = {
    ...EDITION,
    deaths: { ...EDITION.deaths!, civilians: 5, unknown: 2 },
    time: { ...EDITION.time, precision: 'DAYS' },
    location: { ...EDITION.location!, latitude: 15.6 },
  };
  expect(
    saidOf(['FIGURES_REVISED', 'REDATED', 'RELOCATED'], EDITION, after).map(({ before, after }) => [
      before,
      after,
    ]),
  ).toMatchInlineSnapshot(`
    [
      [
        "side\u00a0A\u00a02, side\u00a0B\u00a03, civilians\u00a07, unknown\u00a00",
        "side\u00a0A\u00a02, side\u00a0B\u00a03, civilians\u00a05, unknown\u00a02",
      ],
      [
        "3 July 2026 (to the day)",
        "3 July 2026 (within these days)",
      ],
      [
        "15.5, 32.5 (the exact place is known)",
        "15.6, 32.5 (the exact place is known)",
      ],
    ]
  `);
});

const UNSPLIT = { sideA: null, sideB: null, civilians: null, unknown: null };

test('a change of a sum has its sign, and its range where that changes otherwise', () => {
  expect([12, -3, 0, 1200].map(changeText)).toEqual(['+12', '−3', '0', '+1,200']);
  expect(changeRangeText({ ...UNSPLIT, low: -5, best: -3, high: 2 })).toBe('−5 to +2');
  expect(changeRangeText({ ...UNSPLIT, low: 2, best: 2, high: 2 })).toBeNull();
});

test('a change of a sum tells whose dead it is of, as far as estimates are split', () => {
  const net = { low: -11, best: -11, high: -11 };
  expect(changeSplitText({ ...net, sideA: -2, sideB: 0, civilians: -9, unknown: 0 })).toBe(
    'side\u00a0A\u00a0−2, civilians\u00a0−9',
  );
  expect(changeSplitText({ ...net, sideA: 0, sideB: 0, civilians: 0, unknown: 0 })).toBeNull();
  expect(changeSplitText({ ...net, ...UNSPLIT })).toBeNull();
});

test('sentences name the provider and both releases, and leave out what did not happen', () => {
  const names = { provider: 'UCDP', from: '26.0.7', to: '27.1' };
  const deaths = { ...UNSPLIT, low: -7, best: -7, high: -7 };
  const totals = [
    { kind: null, events: 3, eventsWithoutSplit: 0, deaths },
    { kind: 'DROPPED' as const, events: 3, eventsWithoutSplit: 0, deaths },
  ];
  expect([...sentencesOf(totals, names), netSentence(totals, names)]).toEqual([
    'UCDP’s release 27.1 leaves out 3 events that 26.0.7 had.',
    'Over the days that both cover, 27.1 counts 7 deaths fewer than 26.0.7, by the best estimates.',
  ]);
  const none = [
    {
      kind: null,
      events: 0,
      eventsWithoutSplit: 0,
      deaths: { ...UNSPLIT, low: 0, best: 0, high: 0 },
    },
  ];
  expect(sentencesOf(none, names)).toEqual([]);
  expect(netSentence(none, names)).toContain('say the same of every event');
});
