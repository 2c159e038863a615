import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../engines/database.ts';
import { textOf, type JsonExpression } from '../pushdown/json.ts';
import { rowAs, type Row } from '../pushdown/row.ts';
import { isAny } from '../reading/loaders.ts';
import { readRows, selectRows } from '../reading/read.ts';
import { claims } from '../tables/claim.ts';
import { datasets } from '../tables/dataset.ts';
import { eventEditions, eventParticipants, events } from '../tables/event.ts';
import { RECORD } from '../writing/upsert.ts';

const OF_EDITION: Readonly<Record<string, PgColumn>> = {
  ...getTableColumns(eventEditions),
  key: eventEditions.eventKey,
  datasetKey: eventEditions.releaseKey,
};

/**
 * What is read in place of the table of events as of a moment, under its name and together with the
 * condition `describedAt`: each event once, as the release described it that had the last word then.
 *
 * Both halves are plain reads of one table, so that PostgreSQL looks each up by its own indexes and
 * merges them in the order of a list. A condition or a join within a half would keep it from that.
 */
export function eventsAt(asOf: string | SQL | null, alias = 'events'): SQL {
  if (asOf === null)
    return alias === 'events' ? sql`${events}` : sql`${events} as ${sql.identifier(alias)}`;
  const columns = Object.entries(getTableColumns(events) as Record<string, PgColumn>);
  const ofRow = columns.map(([, { name }]) => `"events"."${name}"`);
  const ofEdition = columns.map(([property, { name }]) => {
    const column = OF_EDITION[property];
    return column
      ? `edition."${column.name}"`
      : `(select own."${name}" from "events" own where own.key = edition.event_key)`;
  });
  return sql.raw(`(
    select ${ofRow.join(', ')}, false as is_edition, 'infinity'::timestamptz as valid_until,
      null::jsonb as participants
    from "events"
    union all
    select ${ofEdition.join(', ')}, true, edition.valid_until, edition.participants
    from "event_editions" edition) as "${alias}"`);
}

/** Of what is read in place of events: it was the last word at the moment. */
export function describedAt(asOf: string | SQL, alias = 'events'): SQL {
  const event = sql.identifier(alias);
  return sql`(${event}."valid_from" is null or ${event}."valid_from" <= ${asOf})
    and ${event}.valid_until > ${asOf}`;
}

/** Of what is read in place of events: it is another word than the last. */
export const IS_EDITION = sql.raw('"events".is_edition');

/** Of what is read in place of events, and of the table without a moment: one of the actors took part. */
export const hasParticipant = (asOf: string | null, actorKeys: SQL): SQL =>
  tookPart(asOf, actorKeys, sql`exists (select ${participantOf(actorKeys)})`);

/** The same for rows that are gone through one after the other: of EXISTS, PostgreSQL may find all that the actors took part in. */
export const hasParticipantWalked = (asOf: string | null, actorKeys: SQL): SQL =>
  tookPart(
    asOf,
    actorKeys,
    sql`coalesce((select true ${participantOf(actorKeys)} limit 1), false)`,
  );

const participantOf = (actorKeys: SQL): SQL => sql`from ${eventParticipants}
    where ${eventParticipants.eventKey} = ${events.key}
      and ${eventParticipants.actorKey} = any(${actorKeys})`;

function tookPart(asOf: string | null, actorKeys: SQL, ofRow: SQL): SQL {
  if (asOf === null) return ofRow;
  const ofEdition = sql`exists (select from jsonb_array_elements("events".participants) part
    where part ->> 'actorKey' = any(${actorKeys}))`;
  return sql`((not ${IS_EDITION} and ${ofRow}) or (${IS_EDITION} and ${ofEdition}))`;
}

/** The same for one actor, by the index on its part in events. */
export function isOfParticipant(asOf: string | null, actorKey: SQL): SQL {
  const ofRow = sql`${events.key} = any(array(select ${eventParticipants.eventKey}
    from ${eventParticipants} where ${eventParticipants.actorKey} = ${actorKey}))`;
  if (asOf === null) return ofRow;
  const ofEdition = sql`"events".participants
    @> jsonb_build_array(jsonb_build_object('actorKey', ${actorKey}))`;
  return sql`((not ${IS_EDITION} and ${ofRow}) or (${IS_EDITION} and ${ofEdition}))`;
}

/** The same for several, without a moment. */
export const isOfParticipants = (actorKeys: SQL): SQL =>
  sql`${events.key} = any(array(select ${eventParticipants.eventKey}
    from ${eventParticipants} where ${eventParticipants.actorKey} = any(${actorKeys})))`;

/** Who took part, in the order of the source: what `list` makes of role, actor and where they stand. */
export function participantsAt(
  asOf: string | null,
  list: (role: SQL | PgColumn, actorKey: SQL | PgColumn, from: SQL) => SQL,
): SQL {
  const { actorKey, eventKey, position, role } = eventParticipants;
  const ofRow = list(
    role,
    actorKey,
    sql`from ${eventParticipants} where ${eventKey} = ${events.key} order by ${position}`,
  );
  if (asOf === null) return ofRow;
  const ofEdition = list(
    sql`part ->> 'role'`,
    sql`part ->> 'actorKey'`,
    sql`from jsonb_array_elements("events".participants) with ordinality as listed(part, place) order by place`,
  );
  return sql`case when ${IS_EDITION} then ${ofEdition} else ${ofRow} end`;
}

