import { scaleLinear } from 'd3-scale';
import { m } from '#paraglide/messages.js';
import { civiliansText, PARTS, splitOf, sumOfSplits, type Part } from '#lib/deaths/split.ts';
import { countText, numberText, quantityText, shareText } from '#lib/format/numbers.ts';
import { sumOf } from '#lib/statistics/periods.ts';
import { axisLabels, type AxisLabel } from '#lib/statistics/axis.ts';
import { coverageText, gapsIn, type Coverage, type Gap } from '#lib/statistics/coverage.ts';
import { nextPeriod, spanText } from '#lib/statistics/period-days.ts';
import type { Entry, Value } from './entries.ts';
import type { ChartChoice, Dimension } from './view.ts';

/** Some of the dead on a bar, in shares of the scale; `rest` is what no estimate splits. */
export interface BarPart {
  part: Part | 'rest';
  from: number;
  to: number;
}

/**
 * One bar, in shares of the scale, which its range may go beyond: as far as `main`, with its range where it
 * has one. Of a period, what belongs to it for certain.
 */
export interface Bar {
  value: Value;
  main: number;
  low: number;
  high: number;
  /** What the bar is made up of, from its foot, as far as estimates are split; empty for a count of events. */
  parts: BarPart[];
  text: string;
  /** Events there are, deaths nobody estimates: not the same as none. */
  unknown: boolean;
}

export interface Panel {
  title: string;
  value: Value | null;
  bars: Bar[];
  /** What belongs to no one of the periods for certain, spread over none. */
  apart: { value: number; text: string } | null;
}

export interface Chart {
  /** Periods stand in columns in their order; whatever else lies in rows, the most first. */
  shape: 'columns' | 'rows';
  panels: Panel[];
  ticks: { at: number; text: string }[];
  /** The end of the scale, and how far ranges reach beyond it where that is by best estimates. */
  most: number;
  isByBest: boolean;
  /** Of periods. */
  axis: AxisLabel[];
  gaps: Gap[];
  /** Of which days what is loaded speaks; empty where the chart is not by period. */
  loaded: string;
  /** Values and panels that there is no room for; the table has them. */
  left: { values: number; panels: number };
  summary: string;
}

const ROWS = 16;
const ROWS_IN_SMALL = 6;
const PANELS = 9;
const TICKS = 4;
/** A highest estimate that is so many times the most of the best ones leaves no room for those. */
const FAR_OFF = 2.5;
/** So many labels stand below a panel of several. */
const IN_SMALL = { wide: 4, narrow: 4 };

export const isPeriod = (dimension: Dimension) =>
  dimension === 'YEAR' || dimension === 'MONTH' || dimension === 'WEEK';

/** The best estimate or the count that a bar stands for; null where nobody estimates, or splits an estimate. */
function amountOf({ events, deaths }: Entry, measure: ChartChoice['measure']): number | null {
  if (measure === 'events') return events;
  return (measure === 'deaths' ? deaths?.best : splitOf(deaths)?.civilians) ?? null;
}

export function amountText(entry: Entry, measure: ChartChoice['measure']): string {
  if (measure === 'events') return numberText(entry.events);
  if (!entry.deaths) return m.conflict_stats_no_estimate();
  if (measure === 'civilians') return civiliansAmount(entry.deaths);
  return quantityText({ ...entry.deaths, quantifier: 'EXACT' });
}

/** "1,204 (41%)", or 0 alone where nobody died. */
function civiliansAmount(deaths: NonNullable<Entry['deaths']>): string {
  const split = splitOf(deaths);
  if (!split) return m.explore_not_split();
  const civilians = numberText(split.civilians);
  return split.best > 0 ? `${civilians} (${shareText(split.civilians / split.best)})` : civilians;
}

/** `whose`: whose estimates are summed. `coverage`: of which days what is loaded speaks. */
export function chartLayout(
  entries: readonly Entry[],
  asked: ChartChoice,
  whose: string,
  coverage: readonly Coverage[] = [],
): Chart {
  const shape = isPeriod(asked.by) ? 'columns' : 'rows';
  const groups = groupsOf(entries, asked);
  const chosen = asked.per ? groups.slice(0, PANELS) : groups;
  const shown = chosen.flatMap(({ entries: of }) => of);
  const values = shape === 'columns' ? periodsOf(shown) : mostOf(shown, asked);
  const keys = values.map(({ key }) => key);
  const onRecord = new Set<string | undefined>(shown.map(({ values: [{ key }] }) => key));
  const certain = shown.map((entry) => withinOf(entry, asked));
  // Side by side, the highest estimate of one would flatten the others, and so would one that is far off.
  const bests = certain.map(({ deaths }) => deaths?.best ?? 0);
  const highs = certain.map((entry) => highest(entry, asked));
  const isByBest =
    asked.measure === 'deaths' &&
    (!!asked.per || Math.max(...highs) > FAR_OFF * Math.max(...bests));
  const ends = isByBest ? bests : highs;
  const top = Math.max(1, ...ends);
  const scale = scaleLinear([0, top], [0, 1]).nice(TICKS);
  return {
    shape,
    panels: chosen.map(({ value, entries: of }) => ({
      title: value?.label ?? '',
      value,
      bars: values.map((each) => barOf(each, of, asked, scale)),
      apart: shape === 'columns' ? apartOf(of, asked) : null,
    })),
    ticks: scale.ticks(TICKS).map((tick) => ({ at: scale(tick), text: numberText(tick) })),
    most: scale.domain()[1]!,
    isByBest: isByBest && certain.some(({ deaths }) => (deaths?.high ?? 0) > scale.domain()[1]!),
    axis: shape === 'columns' ? axisLabels(keys, asked.per ? IN_SMALL : undefined) : [],
    gaps: shape === 'columns' ? gapsIn(keys, coverage, (index) => onRecord.has(keys[index])) : [],
    loaded: shape === 'columns' ? coverageText(coverage) : '',
    left: {
      values: shape === 'rows' ? distinct(shown).length - values.length : 0,
      panels: groups.length - chosen.length,
    },
    summary: summaryOf(entries, asked, whose),
  };
}

