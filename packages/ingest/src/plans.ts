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
import { commonNames } from '@casus/store/tables/common-name';
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

/** A list that an entry may carry: the table it is kept in, and what ties its rows to their entity. */
export interface PartList {
  table: PgTable;
  /** The property that holds the entity's key. */
  owner: string;
  /** The property that holds the place in the list. */
  ordered?: 'position' | 'ordinal';
  /** The property that tells whose the rows are, in a table that several sources add to. */
  source?: string;
  /** What is stored and not in the list stays. */
  additive?: boolean;
  /** Written whoever describes the entity, a source of higher precedence too. */
  independent?: boolean;
  /** An entry cannot do without it. */
  required?: true;
}

export interface EntityPlan {
  table: PgTable;
  options?: UpsertOptions;
  parts: Readonly<Record<string, PartList>>;
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

/** Settled by the names of all there are. */
const SLUGGED: UpsertOptions = {
  isNewer: isOfLaterRelease,
  preserve: { derived_slug: always },
};

/** Of mentions, too, whom they name. */
const NAMED_BY_ALL: UpsertOptions = {
  ...SLUGGED,
  preserve: { ...SLUGGED.preserve, mention_of_key: always },
};

/** Kept by the database. */
const LAST_CHANGE = ['commit_id', 'commit_ordinal', 'change'];

const identifiers = { externalIds: { table: externalIds, owner: 'entityKey' } } as const;
const ofConflict = { owner: 'conflictKey' } as const;
const ofAgreement = { owner: 'agreementKey', ordered: 'position' } as const;

/** How each kind of entity is written, in the order in which they are; `Entry` follows. */
export const PLANS = {
  // First: whether a row is of a later release is asked of the datasets.
  dataset: {
    table: datasets,
    options: { uncompared: ['imported_at'], partial: true },
    parts: {},
  },
  place: { table: places, options: SLUGGED, parts: identifiers },
  actor: {
    table: actors,
    options: NAMED_BY_ALL,
    parts: {
      ...identifiers,
      offices: { table: actorOffices, owner: 'actorKey', ordered: 'position' },
      relations: { table: actorRelations, owner: 'actorKey' },
      alsoRelations: {
        table: actorRelations,
        owner: 'actorKey',
        additive: true,
        independent: true,
      },
      /** What others call it. */
      alsoNames: {
        table: commonNames,
        owner: 'entityKey',
        source: 'heldBy',
        additive: true,
        independent: true,
      },
    },
  },
  conflict: {
    table: conflicts,
    options: SLUGGED,
    parts: {
      ...identifiers,
      parties: { table: conflictParties, ...ofConflict },
      /** For a file that tells some of them: what others told stays. */
      alsoParties: { table: conflictParties, ...ofConflict, additive: true },
      places: { table: conflictPlaces, ...ofConflict },
      alsoPlaces: { table: conflictPlaces, ...ofConflict, additive: true },
      relations: { table: conflictRelations, ...ofConflict },
    },
  },
  dyad: { table: dyads, options: SLUGGED, parts: identifiers },
  event: {
    table: events,
    options: {
      insertOnly: LAST_CHANGE,
      isNewer: isOfLaterIssue,
      preserve: {
        deaths_low: deathsByRelease,
        deaths_best: deathsByRelease,
        deaths_high: deathsByRelease,
        deaths_side_a: deathsByRelease,
        deaths_side_b: deathsByRelease,
        deaths_civilians: deathsByRelease,
        deaths_unknown: deathsByRelease,
        withdrawn_at: always,
        valid_from: always,
      },
    },
    parts: {
      ...identifiers,
      participants: { table: eventParticipants, owner: 'eventKey', ordered: 'position' },
    },
  },
  report: { table: reports, parts: {} },
  claim: {
    table: claims,
    options: {
      insertOnly: ['recorded_at', ...LAST_CHANGE],
      preserve: {
        supersedes_key: supersedesByRelease,
        withdrawn_at: withdrawnByRelease,
        withdrawn_reason: withdrawnByRelease,
      },
    },
    parts: {
      /** In order; `position` is shared by steps that stand side by side. */
      attribution: {
        table: claimAttributions,
        owner: 'claimKey',
        ordered: 'ordinal',
        required: true,
      },
    },
  },
  agreement: {
    table: agreements,
    parts: {
      parties: { table: agreementParties, ...ofAgreement },
      mediators: { table: agreementMediators, ...ofAgreement },
      provisions: { table: agreementProvisions, ...ofAgreement },
      declarations: { table: agreementDeclarations, ...ofAgreement },
      violations: { table: agreementViolations, ...ofAgreement },
    },
  },
} as const satisfies Record<string, EntityPlan>;
