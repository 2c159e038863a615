import { describe, expect, test } from 'vitest';
import { chartLayout } from './chart.ts';
import { entriesOf, type Entry } from './entries.ts';
import type { ChartChoice } from './view.ts';

const asked = (given: Partial<ChartChoice>): ChartChoice => ({
  by: 'YEAR',
  per: null,
  measure: 'events',
  ...given,
});

const row = (events: number, deaths: [number, number, number] | null = null) => ({
  events,
  eventsWithoutFigure: deaths ? 0 : events,
  deaths: deaths && { low: deaths[0], best: deaths[1], high: deaths[2] },
});

const years = entriesOf(
  [
    { year: 2019, ...row(5) },
    { year: 2021, ...row(20, [30, 40, 80]) },
  ],
  ['YEAR'],
);

describe('columns', () => {
  test('stand for every period, those without an event too', () => {
    const { shape, panels, ticks } = chartLayout(years, asked({}), 'UCDP');
    expect(shape).toBe('columns');
    expect(panels[0]!.bars.map(({ value, main, text }) => [value.key, main, text])).toEqual([
      ['2019', 0.25, '5'],
      ['2020', 0, 'no event on record'],
      ['2021', 1, '20'],
    ]);
    expect(ticks.map(({ text }) => text)).toEqual(['0', '5', '10', '15', '20']);
  });

  test('of deaths have a range, and say where nobody estimates', () => {
    const [first, , third] = chartLayout(years, asked({ measure: 'deaths' }), 'UCDP').panels[0]!
      .bars;
    expect(first).toMatchObject({ unknown: true, main: 0, text: 'no estimate' });
    expect(third).toMatchObject({ low: 0.375, main: 0.5, high: 1, text: '40 (30–80)' });
  });
});

describe('what is of no one period for certain', () => {
  const given = entriesOf(
    [
      {
        year: 2021,
        events: 20,
        eventsWithoutFigure: 0,
        eventsSpanning: 5,
        deaths: { low: 30, best: 40, high: 80, sideA: 25, sideB: 0, civilians: 12, unknown: 3 },
        deathsSpanning: { low: 10, best: 10, high: 20 },
      },
    ],
    ['YEAR'],
  );
  const layout = (measure: ChartChoice['measure']) =>
    chartLayout(given, asked({ measure }), 'UCDP');

  test('is in no bar but stands apart, on a scale of the bars alone', () => {
    const events = layout('events');
    expect(events.panels[0]).toMatchObject({
      bars: [{ main: 1, text: '15' }],
      apart: { value: 5, text: 'Of no one period for certain: 5 events' },
    });
    const deaths = layout('deaths');
    expect(deaths.most).toBe(60);
    expect(deaths.panels[0]).toMatchObject({
      bars: [{ low: 20 / 60, main: 0.5, high: 1, text: '30 (20–60)' }],
      apart: { value: 10, text: 'Of no one period for certain: 10 (10–20) deaths in 5 events' },
    });
    expect(deaths.summary).toContain(
      'Longer than their period, or not known to which they belong: 5 events, 10 deaths.',
    );
  });

  test('leaves to each part what is certain of it', () => {
    const [deaths] = layout('deaths').panels[0]!.bars;
    expect(deaths!.parts).toEqual([
      { part: 'sideA', from: 0, to: 0.25 },
      { part: 'civilians', from: 0.25, to: 2 / 60 + 0.25 },
      { part: 'rest', from: 2 / 60 + 0.25, to: 0.5 },
    ]);
    const civilians = layout('civilians').panels[0]!;
    expect(civilians).toMatchObject({ bars: [{ text: 'at least 2' }], apart: null });
  });

  test('is nothing to what is no period', () => {
    const country = { name: 'Albania', countryCode: 'AL' };
    const rows = entriesOf([{ country, ...row(20), eventsSpanning: 3 }], ['COUNTRY']);
    const chart = chartLayout(rows, asked({ by: 'COUNTRY' }), 'UCDP');
    expect(chart.panels[0]).toMatchObject({ bars: [{ text: '20' }], apart: null });
    expect(chart.summary).not.toContain('Longer than');
  });
});