interface Group {
  value: Value | null;
  entries: Entry[];
}

/** The panels, that with the most events first: a panel for each value of the second dimension. */
function groupsOf(entries: readonly Entry[], { per, only }: ChartChoice): Group[] {
  if (!per) return [{ value: null, entries: [...entries] }];
  const events = (of: readonly Entry[]) => of.reduce((sum, { events }) => sum + events, 0);
  const groups = [...Map.groupBy(entries, ({ values }) => values[1]!.key)];
  const asked = groups.filter(([key]) => only?.includes(key));
  return (asked.length > 0 ? asked : groups)
    .map(([, of]) => ({ value: of[0]!.values[1]!, entries: of }))
    .sort((a, b) => events(b.entries) - events(a.entries));
}

function highest(entry: Entry, { measure }: ChartChoice): number {
  if (measure === 'events') return entry.events;
  const { high = 0, best = 0 } = entry.deaths ?? {};
  return measure === 'deaths' ? Math.max(high, best) : toldAsCivilians(entry.deaths);
}

/** The dead that may have been civilians: those counted so, and those whose status is not told. */
function toldAsCivilians(deaths: Entry['deaths']): number {
  const split = splitOf(deaths);
  return split ? split.civilians + split.unknown + Math.max(0, split.rest) : 0;
}

function distinct(entries: readonly Entry[]): Value[] {
  return [...new Map(entries.map(({ values: [value] }) => [value.key, value])).values()];
}

/** Every period from the first to the last, those without an event too. */
function periodsOf(entries: readonly Entry[]): Value[] {
  const known = new Map(distinct(entries).map((value) => [value.key, value]));
  known.delete('');
  const keys = [...known.keys()].sort();
  const [first, last] = [keys[0], keys.at(-1)];
  const periods: Value[] = [];
  for (let key = first; key && last && key <= last; key = nextPeriod(key)) {
    periods.push(known.get(key) ?? { key, label: spanText(key), narrows: null });
  }
  return periods;
}

/** The values with most, over all panels, so that each panel has the same rows. */
function mostOf(entries: readonly Entry[], asked: ChartChoice): Value[] {
  const amount = new Map<string, number>();
  for (const entry of entries) {
    const { key } = entry.values[0];
    amount.set(key, (amount.get(key) ?? 0) + (amountOf(entry, asked.measure) ?? 0));
  }
  return distinct(entries)
    .sort((a, b) => amount.get(b.key)! - amount.get(a.key)! || (a.label < b.label ? -1 : 1))
    .slice(0, asked.per ? ROWS_IN_SMALL : ROWS);
}

function barOf(
  value: Value,
  entries: readonly Entry[],
  { by, measure }: ChartChoice,
  scale: (amount: number) => number,
): Bar {
  const told = entries.find(({ values }) => values[0].key === value.key);
  const entry = told && withinOf(told, { by });
  const amount = entry ? amountOf(entry, measure) : 0;
  const main = scale(amount ?? 0);
  const spread = measure === 'deaths' ? entry?.deaths : null;
  return {
    value,
    main,
    low: spread ? scale(spread.low) : main,
    high: spread ? scale(spread.high) : main,
    parts: measure === 'events' ? [] : partsOf(entry?.deaths ?? null, measure, scale),
    text: entry ? barText(entry, measure, entry !== told) : m.explore_no_record(),
    unknown: amount === null,
  };
}

/**
 * What of an entry belongs to its period for certain. Of whose dead the others were is not told: each part may
 * have lost as many, and what no part has for certain is not split.
 */
function withinOf(entry: Entry, { by }: Pick<ChartChoice, 'by'>): Entry {
  const { deaths, deathsSpanning, eventsSpanning } = entry;
  if (!isPeriod(by) || eventsSpanning === 0) return entry;
  const events = entry.events - eventsSpanning;
  if (!deaths || !deathsSpanning) return { ...entry, events };
  const { low, best, high } = deathsSpanning;
  const least = (part: number | null | undefined) =>
    typeof part === 'number' ? Math.max(0, part - best) : part;
  const certain = Object.fromEntries(PARTS.map((part) => [part, least(deaths[part])]));
  const within = { low: deaths.low - low, best: deaths.best - best, high: deaths.high - high };
  return { ...entry, events, deaths: { ...certain, ...within } };
}

