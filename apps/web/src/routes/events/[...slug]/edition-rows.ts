import { quantityText } from '#lib/format/numbers.ts';
import { boundsText } from '#lib/format/times.ts';
import type { Edition } from './editions.ts';
import { placeNameOf } from './place-name.ts';

export interface EditionRow {
  edition: Edition;
  /** When the file came out that first said so: a release's number may come out again with another. */
  releasedAt: Edition['release']['releasedAt'];
  /** What it says of each thing, and whether the edition before it said otherwise. */
  cells: { text: string; changed: boolean }[];
}

/** What each edition says of an event: when, where, who, and how many died. */
export function editionRows(editions: readonly Edition[]): EditionRow[] {
  const texts = editions.map((edition) => [
    boundsText(edition.time),
    whereText(edition.location),
    edition.participants.map(({ actor }) => actor.name).join(' – '),
    edition.deaths ? quantityText({ ...edition.deaths, quantifier: 'EXACT' }) : '–',
  ]);
  return editions.map((edition, index) => ({
    edition,
    releasedAt:
      edition.release.issues.find(({ number }) => number === edition.issue)?.releasedAt ??
      edition.release.releasedAt,
    cells: texts[index]!.map((text, column) => ({
      text,
      changed: index > 0 && texts[index - 1]![column] !== text,
    })),
  }));
}

/** With its point: a release may move an event within a place. */
function whereText(location: Edition['location']): string {
  const { latitude, longitude } = location ?? {};
  const point =
    typeof latitude === 'number' && typeof longitude === 'number'
      ? `${latitude}, ${longitude}`
      : null;
  return [placeNameOf(location), point].filter(Boolean).join(' · ') || '–';
}