test('a region is told in words, and leads to its events', () => {
  const [entry] = entriesOf([{ region: 'MIDDLE_EAST', ...row(20) }], ['REGION']);
  expect(entry!.values).toEqual([
    { key: 'MIDDLE_EAST', label: 'Middle East', narrows: { regions: ['MIDDLE_EAST'] } },
  ]);
});

test('panels of deaths have one scale, by best estimates, and say where ranges reach beyond', () => {
  const actor = (slug: string, ...deaths: [number, number, number]) => ({
    year: 2021,
    actor: { slug, name: slug },
    ...row(3, deaths),
  });
  const layout = (high: number) =>
    chartLayout(
      entriesOf([actor('a', 10, 20, high), actor('b', 30, 40, 40)], ['YEAR', 'ACTOR']),
      asked({ measure: 'deaths', per: 'ACTOR' }),
      'UCDP',
    );
  const cut = layout(400);
  expect([cut.most, cut.isByBest]).toEqual([40, true]);
  expect(cut.panels.map(({ bars: [bar] }) => [bar!.main, bar!.high])).toEqual([
    [0.5, 10],
    [1, 1],
  ]);
  expect(layout(40).isByBest).toBe(false);
});

test('periods have an axis, and those of which nothing is loaded are told', () => {
  const days = [{ from: '2020-01-01', to: '2021-12-31', kind: 'COMPLETE' as const }];
  const coverage = [{ dataset: { name: 'GED' }, days }];
  const { axis, gaps, loaded } = chartLayout(years, asked({}), 'UCDP', coverage);
  expect(axis.map(({ text }) => text)).toEqual(['2019', '2020', '2021']);
  expect(gaps).toEqual([{ from: 0, count: 1 }]);
  expect(loaded).toBe('GED, 1 January 2020 – 31 December 2021');
});

test('two actors are compared without those that they fight', () => {
  const actor = (slug: string) => ({ year: 2021, actor: { slug, name: slug }, ...row(3) });
  const entries = entriesOf(['a', 'b', 'c'].map(actor), ['YEAR', 'ACTOR']);
  const titles = (only: string[]) =>
    chartLayout(entries, asked({ per: 'ACTOR', only }), 'UCDP').panels.map(({ title }) => title);
  expect(titles(['a', 'c'])).toEqual(['a', 'c']);
  expect(titles([])).toEqual(['a', 'b', 'c']);
});

describe('the split of deaths', () => {
  const split = { sideA: 10, sideB: 0, civilians: 20, unknown: 6 };
  const entries = entriesOf(
    [
      {
        year: 2021,
        events: 3,
        eventsWithoutFigure: 0,
        eventsWithoutSplit: 1,
        deaths: { low: 30, best: 40, high: 80, ...split },
      },
      {
        year: 2022,
        events: 1,
        eventsWithoutFigure: 0,
        eventsWithoutSplit: 1,
        deaths: { low: 1, best: 2, high: 3 },
      },
    ],
    ['YEAR'],
  );

  test('stacks the parts, and what no estimate splits, up to the best estimate', () => {
    const [first, second] = chartLayout(entries, asked({ measure: 'deaths' }), 'UCDP').panels[0]!
      .bars;
    expect(first!.parts).toEqual([
      { part: 'sideA', from: 0, to: 0.125 },
      { part: 'civilians', from: 0.125, to: 0.375 },
      { part: 'unknown', from: 0.375, to: 0.45 },
      { part: 'rest', from: 0.45, to: 0.5 },
    ]);
    expect(second!.parts).toEqual([]);
  });

  test('of civilians says where no estimate is split, and between what bounds their share lies', () => {
    const { panels, summary } = chartLayout(entries, asked({ measure: 'civilians' }), 'UCDP');
    expect(panels[0]!.bars.map(({ text, unknown }) => [text, unknown])).toEqual([
      ['20 (50%)', false],
      ['not split', true],
    ]);
    expect(summary).toContain(
      'By the best estimates of UCDP, 20 of 42 dead are counted as civilians (48%). Whether another 12 were civilians is not known: the share may be anything from 48% to 76%. With an estimate that is not split: 2 events.',
    );
  });
});

