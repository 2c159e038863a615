import { isDeepStrictEqual } from 'node:util';
import type { eventEditions, events, EditionParticipant } from '../tables/event.ts';

export type Edition = Omit<typeof eventEditions.$inferSelect, 'validFrom' | 'validUntil'>;

/** What an edition says of its event, beside who took part. */
export const DESCRIBED = [
  'name',
  'kind',
  'violence',
  'summary',
  'earliest',
  'latest',
  'precision',
  'edtf',
  'zone',
  'placeKey',
  'countryKey',
  'latitude',
  'longitude',
  'locationPrecision',
  'locationDescription',
  'conflictKey',
  'dyadKey',
  'clarity',
  'sourceCount',
  'reviewStatus',
  'qualityFlags',
] as const satisfies (keyof Edition & keyof typeof events.$inferSelect)[];

/** Of that, what a comparison of releases tells of as redated, relocated and recoded; who took part is coding, too. */
export const COMPARED = {
  time: ['earliest', 'latest', 'precision'],
  location: ['placeKey', 'countryKey', 'latitude', 'longitude', 'locationPrecision'],
  coding: ['conflictKey', 'dyadKey', 'violence', 'kind'],
} as const satisfies Record<string, readonly (typeof DESCRIBED)[number][]>;

/** An event as an issue of a release describes it. */
export interface DescribedEvent extends Edition {
  /** Who wrote the event's row. */
  source: string;
}

/** The columns of an event's row that an edition takes from it. */
export const EDITION_COLUMNS = [...DESCRIBED, 'key', 'datasetKey', 'issue'] as const;

/** What an event's row says of it; null where no release describes it. */
export function editionOfRow(
  row: Pick<typeof events.$inferSelect, (typeof EDITION_COLUMNS)[number]>,
  participants: readonly EditionParticipant[],
): Edition | null {
  const { key: eventKey, datasetKey: releaseKey, issue } = row;
  if (releaseKey === null) return null;
  return editionOf({ eventKey, releaseKey, issue }, row, participants);
}

/** What a release's row says of an event, in the columns of an edition. */
export function editionOf(
  by: Pick<Edition, 'eventKey' | 'releaseKey' | 'issue'>,
  row: Partial<typeof events.$inferInsert>,
  participants: readonly EditionParticipant[],
): Edition {
  const described = Object.fromEntries(DESCRIBED.map((column) => [column, row[column] ?? null]));
  return {
    ...by,
    ...(described as Pick<Edition, (typeof DESCRIBED)[number]>),
    qualityFlags: row.qualityFlags ?? [],
    participants: participants.map(({ actorKey, role }) => ({ actorKey, role })),
  };
}

/** Whether two editions say the same of the event itself. */
export function saySame(one: Edition, other: Edition): boolean {
  return agree(one, other, DESCRIBED);
}

/** Whether a comparison of releases would tell of a difference between two editions. */
export function differInKind(one: Edition, other: Edition): boolean {
  return !agree(one, other, Object.values(COMPARED).flat());
}

const agree = (one: Edition, other: Edition, columns: readonly (typeof DESCRIBED)[number][]) =>
  [...columns, 'participants' as const].every((column) =>
    isDeepStrictEqual(one[column], other[column]),
  );

/** A release's word for an event, and which issue says it, in the order of releases. */
export interface Mention {
  eventKey: string;
  releaseKey: string;
  issue: number;
}

export const isSame = (one: Mention, other: Mention) =>
  one.releaseKey === other.releaseKey && one.issue === other.issue;

/** A mention, and the first moment at which it had certainly been asserted. */
export interface DatedMention extends Mention {
  since: string;
}

/** What is read, beside an event's row, to tell what each release said of it. */
export interface EditionSources {
  /** Who took part by the event's row. */
  participants: readonly EditionParticipant[];
  stored: readonly Edition[];
  mentions: readonly DatedMention[];
}

/** What each issue has said of an event, first to last; as of a moment, what they had by then. */
export function editionsFrom(
  row: Edition | null,
  { stored, mentions }: EditionSources,
  asOf: string | null,
): Edition[] {
  if (!row) return [];
  const editions: Edition[] = [];
  let next = row;
  for (const { since, ...mention } of mentions.toReversed()) {
    next = stored.find((each) => isSame(each, mention)) ?? next;
    if (asOf === null || since <= asOf) editions.push({ ...next, ...mention });
  }
  return editions.reverse();
}
