import type { AgreementStatus, TimelineRowFragment } from '../../gql/graphql.ts';
import type { Moment } from '../as-of/stops.ts';
import { placeOf, spellsOf, type Spell } from './broken-scale.ts';

export type EventEntry = Extract<TimelineRowFragment, { __typename: 'Event' }>;
export type MilestoneEntry = Extract<TimelineRowFragment, { __typename: 'AgreementMilestone' }>;

/** A timeline as it is drawn: what happened, what was said, and how agreements came along. */
export interface TimelineChart {
  spells: Spell[];
  events: { slug: string; x: number; to: number; row: number; event: EventEntry }[];
  rows: number;
  said: { at: string; x: number; claims: number }[];
  steps: { at: string; x: number; statuses: AgreementStatus[] }[];
}

/** `moments` beyond the entries shown are left out: the list goes on, and so would the line. */
export function chartOf(
  entries: readonly TimelineRowFragment[],
  moments: readonly Moment[],
  whole: boolean,
): TimelineChart | null {
  const events = entries.filter((entry) => entry.__typename === 'Event');
  const milestones = entries.filter((entry) => entry.__typename === 'AgreementMilestone');
  const ends = [
    ...events.flatMap(({ time }) => [Date.parse(time.earliest), Date.parse(time.latest)]),
    ...milestones.map(({ at }) => Date.parse(at)),
  ];
  if (ends.length === 0) return null;
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const withClaims = moments.filter(({ at, asserted }) => {
    const time = Date.parse(at);
    return asserted > 0 && (whole || (time >= first && time <= last));
  });
  const spells = spellsOf([...ends, ...withClaims.map(({ at }) => Date.parse(at))]);
  const place = (instant: string) => placeOf(Date.parse(instant), spells);
  const placed = events.map((event) => ({
    slug: event.slug,
    x: place(event.time.earliest),
    to: place(event.time.latest),
    event,
  }));
  const stacked = stack(placed);
  return {
    spells,
    events: stacked,
    rows: Math.max(0, ...stacked.map(({ row }) => row + 1)),
    said: withClaims.map(({ at, asserted }) => ({ at, x: place(at), claims: asserted })),
    steps: [...Map.groupBy(milestones, ({ at }) => at)].map(([at, together]) => ({
      at,
      x: place(at),
      statuses: together.map(({ status }) => status),
    })),
  };
}

/** Percent that a mark takes, so that marks in one row do not touch. */
const MARK = 1.2;

/** Each event in the first row in which it meets no other. */
function stack<Placed extends { x: number; to: number }>(
  placed: readonly Placed[],
): (Placed & { row: number })[] {
  const ends: number[] = [];
  return placed
    .toSorted((a, b) => a.x - b.x || b.to - a.to)
    .map((each) => {
      const free = ends.findIndex((end) => end + MARK <= each.x);
      const row = free < 0 ? ends.length : free;
      ends[row] = Math.max(each.to, each.x);
      return { ...each, row };
    });
}
