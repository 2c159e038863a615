import type { EventFilter, EventOrder } from '../../gql/graphql.ts';
import { m } from '#paraglide/messages.js';
import { queryText } from '#lib/address/query.ts';
import { DAYS, EDGES, NEAR, FIELD_NAMES, FIELDS, NARROWING, type Field } from './fields.ts';

/** What is wrong with one parameter of an address, said to whoever wrote it. */
export interface Fault {
  field: string;
  message: string;
}

const LONGEST_TEXT = 200;
/** GraphQL's Int. */
const MOST = 2 ** 31 - 1;

/** The API's filter that an address asks for, and what of the address cannot be asked. */
export function filterOf({ searchParams }: Pick<URL, 'searchParams'>): {
  filter: EventFilter;
  faults: Fault[];
} {
  const faults: Fault[] = [];
  const refuse = (field: string, message: string) => void faults.push({ field, message });
  const filter: Record<string, unknown> = {};
  for (const name of FIELD_NAMES) {
    const value = valueOf(name, FIELDS[name], valuesOf(searchParams, name), refuse);
    if (value !== null) filter[name] = value;
  }
  const during = daysOf(searchParams, refuse);
  if (during) filter['during'] = during;
  const within = boxOf(searchParams, refuse);
  if (within) filter['within'] = within;
  const near = nearOf(searchParams, refuse);
  if (near) filter['near'] = near;

  const { minDeaths, maxDeaths } = filter as EventFilter;
  if ((minDeaths ?? 0) > (maxDeaths ?? MOST)) {
    refuse(
      'minDeaths',
      m.explore_fault_least({ least: String(minDeaths), most: String(maxDeaths) }),
    );
  }
  return { filter: filter as EventFilter, faults };
}

/** The parameters that ask for a filter, in one order, so that a view has one address. */
export function parametersOf(filter: EventFilter): [string, string][] {
  const plain = FIELD_NAMES.flatMap((name) => {
    const value = filter[name];
    if (value === null || value === undefined) return [];
    return [[name, Array.isArray(value) ? value.join(',') : String(value)] as [string, string]];
  });
  const parts = (of: 'during' | 'within' | 'near', names: readonly string[]) =>
    names.flatMap((name) => {
      const value = (filter[of] as Record<string, unknown> | null | undefined)?.[name];
      return value === null || value === undefined
        ? []
        : [[`${of}.${name}`, String(value)] as [string, string]];
    });
  return [...plain, ...parts('during', DAYS), ...parts('within', EDGES), ...parts('near', NEAR)];
}

/** What a form sends for fields left empty and lists ticked one by one, as one would write it. */
export function canonicalQuery(url: Pick<URL, 'searchParams'>): string {
  const tidy = new URLSearchParams();
  const given = new Set(url.searchParams.keys());
  for (const name of NARROWING) {
    const values = valuesOf(url.searchParams, name);
    if (values.length > 0) tidy.set(name, values.join(','));
    given.delete(name);
  }
  for (const name of given) {
    const value = url.searchParams.get(name)?.trim();
    if (value) tidy.set(name, value);
  }
  return queryText(tidy);
}

const ORDERS: readonly EventOrder[] = ['LATEST_FIRST', 'EARLIEST_FIRST', 'DEADLIEST_FIRST'];

export function orderOf(
  { searchParams }: Pick<URL, 'searchParams'>,
  refuse: (fault: Fault) => void,
): EventOrder {
  const given = searchParams.get('orderBy') || 'LATEST_FIRST';
  const order = ORDERS.find((word) => word === given);
  if (!order) refuse({ field: 'orderBy', message: oneOf(given, ORDERS) });
  return order ?? 'LATEST_FIRST';
}

type Refuse = (field: string, message: string) => void;

export const oneOf = (given: string, words: readonly string[]): string =>
  m.explore_fault_none_of({ text: given.slice(0, 40), words: words.join(', ') });

/** Written with commas or by repeating; an empty one is none. */
function valuesOf(search: URLSearchParams, name: string): string[] {
  const all = search.getAll(name);
  // Of the place in force and another that is typed beside it, the latter is meant.
  if (name === NEAR_PLACE)
    return all
      .map((value) => value.trim())
      .filter(Boolean)
      .slice(-1);
  const whole = name === 'text' || name === 'partOf' ? all : all.flatMap((one) => one.split(','));
  return [...new Set(whole.map((value) => value.trim()).filter(Boolean))];
}

