import type { EventFilter, EventKind, Violence, WorldRegion } from '../../gql/graphql.ts';
import { m } from '#paraglide/messages.js';
import type { SplitDeaths } from '#lib/deaths/split.ts';
import { messageTable } from '#lib/language/message-table.ts';
import { daysOf, spanText } from '#lib/statistics/period-days.ts';
import type { Dimension } from './view.ts';
import { EVENT_KIND, VIOLENCE, WORLD_REGION } from '#lib/vocabulary/words.ts';

interface Statistic {
  year?: number | null;
  month?: string | null;
  week?: string | null;
  region?: WorldRegion | null;
  country?: { name: string; countryCode?: string | null } | null;
  conflict?: { name: string; slug: string } | null;
  actor?: { name: string; slug: string } | null;
  claimant?: { name: string; slug: string } | null;
  violence?: Violence | null;
  kind?: EventKind | null;
  events: number;
  eventsWithoutFigure: number;
  eventsWithoutSplit?: number;
  eventsSpanning?: number;
  deathsSpanning?: Bounds | null;
  deaths?: Deaths | null;
}

/** A sum of estimates, persons, and of whom the best is made up where they are split. */
export type Deaths = Bounds & SplitDeaths;

type Bounds = Record<'low' | 'best' | 'high', number>;

/** One value of a dimension, and how to see only that. */
export interface Value {
  key: string;
  label: string;
  narrows: EventFilter | null;
}

/** One row of statistics: its value along each dimension, and what was counted. */
export interface Entry {
  values: [Value, ...Value[]];
  events: number;
  eventsWithoutFigure: number;
  /** Of those with an estimate, how many do not split it. */
  eventsWithoutSplit: number;
  /** Of a period: those that may also have happened after it. */
  eventsSpanning: number;
  /** What they add to `deaths`. */
  deathsSpanning: Bounds | null;
  deaths: Deaths | null;
}

export function entriesOf(
  rows: readonly Statistic[],
  by: readonly [Dimension, ...Dimension[]],
): Entry[] {
  const [first, ...rest] = by;
  return rows.map((row) => ({
    values: [valueOf(row, first), ...rest.map((dimension) => valueOf(row, dimension))],
    events: row.events,
    eventsWithoutFigure: row.eventsWithoutFigure,
    eventsWithoutSplit: row.eventsWithoutSplit ?? 0,
    eventsSpanning: row.eventsSpanning ?? 0,
    deathsSpanning: row.deathsSpanning ?? null,
    deaths: row.deaths ?? null,
  }));
}

const UNKNOWN: Record<Dimension, string> = /* @__PURE__ */ messageTable({
  YEAR: m.explore_no_year,
  MONTH: m.explore_no_month,
  WEEK: m.explore_no_week,
  REGION: m.explore_no_country,
  COUNTRY: m.explore_no_country,
  CONFLICT: m.explore_no_conflict,
  ACTOR: m.explore_no_actor,
  CLAIMANT: m.conflict_stats_no_estimate,
  VIOLENCE: m.explore_no_violence,
  KIND: m.explore_no_kind,
});

function valueOf(row: Statistic, dimension: Dimension): Value {
  return known(row, dimension) ?? { key: '', label: UNKNOWN[dimension], narrows: null };
}

function known(row: Statistic, dimension: Dimension): Value | null {
  const { year, month, week, region, country, conflict, actor, claimant, violence, kind } = row;
  switch (dimension) {
    case 'YEAR':
      return year ? period(String(year)) : null;
    case 'MONTH':
      return month ? period(month) : null;
    case 'WEEK':
      return week ? period(week) : null;
    case 'REGION':
      return region
        ? { key: region, label: WORLD_REGION[region], narrows: { regions: [region] } }
        : null;
    case 'COUNTRY': {
      const code = country?.countryCode;
      if (!country) return null;
      return {
        key: country.name,
        label: country.name,
        narrows: code ? { countries: [code] } : null,
      };
    }
    case 'CONFLICT':
      return conflict ? named(conflict, { conflicts: [conflict.slug] }) : null;
    case 'ACTOR':
      return actor ? named(actor, { actors: [actor.slug] }) : null;
    case 'CLAIMANT':
      // The filter of that name is of claims about an event, whoever’s estimate it has.
      return claimant ? { key: claimant.slug, label: claimant.name, narrows: null } : null;
    case 'VIOLENCE':
      return violence
        ? { key: violence, label: VIOLENCE[violence], narrows: { violence: [violence] } }
        : null;
    case 'KIND':
      return kind ? { key: kind, label: EVENT_KIND[kind], narrows: { kinds: [kind] } } : null;
  }
}

const named = ({ slug, name }: { slug: string; name: string }, narrows: EventFilter): Value => ({
  key: slug,
  label: name,
  narrows,
});

const period = (key: string): Value => ({
  key,
  label: spanText(key),
  narrows: { during: daysOf(key) },
});
