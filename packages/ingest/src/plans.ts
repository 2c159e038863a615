import { hasReleasedDeaths } from '@casus/store/releases/succession';
import { actorOffices, actorRelations, actors } from '@casus/store/tables/actor';
import {
  agreementDeclarations,
  agreementMediators,
  agreementParties,
  agreementProvisions,
  agreements,
  agreementViolations,
} from '@casus/store/tables/agreement';
import { claimAttributions, claims } from '@casus/store/tables/claim';
import {
  conflictParties,
  conflictPlaces,
  conflictRelations,
  conflicts,
  dyads,
} from '@casus/store/tables/conflict';
import { datasets } from '@casus/store/tables/dataset';
import { eventParticipants, events } from '@casus/store/tables/event';
import { externalIds } from '@casus/store/tables/external-id';
import { places } from '@casus/store/tables/place';
import { reports } from '@casus/store/tables/report';
import { RECORD, type Source, type UpsertOptions } from '@casus/store/writing/upsert';
import { sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Entry } from './entry.ts';

/** A list an entry may carry, the table it is kept in, and the columns that tie it to its entity. */
export interface PartList {
  list: string;
  table: PgTable;
  owner: { property: string; column: string };
  ordered?: 'position' | 'ordinal';
  /** What is stored and not in the list stays. */
  additive?: boolean;
}

export interface EntityPlan {
  table: PgTable;
  options?: UpsertOptions;
  parts: PartList[];
}

/**
 * Of several releases that describe an entity the latest holds, and of its issues the last, in
 * whatever order they are imported.
 */
const isOfLaterRelease = (
  stored: SQL,
  incoming: SQL,
  { isReplaced = false }: Source,
) => sql`exists (
  select from ${datasets} held, ${datasets} given
  where held.key = ${stored}.dataset_key and given.key = ${incoming}.dataset_key
    and (held.released_latest, held.released_earliest, held.key)
      ${sql.raw(isReplaced ? '>=' : '>')} (given.released_latest, given.released_earliest, given.key)
)`;

/** An event's row tells the issue, too. */
const isOfLaterIssue = (stored: SQL, incoming: SQL) => sql`exists (
  select from ${datasets} held, ${datasets} given
  where held.key = ${stored}.dataset_key and given.key = ${incoming}.dataset_key
    and (held.released_latest, held.released_earliest, held.key, ${stored}.issue)
      > (given.released_latest, given.released_earliest, given.key, coalesce(${incoming}.issue, 1))
)`;

/** What the releases have come to together is no reader's to say, nor the record's. */
const always = () => sql`true`;
const supersedesByRelease = (_stored: SQL, incoming: SQL) =>
  sql`${incoming}.supersedes_key is null and ${incoming}.release_key is not null`;
const withdrawnByRelease = (_stored: SQL, incoming: SQL) =>
  sql`${incoming}.withdrawn_at is null and ${incoming}.release_key is not null`;
const deathsByRelease = (stored: SQL, incoming: SQL) =>
  sql`(${stored}.withdrawn_at is not null
    or ${incoming}.source = ${RECORD.key} and ${hasReleasedDeaths(sql`${stored}.key`)})`;

const owner = (entity: string) => ({ property: `${entity}Key`, column: `${entity}_key` });
const identifiers: PartList = { list: 'externalIds', table: externalIds, owner: owner('entity') };

/** How each kind of entity is written, in the order in which they are. */
export const PLANS: Record<Entry['entity'], EntityPlan> = {
  // First: whether a row is of a later release is asked of the datasets.
  dataset: {
    table: datasets,
    options: { uncompared: ['imported_at'], partial: true },
    parts: [],
  },
  place: { table: places, options: { isNewer: isOfLaterRelease }, parts: [identifiers] },
  actor: {
    table: actors,
    options: { isNewer: isOfLaterRelease },
    parts: [
      identifiers,
      { list: 'offices', table: actorOffices, owner: owner('actor'), ordered: 'position' },
      { list: 'relations', table: actorRelations, owner: owner('actor') },
    ],
  },
  conflict: {
    table: conflicts,
    options: { isNewer: isOfLaterRelease },
    parts: [
      identifiers,
      { list: 'parties', table: conflictParties, owner: owner('conflict') },
      { list: 'alsoParties', table: conflictParties, owner: owner('conflict'), additive: true },
      { list: 'places', table: conflictPlaces, owner: owner('conflict') },
      { list: 'alsoPlaces', table: conflictPlaces, owner: owner('conflict'), additive: true },
      { list: 'relations', table: conflictRelations, owner: owner('conflict') },
    ],
  },
  dyad: { table: dyads, options: { isNewer: isOfLaterRelease }, parts: [identifiers] },
  event: {
    table: events,
    options: {
      isNewer: isOfLaterIssue,
      preserve: {
        deaths_low: deathsByRelease,
        deaths_best: deathsByRelease,
        deaths_high: deathsByRelease,
        withdrawn_at: always,
        valid_from: always,
      },
    },
    parts: [
      identifiers,
      {
        list: 'participants',
        table: eventParticipants,
        owner: owner('event'),
        ordered: 'position',
      },
    ],
  },
  report: { table: reports, parts: [] },
  claim: {
    table: claims,
    options: {
      insertOnly: ['recorded_at'],
      preserve: {
        supersedes_key: supersedesByRelease,
        withdrawn_at: withdrawnByRelease,
        withdrawn_reason: withdrawnByRelease,
      },
    },
    parts: [
      { list: 'attribution', table: claimAttributions, owner: owner('claim'), ordered: 'ordinal' },
    ],
  },
  agreement: {
    table: agreements,
    parts: [
      { list: 'parties', table: agreementParties },
      { list: 'mediators', table: agreementMediators },
      { list: 'provisions', table: agreementProvisions },
      { list: 'declarations', table: agreementDeclarations },
      { list: 'violations', table: agreementViolations },
    ].map((part) => ({ ...part, owner: owner('agreement'), ordered: 'position' as const })),
  },
};