describe('rows', () => {
  const country = (name: string, code: string) => ({ country: { name, countryCode: code } });
  const rows = entriesOf(
    [
      { ...country('Albania', 'AL'), violence: 'STATE_BASED', ...row(1) },
      { ...country('Kyrgyzstan', 'KG'), violence: 'STATE_BASED', ...row(6) },
      { ...country('Kyrgyzstan', 'KG'), violence: null, ...row(2) },
    ],
    ['COUNTRY', 'VIOLENCE'],
  );

  test('come with the most first, the same in each panel, on one scale', () => {
    const { shape, panels } = chartLayout(rows, asked({ by: 'COUNTRY', per: 'VIOLENCE' }), 'UCDP');
    expect(shape).toBe('rows');
    expect(
      panels.map(({ title, bars }) => [
        title,
        ...bars.map(({ value, text }) => value.label + text),
      ]),
    ).toEqual([
      ['State-based', 'Kyrgyzstan6', 'Albania1'],
      ['No organised violence', 'Kyrgyzstan2', 'Albaniano event on record'],
    ]);
    expect(panels[1]!.bars[0]!.main).toBeCloseTo(panels[0]!.bars[0]!.main / 3);
  });

  test('that there is no room for are counted', () => {
    const many: Entry[] = Array.from({ length: 40 }, (_, index) => ({
      ...years[0]!,
      values: [{ key: `${index}`, label: `${index}`, narrows: null }],
    }));
    const { left, panels } = chartLayout(many, asked({ by: 'CONFLICT' }), 'UCDP');
    expect(panels[0]!.bars).toHaveLength(16);
    expect(left).toEqual({ values: 24, panels: 0 });
  });

  test('narrow to what they stand for', () => {
    expect(rows[1]!.values.map(({ narrows }) => narrows)).toEqual([
      { countries: ['KG'] },
      { violence: ['STATE_BASED'] },
    ]);
  });
});

describe('the summary', () => {
  const summary = (entries: readonly Entry[], choice: Partial<ChartChoice>) =>
    chartLayout(entries, asked(choice), 'UCDP').summary;
  const conflicts = (second: [number, number, number] | null) =>
    entriesOf(
      [
        { conflict: { slug: 'a', name: 'A' }, ...row(20, [30, 40, 80]) },
        { conflict: { slug: 'b', name: 'B' }, ...row(5, second) },
      ],
      ['CONFLICT'],
    );

  test('adds up periods, and calls none of them the worst', () => {
    const note =
      'A period without a bar has no event of it alone in this record, which holds only what was loaded.';
    expect(summary(years, { measure: 'deaths' })).toBe(
      `In all, a sum of each event’s own estimate: 40 (30–80) deaths in 25 events. Without an estimate, and so adding nothing: 5 events. ${note}`,
    );
    expect(summary(years, {})).toBe(`In all: 25 events. ${note}`);
  });

  test('tells where there is most only where every event has an estimate', () => {
    const choice = { by: 'CONFLICT', measure: 'deaths' } as const;
    expect(summary(conflicts([1, 2, 3]), choice)).toBe(
      'Most deaths: A: 40 (30–80); then B: 2 (1–3). In all, a sum of each event’s own estimate: 42 (31–83) deaths in 25 events.',
    );
    expect(summary(conflicts(null), choice)).not.toContain('Most deaths');
    expect(summary(conflicts(null), { by: 'CONFLICT' })).toContain('Most events: A: 20');
  });

  test('says where there is nothing', () => {
    expect(summary([], {})).toBe('No event meets the filters.');
  });
});
