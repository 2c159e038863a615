import { m } from '#paraglide/messages.js';
import { messageTable } from '#lib/language/message-table.ts';
import type { ChangeKind } from '../../gql/graphql.ts';

/** By when it was said: the other kinds are of when this installation recorded it. */
type SaidKind = Exclude<ChangeKind, 'ADDED' | 'CORRECTED' | 'RESTORED' | 'REMOVED'>;

export const CHANGE_KIND: Record<SaidKind, string> = /* @__PURE__ */ messageTable({
  ASSERTED: m.changes_asserted,
  REVISED: m.changes_revised,
  WITHDRAWN: m.changes_withdrawn,
  AGREEMENT_MOVED: m.changes_moved,
  RESTATED: m.changes_restated,
});

/** What is asked for unless one says otherwise: all but what says the same again. */
export const USUAL: readonly ChangeKind[] = ['ASSERTED', 'REVISED', 'WITHDRAWN', 'AGREEMENT_MOVED'];

export interface Choices {
  /** Days, both inclusive; empty where none was chosen. */
  from: string;
  to: string;
  conflict: string;
  kinds: ChangeKind[];
  /** Why the days asked for are none; they are left out then. */
  fault: string | null;
}

const DAY = 86_400_000;
/** How many days of the record's own activity are shown at first. */
const DAYS_SHOWN = 30;

/** What a reader asks for by the form, or by an address made by hand. */
export function choicesOf({ searchParams }: Pick<URL, 'searchParams'>): Choices {
  const chosen = searchParams.getAll('kind');
  const kinds = (Object.keys(CHANGE_KIND) as SaidKind[]).filter((kind) => chosen.includes(kind));
  // The API calls its bounds by other names.
  const start = dayOf(searchParams.get('from') || searchParams.get('since'));
  const end = dayOf(searchParams.get('to') || searchParams.get('until'));
  const [from, to] = [start.day, end.day];
  const fault =
    start.fault ?? end.fault ?? (from && to && to < from ? m.faults_days({ from, to }) : null);
  return {
    from,
    to,
    conflict: searchParams.get('conflict')?.trim() ?? '',
    kinds: kinds.length > 0 ? kinds : [...USUAL],
    fault,
  };
}

/** The days shown: those chosen, else those up to when the record last moved. */
export function daysShown(
  { from, to }: Choices,
  latest: string | null,
): { from: string; to: string } {
  const end = to || (latest ?? new Date().toISOString()).slice(0, 10);
  const least = new Date(Date.parse(`${end}T00:00:00Z`) - (DAYS_SHOWN - 1) * DAY);
  const start = from || least.toISOString().slice(0, 10);
  return start <= end ? { from: start, to: end } : { from: start, to: start };
}

/** What came on these days, in the API's terms: after one moment, by another. */
export function spanOf({ from, to }: { from: string; to: string }) {
  return {
    since: new Date(Date.parse(`${from}T00:00:00Z`) - 1).toISOString(),
    until: `${to}T23:59:59.999Z`,
  };
}

function dayOf(text: string | null): { day: string; fault: string | null } {
  const given = text?.trim() ?? '';
  if (!given) return { day: '', fault: null };
  const time = /^\d{4}-\d{2}-\d{2}$/.test(given) ? Date.parse(given) : NaN;
  // JavaScript reads 30 February as 2 March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== given) {
    return {
      day: '',
      fault: m.faults_no_day({ text: given.slice(0, 60), example: '2022-09-16' }),
    };
  }
  return { day: given, fault: null };
}
