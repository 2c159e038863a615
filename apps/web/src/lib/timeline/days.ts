import { m } from '#paraglide/messages.js';
import type { TimelineRowFragment } from '../../gql/graphql.ts';
import type { Moment } from '../as-of/stops.ts';
import { boundsText, clockText, dayText, isDayEnd, momentText, zoneCity } from '../format/times.ts';
import type { EventEntry, MilestoneEntry } from './chart.ts';

/** What happened, was said and was agreed on one day, by the clocks of a place. */
export interface Day {
  /** Of its first entry, UTC. */
  at: string;
  name: string;
  entries: DayEntry[];
}

export type DayEntry =
  | { type: 'event'; at: string; event: EventEntry; when: string | null }
  | { type: 'step'; at: string; step: MilestoneEntry; when: string }
  | { type: 'said'; at: string; claims: number; moments: number; when: string };

/**
 * Entries by day, earliest first. Days are those of `zone`, else UTC's; an hour is told by both clocks.
 */
export function daysOf(
  entries: readonly TimelineRowFragment[],
  moments: readonly Moment[],
  zone: string | null,
): Day[] {
  const days = Map.groupBy(
    [
      ...entries.map((entry) => dayEntryOf(entry, zone)),
      ...moments.map((moment) => saidAt(moment, zone)),
    ]
      .flatMap((entry) => entry ?? [])
      .sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at)),
    ({ at }) => dayText(at, clockZone(at, zone)),
  );
  return [...days].map(([name, together]) => ({
    at: together[0]!.at,
    name,
    entries: saidAtOnce(together),
  }));
}

/** What was said on a day in one entry, at the last of its moments. */
function saidAtOnce(entries: readonly DayEntry[]): DayEntry[] {
  const assertions = entries.filter((entry) => entry.type === 'said');
  const last = assertions.at(-1);
  return entries.flatMap((entry): DayEntry[] => {
    if (entry.type !== 'said') return [entry];
    if (entry !== last) return [];
    const claims = assertions.reduce((sum, each) => sum + each.claims, 0);
    return [{ ...entry, claims, moments: assertions.length }];
  });
}

function dayEntryOf(entry: TimelineRowFragment, zone: string | null): DayEntry | null {
  if (entry.__typename === 'AgreementMilestone') {
    return { type: 'step', at: entry.at, step: entry, when: clocks(entry.at, zone) };
  }
  if (entry.__typename !== 'Event') return null;
  const { earliest, latest, precision } = entry.time;
  const exact = precision === 'MINUTE' || precision === 'HOUR';
  const days = dayText(earliest, zone ?? 'UTC') !== dayText(latest, zone ?? 'UTC');
  return {
    type: 'event',
    at: earliest,
    event: entry,
    when: exact ? clocks(latest, zone) : days ? boundsText(entry.time) : null,
  };
}

function saidAt({ at, asserted }: Moment, zone: string | null): DayEntry | null {
  return asserted > 0
    ? { type: 'said', at, claims: asserted, moments: 1, when: clocks(at, zone) }
    : null;
}

/** By whose clocks a moment is told: the end of a day of UTC belongs to that day everywhere. */
const clockZone = (instant: string, zone: string | null): string =>
  isDayEnd(instant) ? 'UTC' : (zone ?? 'UTC');

/** "16:00 in Bishkek, 10:00 UTC", with the day of UTC where it is another. */
function clocks(instant: string, zone: string | null): string {
  if (isDayEnd(instant)) return m.times_by_day_end();
  if (!zone) return `${clockText(instant)} UTC`;
  const sameDay = dayText(instant, zone) === dayText(instant);
  const utc = sameDay ? `${clockText(instant)} UTC` : momentText(instant);
  return m.conflict_timeline_clocks({ local: clockText(instant, zone), city: zoneCity(zone), utc });
}
