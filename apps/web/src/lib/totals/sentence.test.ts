import { expect, test } from 'vitest';
import { totalsText } from './sentence.ts';

const deaths = { low: 7, best: 8, high: 12, sideA: 2, sideB: 0, civilians: 4, unknown: 2 };
const totals = {
  events: 3,
  eventsWithoutFigure: 1,
  deaths,
  firstEventAt: '2021-04-28T00:00:00Z',
  lastEventAt: '2022-09-14T00:00:00Z',
};

test('what is summed is told with whose estimates it is of, and what it leaves out', () => {
  expect(totalsText('PLACE', totals, ['UCDP'], null)).toMatchInlineSnapshot(
    `"3 events on record here, the first dated 28 April 2021, the latest 14 September 2022. By the count of UCDP, the best estimates of deaths in them sum to 8, the low ones to 7, the high ones to 12. Without an estimate, and so adding nothing: 1 event. Of the sum of the best, 4 are counted as civilians (50%). Whether another 2 were civilians is not known: the share may be anything from 50% to 75%."`,
  );
});

test('of one event one day is told, and of a moment which it is', () => {
  const one = { ...totals, events: 1, eventsWithoutFigure: 0, lastEventAt: totals.firstEventAt };
  expect(totalsText('ACTOR', one, ['UCDP', 'ACLED'], '2022-09-16T10:00:00Z')).toMatchInlineSnapshot(
    `"It took part in 1 event on record known by 16 September 2022, 10:00 UTC, dated 28 April 2021. By the count of UCDP, ACLED, the best estimates of deaths in them sum to 8, the low ones to 7, the high ones to 12. Of the sum of the best, 4 are counted as civilians (50%). Whether another 2 were civilians is not known: the share may be anything from 50% to 75%."`,
  );
});

test('without an estimate no sum is told, and without an event nothing', () => {
  expect(
    totalsText('ACTOR', { ...totals, eventsWithoutFigure: 3, deaths: null }, ['UCDP'], null),
  ).toMatchInlineSnapshot(
    `"It took part in 3 events on record, the first dated 28 April 2021, the latest 14 September 2022. No event has an estimate of deaths of its own."`,
  );
  const none = { ...totals, events: 0, deaths: null, firstEventAt: null, lastEventAt: null };
  expect(totalsText('PLACE', none, ['UCDP'], null)).toBeNull();
});
