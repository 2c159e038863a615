import { asc, getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
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
import {
  editionOfRow,
  editionsFrom,
  type DatedMention,
  type DescribedEvent,
  type Edition,
  type EditionSources,
} from './edition.ts';

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

/** The issues that speak of the events of keys, in the order in which their releases came out. */
const selectMentions = (eventKeys: SQL): SQL => sql`
  select subject_event_key as "eventKey", release_key as "releaseKey", issue,
    min(asserted_latest) as since
  from claims join datasets on datasets.key = release_key
  where subject_event_key = any(${eventKeys}) and claimant_key = provider_key
  group by 1, 2, 3, released_latest, released_earliest
  order by 1, released_latest, released_earliest, 2, 3`;

export async function mentionsOf(
  db: Database,
  keys: readonly string[],
): Promise<Map<string, DatedMention[]>> {
  const rows = await readObjects<DatedMention>(db, selectMentions(sql`${sql.param(keys)}::text[]`));
  return Map.groupBy(
    rows.map((row) => ({ ...row, since: instantFrom(row.since) })),
    ({ eventKey }) => eventKey,
  );
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
