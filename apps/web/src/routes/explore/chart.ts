import { scaleLinear } from 'd3-scale';
import { m } from '#paraglide/messages.js';
import { countText, numberText, quantityText } from '#lib/format/numbers.ts';
import { sumOf } from '#lib/statistics/periods.ts';
import { nextPeriod, type Entry, type Value } from './entries.ts';
import type { ChartChoice, Dimension } from './view.ts';

/** One bar, in shares of the scale: as far as `main`, with its range where it has one. */
export interface Bar {
  value: Value;
  main: number;
  low: number;
  high: number;
  text: string;
  /** Events there are, deaths nobody estimates: not the same as none. */
  unknown: boolean;
}

export interface Panel {
  title: string;
  value: Value | null;
  bars: Bar[];
}

export interface Chart {
  /** Periods stand in columns in their order; whatever else lies in rows, the most first. */
  shape: 'columns' | 'rows';
  panels: Panel[];
  ticks: { at: number; text: string }[];
  /** Values and panels that there is no room for; the table has them. */
  left: { values: number; panels: number };
  summary: string;
}

const ROWS = 16;
const ROWS_IN_SMALL = 6;
const PANELS = 9;
const TICKS = 4;

export const isPeriod = (dimension: Dimension) =>
  dimension === 'YEAR' || dimension === 'MONTH' || dimension === 'WEEK';

/** The best estimate or the count that a bar stands for; null where nobody estimates. */
const amountOf = ({ events, deaths }: Entry, measure: ChartChoice['measure']) =>
  measure === 'events' ? events : (deaths?.best ?? null);

export function amountText(entry: Entry, measure: ChartChoice['measure']): string {
  if (measure === 'events') return numberText(entry.events);
  if (!entry.deaths) return m.conflict_stats_no_estimate();
  return quantityText({ ...entry.deaths, quantifier: 'EXACT' });
}

export function chartLayout(entries: readonly Entry[], asked: ChartChoice): Chart {
  const shape = isPeriod(asked.by) ? 'columns' : 'rows';
  const groups = groupsOf(entries, asked);
  const chosen = asked.per ? groups.slice(0, PANELS) : groups;
  const shown = chosen.flatMap(({ entries: of }) => of);
  const values = shape === 'columns' ? periodsOf(shown) : mostOf(shown, asked);
  const top = Math.max(1, ...shown.map((entry) => highest(entry, asked)));
  const scale = scaleLinear([0, top], [0, 1]).nice(TICKS);
  return {
    shape,
    panels: chosen.map(({ value, entries: of }) => ({
      title: value?.label ?? '',
      value,
      bars: values.map((each) => barOf(each, of, asked, scale)),
    })),
    ticks: scale.ticks(TICKS).map((tick) => ({ at: scale(tick), text: numberText(tick) })),
    left: {
      values: shape === 'rows' ? distinct(shown).length - values.length : 0,
      panels: groups.length - chosen.length,
    },
    summary: summaryOf(entries, asked),
  };
}

interface Group {
  value: Value | null;
  entries: Entry[];
}

/** The panels, that with the most events first: a panel for each value of the second dimension. */
function groupsOf(entries: readonly Entry[], { per }: ChartChoice): Group[] {
  if (!per) return [{ value: null, entries: [...entries] }];
  const events = (of: readonly Entry[]) => of.reduce((sum, { events }) => sum + events, 0);
  return [...Map.groupBy(entries, ({ values }) => values[1]!.key).values()]
    .map((of) => ({ value: of[0]!.values[1]!, entries: of }))
    .sort((a, b) => events(b.entries) - events(a.entries));
}

function highest(entry: Entry, { measure }: ChartChoice): number {
  return measure === 'events'
    ? entry.events
    : Math.max(entry.deaths?.high ?? 0, entry.deaths?.best ?? 0);
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
    periods.push(known.get(key) ?? { key, label: key, narrows: null });
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
  { measure }: ChartChoice,
  scale: (amount: number) => number,
): Bar {
  const entry = entries.find(({ values }) => values[0].key === value.key);
  const amount = entry ? amountOf(entry, measure) : 0;
  const main = scale(amount ?? 0);
  const spread = measure === 'deaths' ? entry?.deaths : null;
  return {
    value,
    main,
    low: spread ? scale(spread.low) : main,
    high: spread ? scale(spread.high) : main,
    text: entry ? amountText(entry, measure) : m.explore_no_record(),
    unknown: amount === null,
  };
}

/**
 * The chart in a sentence. Where there is most is said only of what can be compared: not of periods, since
 * the API does not tell which days its datasets cover, and not of deaths where an event has no estimate.
 */
function summaryOf(entries: readonly Entry[], { by, per, measure }: ChartChoice): string {
  if (entries.length === 0) return m.explore_no_event();
  const dimensions = [by, ...(per ? [per] : [])];
  const overlap = dimensions.includes('ACTOR');
  const periods = dimensions.some(isPeriod);
  const without = entries.reduce((sum, entry) => sum + entry.eventsWithoutFigure, 0);
  const comparable = !periods && (measure === 'events' || without === 0);
  return [
    comparable ? mostText(entries, measure) : '',
    overlap ? m.explore_overlap() : totalText(entries, measure),
    measure === 'deaths' && without && !overlap
      ? m.explore_unestimated({ events: countText(without, 'event') })
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
  const told = second ? m.explore_then({ first: one(most!), second: one(second) }) : one(most!);
  return measure === 'events' ? m.explore_most_events({ told }) : m.explore_most_deaths({ told });
}

function totalText(entries: readonly Entry[], measure: ChartChoice['measure']): string {
  const events = countText(
    entries.reduce((sum, entry) => sum + entry.events, 0),
    'event',
  );
  const deaths = sumOf(entries.map((entry) => entry.deaths));
  return measure === 'deaths' && deaths
    ? m.explore_total_deaths({ deaths: quantityText({ ...deaths, quantifier: 'EXACT' }), events })
    : m.explore_total_events({ events });
}
