import { expect, test } from 'vitest';
import { brushOf } from './brush.ts';
import { daysWithin, dragged, moved } from './brush-window.ts';

const counts = [
  { month: '2020-11', events: 4, eventsSpanning: 0 },
  { month: '2021-02', events: 11, eventsSpanning: 3 },
  { month: null, events: 3, eventsSpanning: 0 },
];

test('every month stands in it with what is certain to be of it, and those asked for are inside', () => {
  const brush = brushOf(counts, { from: '2021-01-15' }, [])!;
  expect(brush.months).toEqual([
    { key: '2020-11', events: 4, share: 0.5, inside: false },
    { key: '2020-12', events: 0, share: 0, inside: false },
    { key: '2021-01', events: 0, share: 0, inside: true },
    { key: '2021-02', events: 8, share: 1, inside: true },
  ]);
  expect([brush.apart, brush.from, brush.to]).toEqual([3, 2, 3]);
  expect(brush.ticks).toEqual([
    { at: 0, text: '0' },
    { at: 0.25, text: '2' },
    { at: 0.5, text: '4' },
    { at: 0.75, text: '6' },
    { at: 1, text: '8' },
  ]);
  expect(brush.axis.map(({ text }) => text)).toEqual(['Nov 2020', 'Dec', '2021', 'Feb']);
  expect(brush.summary).toBe('Nov 2020 to Feb 2021: 15 events.');
});

test('months that nothing loaded speaks of are told apart from those without an event', () => {
  const days = [{ from: '2020-12-01', to: '2021-02-28', kind: 'COMPLETE' as const }];
  const { gaps, loaded } = brushOf(counts, null, [{ dataset: { name: 'GED' }, days }])!;
  expect(gaps).toEqual([{ from: 0, count: 1 }]);
  expect(loaded).toBe('GED, 1 December 2020 – 28 February 2021');
  expect(brushOf(counts, null, [])!.gaps).toEqual([{ from: 1, count: 2 }]);
});

test('a year asked for whole is marked; without events there is none', () => {
  const asked = { from: '2021-01-01', to: '2021-12-31' };
  expect(brushOf(counts, asked, [])!.years).toMatchObject([
    { text: '2020', inside: false },
    { text: '2021', inside: true },
  ]);
  expect(brushOf([{ month: null, events: 3, eventsSpanning: 0 }], null, [])).toBeNull();
  expect(brushOf(counts, { from: '1999-01-01', to: '1999-12-31' }, [])).toMatchObject({
    from: 0,
    to: 0,
  });
});

test('a window is drawn in either direction and past the ends, has its ends dragged, and is moved', () => {
  const before = { from: 1, to: 2 };
  expect(dragged(before, 'new', 3, 1, 3)).toEqual({ from: 1, to: 3 });
  expect(dragged(before, 'new', -5, 9, 3)).toEqual({ from: 0, to: 3 });
  expect(dragged(before, 'from', 1, 3, 3)).toEqual({ from: 2, to: 3 });
  expect(dragged(before, 'to', 2, 0, 3)).toEqual({ from: 0, to: 1 });
  expect(dragged(before, 'window', 1, 2, 3)).toEqual({ from: 2, to: 3 });
  expect(dragged(before, 'window', 1, 9, 3)).toEqual({ from: 2, to: 3 });
  expect(dragged(before, 'window', 1, -9, 3)).toEqual({ from: 0, to: 1 });
});

test('keys move one end, as far as the other', () => {
  const before = { from: 5, to: 8 };
  expect(moved(before, 'from', 'ArrowLeft', 20)).toEqual({ from: 4, to: 8 });
  expect(moved(before, 'from', 'PageUp', 20)).toEqual({ from: 8, to: 8 });
  expect(moved(before, 'from', 'Home', 20)).toEqual({ from: 0, to: 8 });
  expect(moved(before, 'to', 'End', 20)).toEqual({ from: 5, to: 20 });
  expect(moved(before, 'to', 'PageDown', 20)).toEqual({ from: 5, to: 5 });
  expect(moved(before, 'to', 'Tab', 20)).toBeNull();
});

test('a window of months is the days from its first to its last', () => {
  const { months } = brushOf(counts, null, [])!;
  expect(daysWithin(months, { from: 1, to: 3 })).toEqual({ from: '2020-12-01', to: '2021-02-28' });
});