/** Beside what is read in place of events: its actors or their roles, each once, as `participant`. */
export function joinedParticipants(
  asOf: string | null,
  { actor, role }: { actor: boolean; role: boolean },
): SQL {
  const ofRows =
    sql.raw(`select distinct event_key${actor ? ', actor_key' : ''}${role ? ', role' : ''}
    from "event_participants"`);
  if (asOf === null) {
    return sql`left join (${ofRows}) participant on participant.event_key = ${events.key}`;
  }
  const ofEditions = sql.raw(
    `${actor ? `, part ->> 'actorKey'` : ''}${role ? `, (part ->> 'role')::participant_role` : ''}`,
  );
  return sql`left join (
      select rows.*, false as is_edition from (${ofRows}) rows
      union all
      select distinct event_key${ofEditions}, true
      from ${eventEditions}, jsonb_array_elements(participants) part
      where (valid_from is null or valid_from <= ${asOf}) and valid_until > ${asOf}
    ) participant on participant.event_key = ${events.key}
      and participant.is_edition = ${IS_EDITION}`;
}

/**
 * The release that had last delivered an event by a moment: one that says of it what the one before
 * it said makes no edition. The dataset of a curated event is its curators' word.
 */
export function releaseAt(asOf: string | SQL | null): SQL {
  if (asOf === null) return sql`${events.datasetKey}`;
  return sql`case when ${events.source} = ${RECORD.key} then ${events.datasetKey} else (
    select ${claims.releaseKey} from ${claims}
      join ${datasets} on ${datasets.key} = ${claims.releaseKey}
        and ${datasets.providerKey} = ${claims.claimantKey}
    where ${claims.subjectEventKey} = ${events.key} and ${claims.assertedLatest} <= ${asOf}
    order by ${datasets.releasedLatest} desc, ${datasets.releasedEarliest} desc, ${datasets.key} desc
    limit 1) end`;
}

/** An event as a list of JSON builds it of its row, from the words that were the last at a moment. */
export function describedRow(
  event: Row,
  asOf: string | SQL,
  alias: string,
  build: (row: Row) => JsonExpression,
): JsonExpression {
  const columns = Object.entries(getTableColumns(events) as Record<string, PgColumn>);
  const named = (value: SQL, { name }: PgColumn) => sql`${value} as ${sql.identifier(name)}`;
  const ofRow = columns.map(([property, column]) => named(event.column(property), column));
  const ofEdition = columns.map(([property, column]) => {
    const own = OF_EDITION[property];
    return named(own ? sql.raw(`edition."${own.name}"`) : event.column(property), column);
  });
  return [
    sql`coalesce((select ${textOf(build(rowAs(events, alias)))} from (
      select ${sql.join(ofRow, sql`, `)} where not ${isOlder(event, asOf)}
      union all
      select ${sql.join(ofEdition, sql`, `)} from ${eventEditions} edition
      where ${isOlder(event, asOf)} and ${isOfMoment(event, asOf)}
    ) as ${sql.raw(alias)}), 'null')`,
  ];
}

/** The list of participants that an event had at a moment where it was described otherwise then; else null. */
export function editionParticipants(event: Row, asOf: string | SQL): SQL {
  return sql`(select edition.participants from ${eventEditions} edition
    where ${isOfMoment(event, asOf)})`;
}

/** The event was described otherwise at the moment than its row says. */
export function isOlder(event: Row, asOf: string | SQL): SQL {
  return sql`coalesce(${event.column('validFrom')} > ${asOf}, false)`;
}

function isOfMoment(event: Row, asOf: string | SQL): SQL {
  return sql`edition.event_key = ${event.column('key')}
    and (edition.valid_from is null or edition.valid_from <= ${asOf}) and edition.valid_until > ${asOf}`;
}

/** The release that had last delivered the event of a row by a moment. */
export function releaseOfRow(event: Row, asOf: string | SQL): SQL {
  return sql`(select ${releaseAt(asOf)} from (select ${event.column('key')} as key,
    ${event.column('datasetKey')} as dataset_key, ${event.column('source')} as source) as ${events})`;
}

/** The same of several, by event. */
export async function releasesAt(
  db: Database,
  keys: readonly string[],
  asOf: string,
): Promise<Map<string, string | null>> {
  const rows = await readRows(
    db,
    sql`select ${events.key}, ${releaseAt(asOf)} from ${events} where ${isAny(events.key, keys)}`,
  );
  return new Map(rows as [string, string | null][]);
}

/** Of events that were described otherwise at a moment than their rows say, the edition of then. */
export async function editionsAt(
  db: Database,
  keys: readonly string[],
  asOf: string,
): Promise<Map<string, typeof eventEditions.$inferSelect>> {
  const rows = await selectRows(
    db,
    eventEditions,
    sql`where ${isAny(eventEditions.eventKey, keys)} and ${eventEditions.validUntil} > ${asOf}
      and (${eventEditions.validFrom} is null or ${eventEditions.validFrom} <= ${asOf})`,
  );
  return new Map(rows.map((row) => [row.eventKey, row]));
}
