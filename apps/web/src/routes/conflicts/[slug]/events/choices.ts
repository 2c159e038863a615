import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { messageTable } from '#lib/language/message-table.ts';
import type { EventFilter, EventOrder } from '../../../../gql/graphql.ts';

/** What the reader chose, as the address and the form write it; empty where nothing was. */
export interface Choices {
  from: string;
  to: string;
  order: EventOrder;
}

export const ORDERS: Record<EventOrder, string> = /* @__PURE__ */ messageTable({
  LATEST_FIRST: m.events_latest,
  EARLIEST_FIRST: m.events_earliest,
  DEADLIEST_FIRST: m.events_deadliest,
});

/** A word that the form does not offer counts as no choice; a day that is none is a mistake. */
export function choicesOf({ searchParams }: Pick<URL, 'searchParams'>): Choices {
  const order = searchParams.get('order') ?? '';
  return {
    from: dayOf(searchParams.get('from')),
    to: dayOf(searchParams.get('to')),
    order: Object.hasOwn(ORDERS, order) ? (order as EventOrder) : 'LATEST_FIRST',
  };
}

/** The days to ask for: those chosen, and on a rewound page none after its own. */
export function filterOf(
  { from, to }: Pick<Choices, 'from' | 'to'>,
  asOf: string | null,
): EventFilter | null {
  const today = asOf?.slice(0, 10);
  if (today && from > today) {
    error(400, m.faults_not_yet({ today, from }));
  }
  const last = today && (!to || today < to) ? today : to;
  return from || last ? { during: { from: from || null, to: last || null } } : null;
}

function dayOf(text: string | null): string {
  const given = text?.trim() ?? '';
  if (!given) return '';
  const time = /^\d{4}-\d{2}-\d{2}$/.test(given) ? Date.parse(given) : NaN;
  // JavaScript reads 30 February as 2 March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== given) {
    error(400, m.faults_no_day({ text: given.slice(0, 60), example: '2021-04-29' }));
  }
  return given;
}
