import { m } from '#paraglide/messages.js';
import { error, redirect } from '@sveltejs/kit';
import { NOW, permalink } from '../tools/citation.ts';
import type { EventFilter } from '../../gql/graphql.ts';

/**
 * The moment a page is asked to show, out of its address; null for now. A day alone means its end,
 * so that the whole of it counts; a time without an offset is UTC. `now` leads to the page frozen now.
 */
export function asOfOf(url: URL): string | null {
  const text = url.searchParams.get('asOf')?.trim();
  if (!text) return null;
  if (text === NOW) {
    const { pathname, search } = new URL(permalink(url, new Date().toISOString()));
    redirect(302, pathname + search);
  }
  const moment = parse(text);
  if (!moment) {
    error(400, m.faults_no_moment({ text: text.slice(0, 60) }));
  }
  return moment;
}

/** The events that may have begun by the moment, going by its day in UTC; null for all of them. */
export function begunFilter(asOf: string | null): EventFilter | null {
  return asOf ? { during: { to: asOf.slice(0, 10) } } : null;
}

/** The same of a list that is there already, earliest first, where the API has no filter for it. */
export function begunAmong<Row extends { time: { earliest: string } }>(
  { totalCount, nodes }: { totalCount: number; nodes: readonly Row[] },
  asOf: string,
): { totalCount: number; nodes: Row[] } {
  const begun = nodes.filter(({ time }) => time.earliest.slice(0, 10) <= asOf.slice(0, 10));
  // Rows that are not on this page come after its last one: once one is too late, so are they.
  return { totalCount: begun.length < nodes.length ? begun.length : totalCount, nodes: begun };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/;

function parse(text: string): string | null {
  const written = DAY.test(text) ? `${text}T23:59:59.999Z` : text;
  if (!TIME.test(written) || !isOnCalendar(written.slice(0, 10))) return null;
  const time = new Date(/(Z|[+-]\d{2}:\d{2})$/.test(written) ? written : `${written}Z`);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** JavaScript reads 30 February as 2 March. */
function isOnCalendar(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}
