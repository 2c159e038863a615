import { isHttpError, redirect, type RequestEvent } from '@sveltejs/kit';
import type { EventFilter, SearchType } from '../../gql/graphql.ts';
import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { splitOf } from '#lib/deaths/split.ts';
import { withEvents } from '#lib/statistics/with-events.ts';
import { pageOf } from '#lib/paging/page.ts';
import { claimantsOf } from '#lib/totals/claimants.ts';
import { cellMap } from '#lib/geo/cells.server.ts';
import { countriesByName, countryName } from '#lib/geo/country-names.server.ts';
import type { Nearly } from '#lib/search/nearly.server.ts';
import { m } from '#paraglide/messages.js';
import { refiltered } from './address.ts';
import { alsoNamed } from './also-named.ts';
import { filterOf, orderOf, canonicalQuery, type Fault } from './filter-parameters.ts';
import { brushOf } from './brush.ts';
import { amountText, chartLayout, isPeriod } from './chart.ts';
import { entriesOf } from './entries.ts';
import {
  ExploreChart,
  ExploreChoices,
  ExploreFormPage,
  ExploreMap,
  ExplorePage,
} from './explore.ts';
import { namesAsked, namesOf } from './named.ts';
import { ExploreSuggested } from './suggested.ts';
import {
  boxOf,
  chartOf,
  gridOf,
  viewAround,
  viewOf,
  type ChartChoice,
  type MapView,
} from './view.ts';
import type { PageServerLoad } from './$types';

const ROWS = 25;
/** Rows of statistics that the page prints; a download and the playground have all. */
const TABLE_ROWS = 200;

/** Whose events may be meant by words that no event itself is called by. */
const NAMES_OF_EVENTS: SearchType[] = ['CONFLICT', 'ACTOR', 'PLACE'];

/** Conditions that may leave but a part of the world, of which the map is asked more closely, too. */
const PLACING = [
  'text',
  'countries',
  'places',
  'within',
  'near',
  'conflicts',
  'actors',
  'dyads',
  'partOf',
  'claimants',
] as const;

export const load: PageServerLoad = async (event) => {
  const { url } = event;
  const tidy = canonicalQuery(url);
  // A form sends its empty fields along; the address to keep and to cite has none.
  if ([...url.searchParams.values()].some((value) => !value.trim())) {
    redirect(303, tidy ? `?${tidy}` : url.pathname);
  }
  const asOf = asOfOf(url);
  const { filter, faults } = filterOf(url);
  const refuse = (fault: Fault) => void faults.push(fault);
  const asked = {
    asOf,
    filter,
    orderBy: orderOf(url, refuse),
    chart: chartOf(url, refuse),
    view: viewOf(url, refuse),
  };
  if (faults.length > 0) return refused(event, asked, faults);

  const { form, page, choices, chart, map } = variablesOf(asked);
  const answers = await Promise.all([
    ask(event, ExplorePage, { ...form, ...page, ...pageOf(url, ROWS) }),
    ask(event, ExploreChoices, choices),
    ask(event, ExploreChart, chart),
    ask(event, ExploreMap, map),
    filter.text ? thingsNamed(event, filter.text) : [],
  ]).catch((error: unknown) => faultIn(error, filter));
  if ('fault' in answers) return refused(event, asked, [answers.fault], answers.nearly);
  const [{ data, playground }, sums, charted, mapped, hits] = answers;
  const names = namesOf(filter, data);

  const claimants = claimantsOf(sums.data.claimants);
  const whose = claimants.join(', ') || m.conflict_stats_providers();
  const { by, per, measure } = asked.chart;
  const entries = entriesOf(charted.data.chart.map(spoken), per ? [by, per] : [by]);
  const countries = sums.data.countries.flatMap(({ country, events }) =>
    country?.countryCode ? [{ code: country.countryCode, name: countryName(country), events }] : [],
  );
  const { coverage } = sums.data;
  const { view, cells } = framed(asked.view, filter, mapped.data);
  return {
    ...asked,
    faults,
    nearly: null,
    names,
    playground,
    countryNames: {
      ...countriesByName(),
      ...Object.fromEntries(countries.map(({ code, name }) => [code, name])),
    },
    datasets: withEvents(data.datasets),
    found: {
      events: data.events,
      all: data.all.totalCount,
      unlocated: data.unlocated.totalCount,
      countries,
      brush: brushOf(sums.data.months, filter.during, coverage),
      claimants,
      alsoNamed: alsoNamed(hits, filter),
      chart: chartLayout(
        entries,
        { ...asked.chart, only: comparedBy(asked.chart, filter) },
        whose,
        coverage,
      ),
      table: {
        rows: entries.slice(0, TABLE_ROWS).map((entry) => ({
          values: entry.values,
          events: entry.events,
          deaths: amountText(entry, 'deaths'),
          split: splitOf(entry.deaths),
          without: entry.eventsWithoutFigure,
          apart: {
            events: entry.eventsSpanning,
            deaths: entry.deathsSpanning?.best ?? 0,
          },
        })),
        total: entries.length,
      },
      view,
      map: cellMap(cells, {
        view,
        measure,
        labels: mapped.data.labels ?? [],
        hrefOf: ({ west, south, east, north }) =>
          `${refiltered(url, { ...filter, within: { west, south, east, north } })}#where`,
      }),
      file: {
        of: 'events' as const,
        filter,
        orderBy: asked.orderBy,
        rows: data.events.totalCount,
        all: data.all.totalCount,
      },
    },
  };
};