function valueOf(name: string, field: Field, values: string[], refuse: Refuse): unknown {
  const [first] = values;
  if (first === undefined) return null;
  switch (field.sort) {
    case 'names':
      return values;
    case 'codes':
      return codesOf(name, values, refuse);
    case 'words':
      return wordsOf(name, Object.keys(field.words ?? {}), values, refuse);
    case 'word':
      return wordsOf(name, Object.keys(field.words ?? {}), [first], refuse)?.[0] ?? null;
    case 'count':
      return countOf(name, first, refuse);
    case 'choice':
      return choiceOf(name, first, refuse);
    case 'name':
      return first;
    case 'text':
      if (first.length <= LONGEST_TEXT) return first;
      refuse(
        name,
        m.explore_fault_long({ most: String(LONGEST_TEXT), count: String(first.length) }),
      );
      return null;
  }
}

function codesOf(name: string, values: string[], refuse: Refuse): string[] | null {
  const wrong = values.find((code) => !/^[a-z]{2}$/i.test(code));
  if (wrong === undefined) return values.map((code) => code.toUpperCase());
  refuse(name, m.explore_fault_country({ text: wrong.slice(0, 40) }));
  return null;
}

function wordsOf(name: string, words: string[], values: string[], refuse: Refuse) {
  const wrong = values.find((value) => !words.includes(value));
  if (wrong === undefined) return values;
  refuse(name, oneOf(wrong, words));
  return null;
}

function countOf(name: string, text: string, refuse: Refuse): number | null {
  if (/^\d+$/.test(text) && Number(text) <= MOST) return Number(text);
  refuse(name, m.explore_fault_persons({ text: text.slice(0, 40) }));
  return null;
}

function choiceOf(name: string, text: string, refuse: Refuse): boolean | null {
  if (text === 'true' || text === 'false') return text === 'true';
  refuse(name, oneOf(text, ['true', 'false']));
  return null;
}

function daysOf(search: URLSearchParams, refuse: Refuse): EventFilter['during'] | null {
  const days = DAYS.flatMap((name) => {
    const text = search.get(`during.${name}`)?.trim();
    if (!text) return [];
    if (isDay(text)) return [[name, text] as const];
    refuse(`during.${name}`, m.faults_no_day({ text: text.slice(0, 60), example: '2021-04-29' }));
    return [];
  });
  const during: { from?: string; to?: string } = Object.fromEntries(days);
  if (during.from && during.to && during.to < during.from) {
    refuse('during.to', m.faults_days({ from: during.from, to: during.to }));
    return null;
  }
  return days.length > 0 ? during : null;
}

/** JavaScript reads 30 February as 2 March. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

function boxOf(search: URLSearchParams, refuse: Refuse): EventFilter['within'] | null {
  const edges = EDGES.map((name) => ({ name, text: search.get(`within.${name}`)?.trim() ?? '' }));
  if (edges.every(({ text }) => !text)) return null;
  const wrong = edges.filter(({ name, text }) => !isDegree(name, text));
  for (const { name, text } of wrong) {
    refuse(
      `within.${name}`,
      text
        ? m.explore_fault_degrees({ text: text.slice(0, 40), limit: String(limitOf(name)) })
        : m.explore_fault_edge(),
    );
  }
  if (wrong.length > 0) return null;
  const [west, south, east, north] = edges.map(({ text }) => Number(text));
  if (south! > north!) {
    refuse('within.south', m.explore_fault_south({ south: String(south), north: String(north) }));
    return null;
  }
  return { west: west!, south: south!, east: east!, north: north! };
}

const NEAR_PLACE = 'near.place';
/** Unless the address tells how far. */
const USUAL_KILOMETRES = 50;
/** Half the way around the Earth. */
const MOST_KILOMETRES = 20_016;

function nearOf(search: URLSearchParams, refuse: Refuse): EventFilter['near'] | null {
  const [place] = valuesOf(search, NEAR_PLACE);
  if (place === undefined) return null;
  const text = search.get('near.kilometres')?.trim() || String(USUAL_KILOMETRES);
  const kilometres = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (kilometres > 0 && kilometres <= MOST_KILOMETRES) return { place, kilometres };
  refuse(
    'near.kilometres',
    m.explore_fault_kilometres({ text: text.slice(0, 40), most: String(MOST_KILOMETRES) }),
  );
  return null;
}

const limitOf = (edge: string) => (edge === 'west' || edge === 'east' ? 180 : 90);
const isDegree = (edge: string, text: string) =>
  /^-?\d+(\.\d+)?$/.test(text) && Math.abs(Number(text)) <= limitOf(edge);