/** Of civilians, where some events belong to no one period for certain, what they are at least. */
function barText(entry: Entry, measure: ChartChoice['measure'], isPartial: boolean): string {
  const least = isPartial && measure === 'civilians' ? amountOf(entry, measure) : null;
  if (least === null) return amountText(entry, measure);
  return quantityText({ best: least, quantifier: 'AT_LEAST' });
}

/** What is of no one period for certain; of civilians, whose share of it is not told, nothing. */
function apartOf(entries: readonly Entry[], { measure }: ChartChoice): Panel['apart'] {
  const count = entries.reduce((sum, { eventsSpanning }) => sum + eventsSpanning, 0);
  const events = countText(count, 'event');
  if (measure === 'events') {
    return count > 0 ? { value: count, text: m.conflict_stats_apart_events({ events }) } : null;
  }
  const deaths = sumOf(entries.map(({ deathsSpanning }) => deathsSpanning));
  if (measure === 'civilians' || !deaths || deaths.best <= 0) return null;
  const told = quantityText({ ...deaths, quantifier: 'EXACT' });
  return { value: deaths.best, text: m.conflict_stats_apart_text({ events, deaths: told }) };
}

/** Civilians are followed by those who may have been some. */
const DRAWN = {
  deaths: [...PARTS, 'rest'],
  civilians: ['civilians', 'unknown', 'rest'],
} as const;

function partsOf(
  deaths: Entry['deaths'],
  measure: 'deaths' | 'civilians',
  scale: (amount: number) => number,
): BarPart[] {
  const split = splitOf(deaths);
  if (!split) return [];
  let reached = 0;
  return DRAWN[measure].flatMap((part) => {
    const persons = Math.max(0, split[part]);
    const from = reached;
    reached += persons;
    return persons > 0 ? [{ part, from: scale(from), to: scale(reached) }] : [];
  });
}

/**
 * The chart in a sentence. Where there is most is said only of what can be compared: not of periods, since
 * the API does not tell which days its datasets cover, and not of deaths where an event has no estimate.
 */
function summaryOf(
  entries: readonly Entry[],
  { by, per, measure }: ChartChoice,
  whose: string,
): string {
  if (entries.length === 0) return m.explore_no_event();
  const dimensions = [by, ...(per ? [per] : [])];
  const overlap = dimensions.includes('ACTOR');
  const periods = dimensions.some(isPeriod);
  const without = entries.reduce((sum, entry) => sum + entry.eventsWithoutFigure, 0);
  const unsplit = entries.reduce((sum, entry) => sum + entry.eventsWithoutSplit, 0);
  const spanning = entries.reduce((sum, entry) => sum + entry.eventsSpanning, 0);
  const beyond = sumOf(entries.map(({ deathsSpanning }) => deathsSpanning));
  const comparable =
    !periods &&
    (measure === 'events' || (without === 0 && (measure === 'deaths' || unsplit === 0)));
  return [
    comparable ? mostText(entries, measure) : '',
    overlap ? m.explore_overlap() : totalText(entries, measure),
    measure !== 'events' && without && !overlap
      ? m.explore_unestimated({ events: countText(without, 'event') })
      : '',
    measure === 'events' || overlap
      ? ''
      : civiliansText(
          sumOfSplits(entries.map(({ deaths }) => deaths)),
          whose,
          m.split_civilians_sum,
        ),
    measure !== 'events' && unsplit && !overlap
      ? m.explore_unsplit({ events: countText(unsplit, 'event') })
      : '',
    periods && spanning && !overlap
      ? m.explore_spanning({
          events: countText(spanning, 'event'),
          deaths: countText(beyond?.best ?? 0, 'death'),
        })
      : '',
    periods ? m.explore_periods_note() : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function mostText(entries: readonly Entry[], measure: ChartChoice['measure']): string {
  const amount = (entry: Entry) => amountOf(entry, measure) ?? 0;
  const [most, second] = entries.toSorted((a, b) => amount(b) - amount(a));
  const name = ({ values }: Entry) => values.map(({ label }) => label).join(', ');
  const one = (entry: Entry) => `${name(entry)}: ${amountText(entry, measure)}`;
  const peaks = second ? m.explore_then({ first: one(most!), second: one(second) }) : one(most!);
  const TOLD = {
    events: m.explore_most_events,
    deaths: m.explore_most_deaths,
    civilians: m.explore_most_civilians,
  };
  return TOLD[measure]({ told: peaks });
}

function totalText(entries: readonly Entry[], measure: ChartChoice['measure']): string {
  const events = countText(
    entries.reduce((sum, entry) => sum + entry.events, 0),
    'event',
  );
  const deaths = sumOf(entries.map((entry) => entry.deaths));
  return measure !== 'events' && deaths
    ? m.explore_total_deaths({ deaths: quantityText({ ...deaths, quantifier: 'EXACT' }), events })
    : m.explore_total_events({ events });
}