/**
 * What bears the words as a name: nothing for words that a search does not take, such as a single letter, and none where it does
 * not answer, for the events are found all the same.
 */
async function thingsNamed(event: RequestEvent, words: string) {
  if (!/[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(words)) return [];
  const asked = { query: words.slice(0, 200), types: NAMES_OF_EVENTS };
  const found = await ask(event, ExploreSuggested, asked).catch(() => null);
  return found?.data.search.nodes ?? [];
}

/** A name in the address that nothing on record has, or that of a place without a point. @throws whatever else went wrong */
function faultIn(error: unknown, { near }: EventFilter): { fault: Fault; nearly?: Nearly[] } {
  if (!isHttpError(error)) throw error;
  const { unknown, argument, nearly } = error.body;
  if (unknown) {
    const message = m.explore_fault_unknown({ name: unknown.name.slice(0, 80) });
    const field = unknown.field === 'place' ? 'near.place' : unknown.field;
    return { fault: { field, message }, nearly };
  }
  if (argument === 'place' && near?.place) {
    const message = m.explore_fault_no_point({ name: near.place.slice(0, 80) });
    return { fault: { field: 'near.place', message } };
  }
  throw error;
}

interface Asked {
  asOf: string | null;
  filter: EventFilter;
  orderBy: ReturnType<typeof orderOf>;
  chart: ReturnType<typeof chartOf>;
  view: MapView | null;
}

/** The grid of the map where but a part of the world may be left; the other one is finer still. */
const MIDDLE_GRID = 6;
const CLOSEST_GRID = 9;

/** Each question's own: together they would cost more than one question may. */
function variablesOf({ asOf, filter, orderBy, chart, view }: Asked) {
  const box = view && boxOf(view);
  const by = chart.per ? [chart.by, chart.per] : [chart.by];
  const byClaimant = by.includes('CLAIMANT');
  const fits = !view && PLACING.some((name) => filter[name]);
  const shown = box && !filter.within ? { ...filter, within: box } : filter;
  return {
    form: namesAsked(filter),
    page: { asOf, filter, orderBy, unlocated: { ...filter, located: false } },
    choices: {
      asOf,
      filter,
      anyDay: { ...filter, during: null },
      anyCountry: { ...filter, countries: null },
    },
    chart: {
      asOf,
      filter,
      by,
      byClaimant,
      byRegion: by.includes('REGION'),
      byPeriod: by.some(isPeriod),
      // What a question may cost, less the work of looking up a moment and words of its events.
      rows: asOf ? 800 : byClaimant ? 1400 : 1600,
    },
    map: {
      asOf,
      shown,
      fits,
      isNamed: fits || !!box,
      grid: fits ? MIDDLE_GRID : gridOf(view ?? { span: 240 }),
      // What a question may cost, of two maps where it fits.
      squares: fits ? (asOf ? 200 : 1300) : 2000,
    },
  };
}

/** What the map shows: the view asked for, else that around the events, by the grid that suits it. */
function framed<Cell extends { west: number; south: number; east: number; north: number }>(
  asked: MapView | null,
  { within }: EventFilter,
  { map, closest }: { map: Cell[]; closest?: Cell[] },
): { view: MapView | null; cells: Cell[] } {
  if (asked) return { view: asked, cells: map };
  const view = viewAround(within ? [within] : (closest ?? map));
  if (!view) return { view, cells: map };
  const padded = { ...view, span: view.span * 1.2 };
  const suits = closest && gridOf(view) + 1 >= CLOSEST_GRID;
  return { view: padded, cells: suits ? closest : map };
}

const spoken = <Row extends { country?: { name: string; countryCode?: string | null } | null }>(
  row: Row,
): Row =>
  row.country ? { ...row, country: { ...row.country, name: countryName(row.country) } } : row;

/** The form as it was filled in, with what is wrong with it and, where known, what was nearly meant. */
async function refused(
  event: RequestEvent,
  asked: Asked,
  faults: Fault[],
  nearly: readonly Nearly[] = [],
) {
  event.locals.status = 400;
  const { data, playground } = await ask(event, ExploreFormPage, namesAsked(asked.filter));
  return {
    ...asked,
    faults,
    names: namesOf(asked.filter, data),
    nearly,
    playground,
    countryNames: countriesByName(),
    datasets: withEvents(data.datasets),
    found: null,
  };
}

/** Actors or claimants that are compared: who else took part in their events has no panel of its own. */
function comparedBy({ per }: ChartChoice, { actors, claimants }: EventFilter): string[] {
  const asked = per === 'ACTOR' ? actors : per === 'CLAIMANT' ? claimants : null;
  return asked && asked.length > 1 ? asked : [];
}
