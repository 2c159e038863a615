import { asc, getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../engines/database.ts';
import { jsonObject, type JsonExpression } from '../pushdown/json.ts';
import { columnsJson, type Row } from '../pushdown/row.ts';
import { ownedRows } from '../pushdown/rows.ts';
import { selectedRows } from '../pushdown/selected.ts';
import { isAny } from '../reading/loaders.ts';
import { readObjects } from '../reading/read.ts';
import { instantFrom } from '../tables/columns.ts';
import {
  eventEditions,
  eventParticipants,
  events,
  type EditionParticipant,
} from '../tables/event.ts';
import { recordChange } from '../writing/change.ts';

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

/** An event as an issue of a release describes it. */
export interface DescribedEvent extends Edition {
  /** Who wrote the event's row. */
  source: string;
}

/** Events as their rows describe them; those that no release describes are left out. */
export async function describedEvents(
  db: Database,
  keys: readonly string[],
): Promise<Map<string, DescribedEvent>> {
  if (keys.length === 0) return new Map();
  const rows = await db.select().from(events).where(isAny(events.key, keys));
  const participants = await participantsOf(db, keys);
  return new Map(
    rows.flatMap((row) => {
      const described = editionOfRow(row, participants.get(row.key) ?? []);
      return described ? [[row.key, { ...described, source: row.source }] as const] : [];
    }),
  );
}

async function participantsOf(
  db: Database,
  keys: readonly string[],
): Promise<Map<string, EditionParticipant[]>> {
  const rows = await db
    .select()
    .from(eventParticipants)
    .where(isAny(eventParticipants.eventKey, keys))
    .orderBy(asc(eventParticipants.position));
  return Map.groupBy(rows, ({ eventKey }) => eventKey);
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
  return [...DESCRIBED, 'participants' as const].every((column) =>
    isDeepStrictEqual(one[column], other[column]),
  );
}

/** A release's word for an event, and which issue says it, in the order of releases. */
interface Mention {
  eventKey: string;
  releaseKey: string;
  issue: number;
}

const isSame = (one: Mention, other: Mention) =>
  one.releaseKey === other.releaseKey && one.issue === other.issue;

/**
 * Keeps the words of releases that others have taken the place of: what an event's row said before it
 * was overwritten, and what a release says that came out before the row's. An edition is stored where
 * the next release that speaks of the event says something else, in whatever order they come.
 */
export async function keepEditions(
  db: Database,
  before: ReadonlyMap<string, DescribedEvent>,
  { overwritten, outdated }: { overwritten: readonly string[]; outdated: readonly Edition[] },
): Promise<void> {
  const after = await describedEvents(
    db,
    overwritten.filter((key) => before.has(key)),
  );
  const surviving: Edition[] = [];
  for (const [key, now] of after) {
    const { source: _, ...old } = before.get(key)!;
    if (!isSame(old, now) && !saySame(old, now)) surviving.push(old);
  }
  surviving.push(...(await lateEditions(db, before, outdated)));
  if (surviving.length === 0) return;
  await db
    .insert(eventEditions)
    .values(surviving)
    .onConflictDoUpdate({
      target: [eventEditions.eventKey, eventEditions.releaseKey, eventEditions.issue],
      set: Object.fromEntries(
        [...DESCRIBED, 'participants' as const].map((column) => [
          column,
          sql.raw(`excluded."${eventEditions[column].name}"`),
        ]),
      ),
    });
  await recordChange(
    db,
    events,
    surviving.map(({ eventKey }) => eventKey),
  );
}

async function lateEditions(
  db: Database,
  before: ReadonlyMap<string, DescribedEvent>,
  outdated: readonly Edition[],
): Promise<Edition[]> {
  const keys = outdated.map(({ eventKey }) => eventKey);
  if (keys.length === 0) return [];
  const stored = Map.groupBy(
    await db.select().from(eventEditions).where(isAny(eventEditions.eventKey, keys)),
    ({ eventKey }) => eventKey,
  );
  const mentions = await mentionsOf(db, keys);
  return outdated.flatMap((late) => {
    const { source: _, ...row } = before.get(late.eventKey)!;
    const editions = stored.get(late.eventKey) ?? [];
    const chain = mentions.get(late.eventKey) ?? [];
    const storedFor = (mention: Mention) => editions.find((each) => isSame(each, mention));
    const place = chain.findIndex((mention) => isSame(mention, late));
    const next = chain.slice(place + 1).flatMap((mention) => storedFor(mention) ?? [])[0] ?? row;
    if (storedFor(late) || saySame(late, next)) return [];
    const previous = chain[place - 1];
    // What stood without an edition said what the next one says, which is this one's now.
    const separated = previous && !storedFor(previous) ? [{ ...next, ...previous }] : [];
    return [late, ...separated];
  });
}

/** A mention, and the first moment at which it had certainly been asserted. */
interface DatedMention extends Mention {
  since: string;
}

/** The issues that speak of the events of keys, in the order in which their releases came out. */
const selectMentions = (eventKeys: SQL): SQL => sql`
  select subject_event_key as "eventKey", release_key as "releaseKey", issue,
    min(asserted_latest) as since
  from claims join datasets on datasets.key = release_key
  where subject_event_key = any(${eventKeys}) and claimant_key = provider_key
  group by 1, 2, 3, released_latest, released_earliest
  order by 1, released_latest, released_earliest, 2, 3`;

async function mentionsOf(
  db: Database,
  keys: readonly string[],
): Promise<Map<string, DatedMention[]>> {
  const rows = await readObjects<DatedMention>(db, selectMentions(sql`${sql.param(keys)}::text[]`));
  return Map.groupBy(
    rows.map((row) => ({ ...row, since: instantFrom(row.since) })),
    ({ eventKey }) => eventKey,
  );
}

/** What is read, beside an event's row, to tell what each release said of it. */
export interface EditionSources {
  /** Who took part by the event's row. */
  participants: readonly EditionParticipant[];
  stored: readonly Edition[];
  mentions: readonly DatedMention[];
}

/** By event. */
export async function editionSources(
  db: Database,
  keys: readonly string[],
): Promise<Map<string, EditionSources>> {
  const participants = await participantsOf(db, keys);
  const stored = Map.groupBy(
    await db.select().from(eventEditions).where(isAny(eventEditions.eventKey, keys)),
    ({ eventKey }) => eventKey,
  );
  const mentions = await mentionsOf(db, keys);
  return new Map(
    keys.map((key) => [
      key,
      {
        participants: participants.get(key) ?? [],
        stored: stored.get(key) ?? [],
        mentions: mentions.get(key) ?? [],
      },
    ]),
  );
}

/** The same of the event of a row, as JSON. */
export function editionSourcesJson(event: Row, alias: () => string): JsonExpression {
  const key = event.column('key');
  const ofEvent = (owner: PgColumn, orderBy: readonly PgColumn[]) => ({ owner, key, orderBy });
  return jsonObject([
    [
      'participants',
      ownedRows(
        eventParticipants,
        alias(),
        ofEvent(eventParticipants.eventKey, [eventParticipants.position]),
        (row) => columnsJson(row, ['actorKey', 'role']),
      ),
    ],
    [
      'stored',
      ownedRows(
        eventEditions,
        alias(),
        ofEvent(eventEditions.eventKey, [eventEditions.releaseKey, eventEditions.issue]),
        (row) => columnsJson(row, Object.keys(getTableColumns(eventEditions))),
      ),
    ],
    [
      'mentions',
      selectedRows(
        selectMentions(sql`array[${key}]`),
        {
          alias: alias(),
          columns: { eventKey: 'text', releaseKey: 'text', issue: 'number', since: 'instant' },
        },
        (row) => columnsJson(row, ['eventKey', 'releaseKey', 'issue', 'since']),
      ),
    ],
  ]);
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

/** What releases have said of events, by event, first to last. */
export async function editionsOfEvents(
  db: Database,
  keys: readonly string[],
): Promise<Map<string, Edition[]>> {
  const current = await describedEvents(db, keys);
  const sources = await editionSources(db, [...current.keys()]);
  return new Map(
    [...current].map(([key, { source: _, ...row }]) => [
      key,
      editionsFrom(row, sources.get(key)!, null),
    ]),
  );
}
