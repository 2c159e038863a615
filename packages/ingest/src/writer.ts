import type { Database } from '@casus/store/database';
import { announce, type Notice } from '@casus/store/notices';
import { chainReleases, settleDeaths } from '@casus/store/releases/succession';
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
import {
  RECORD_SOURCE,
  releaseEntities,
  replaceParts,
  upsertEntities,
  type UpsertOptions,
  type WriteOutcome,
} from '@casus/store/writing/upsert';
import { sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Entry, EntryGroup } from './entry.ts';
import { GED_SOURCE } from './ucdp-ged/dataset.ts';

type EntityName = Entry['entity'];
type AnyEntry = { entity: EntityName; row: { key: string; conflictKey?: string | null } } & Record<
  string,
  unknown
>;

/** A list an entry may carry, the table it is kept in, and the columns that tie it to its entity. */
interface PartList {
  list: string;
  table: PgTable;
  owner: { property: string; column: string };
  ordered?: 'position' | 'ordinal';
  /** What is stored and not in the list stays. */
  additive?: boolean;
}

interface EntityPlan {
  table: PgTable;
  options?: UpsertOptions;
  parts: PartList[];
}

/** Whose a row becomes that the record gives up under a dataset's key: GED alone has such keys. */
const HEIR_OF_THE_RECORD = GED_SOURCE;

/** Of what several releases tell the latest speaks, in whatever order they are imported. */
const ofLaterRelease = (stored: SQL, incoming: SQL) => sql`exists (
  select from ${datasets} held, ${datasets} given
  where held.key = ${stored}.dataset_key and given.key = ${incoming}.dataset_key
    and (held.released_latest, held.released_earliest, held.key)
      > (given.released_latest, given.released_earliest, given.key)
)`;

/** An import, and the record's own loading, leave what a chain of releases has come to. */
const byReleases = {
  supersession: (stored: SQL, incoming: SQL) =>
    sql`${incoming}.supersedes_key is null and ${stored}.key like '%@%'`,
  deaths: (stored: SQL, incoming: SQL) => sql`${incoming}.source = ${RECORD_SOURCE} and exists (
    select from ${claims} release where release.subject_event_key = ${stored}.key
      and starts_with(release.key, ${stored}.key || '/deaths@')
  )`,
};

const owner = (entity: string) => ({ property: `${entity}Key`, column: `${entity}_key` });
const identifiers: PartList = { list: 'externalIds', table: externalIds, owner: owner('entity') };

const PLANS: Record<EntityName, EntityPlan> = {
  // First: whether a row is of a later release is asked of the datasets.
  dataset: {
    table: datasets,
    options: { silent: ['imported_at'], unsaidStays: true },
    parts: [],
  },
  place: { table: places, options: { newer: ofLaterRelease }, parts: [identifiers] },
  actor: {
    table: actors,
    options: { newer: ofLaterRelease },
    parts: [
      identifiers,
      { list: 'offices', table: actorOffices, owner: owner('actor'), ordered: 'position' },
      { list: 'relations', table: actorRelations, owner: owner('actor') },
    ],
  },
  conflict: {
    table: conflicts,
    options: { newer: ofLaterRelease },
    parts: [
      identifiers,
      { list: 'parties', table: conflictParties, owner: owner('conflict') },
      { list: 'alsoParties', table: conflictParties, owner: owner('conflict'), additive: true },
      { list: 'places', table: conflictPlaces, owner: owner('conflict') },
      { list: 'alsoPlaces', table: conflictPlaces, owner: owner('conflict'), additive: true },
      { list: 'relations', table: conflictRelations, owner: owner('conflict') },
    ],
  },
  dyad: { table: dyads, options: { newer: ofLaterRelease }, parts: [identifiers] },
  event: {
    table: events,
    options: {
      newer: ofLaterRelease,
      stays: {
        deaths_low: byReleases.deaths,
        deaths_best: byReleases.deaths,
        deaths_high: byReleases.deaths,
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
    options: { once: ['recorded_at'], stays: { supersedes_key: byReleases.supersession } },
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

/** Small tables that processes may keep in memory: they are told of every change. */
const REFERENCE: readonly EntityName[] = ['place', 'actor', 'dataset', 'conflict', 'dyad'];
const CHANGES: ReadonlySet<WriteOutcome> = new Set(['added', 'updated']);

/**
 * Writes groups of entries, inside the caller's transaction, as rows of `source`, and tells by
 * natural key what became of each entity (for one whose parts changed: updated). A part list that
 * an entry leaves out is left as stored; a given one replaces, or adds where the plan says so. The
 * last entry of a key wins.
 */
export async function writeGroups(
  transaction: Database,
  source: string,
  groups: readonly EntryGroup[],
): Promise<Map<string, WriteOutcome>> {
  const outcomes = new Map<string, WriteOutcome>();
  const byEntity = Map.groupBy(groups.flat() as AnyEntry[], ({ entity }) => entity);
  await transaction.execute(sql`set constraints all deferred`);
  for (const [entity, plan] of Object.entries(PLANS)) {
    const entries = [
      ...new Map(
        byEntity.get(entity as EntityName)?.map((entry) => [entry.row.key, entry]),
      ).values(),
    ];
    if (entries.length === 0) continue;
    const rows = entries.map(({ row }) => ({ ...row, source }));
    const written = await upsertEntities(transaction, plan.table, rows, plan.options);
    for (const part of plan.parts) await writeParts(transaction, part, entries, written);
    for (const [key, outcome] of written) outcomes.set(key, outcome);
  }
  const told = eventsTold(byEntity, outcomes);
  await chainReleases(transaction, told);
  await settleDeaths(transaction, told);
  // Checks the references of this batch, and frees the queue in which PostgreSQL remembers them.
  await transaction.execute(sql`set constraints all immediate`);
  await announce(transaction, noticesOf(byEntity, outcomes));
  return outcomes;
}

/**
 * Brings the database to what the curated record holds: writes its group, and takes back what an
 * earlier state of it had and this one has not.
 */
export async function writeRecord(
  transaction: Database,
  group: EntryGroup,
): Promise<Map<string, WriteOutcome>> {
  await transaction.execute(sql`set constraints all deferred`);
  for (const [entity, { table, parts }] of Object.entries(PLANS)) {
    const keys = group.filter((entry) => entry.entity === entity).map(({ row }) => row.key);
    const gone = await releaseEntities(transaction, table, keys, HEIR_OF_THE_RECORD);
    for (const part of parts) {
      await replaceParts(transaction, part.table, part.owner.column, gone, []);
    }
  }
  // Among what was taken back may be rows of any table.
  await announce(transaction, [{ about: 'reference' }]);
  return writeGroups(transaction, RECORD_SOURCE, [group]);
}

/** The events of which a release's claims speak, and may not be alone in it: a new one's are. */
function eventsTold(
  byEntity: Map<EntityName, AnyEntry[]>,
  outcomes: Map<string, WriteOutcome>,
): string[] {
  const said = (byEntity.get('claim') ?? []) as unknown as Extract<Entry, { entity: 'claim' }>[];
  const told = said.flatMap(({ row: { key, subjectEventKey } }) =>
    subjectEventKey && key.includes('@') && outcomes.get(subjectEventKey) !== 'added'
      ? [subjectEventKey]
      : [],
  );
  return [...new Set(told)];
}

function noticesOf(
  byEntity: ReadonlyMap<EntityName, readonly AnyEntry[]>,
  outcomes: ReadonlyMap<string, WriteOutcome>,
): Notice[] {
  const changed = (entity: EntityName) =>
    byEntity.get(entity)?.filter(({ row }) => CHANGES.has(outcomes.get(row.key)!)) ?? [];
  const claimsOf = Map.groupBy(changed('claim'), ({ row }) => row.conflictKey ?? null);
  return [
    ...(REFERENCE.some((entity) => changed(entity).length > 0)
      ? [{ about: 'reference' } as const]
      : []),
    ...[...claimsOf].map(([conflict, entries]) => ({
      about: 'claims' as const,
      conflict,
      keys: [...new Set(entries.map(({ row }) => row.key))],
    })),
  ];
}

async function writeParts(
  transaction: Database,
  { list, table, owner, ordered, additive = false }: PartList,
  entries: readonly AnyEntry[],
  written: Map<string, WriteOutcome>,
): Promise<void> {
  const stored: string[] = [];
  const rows: object[] = [];
  for (const entry of entries) {
    const parts = entry[list] as object[] | undefined;
    const { key } = entry.row;
    const outcome = written.get(key);
    if (parts === undefined || outcome === 'kept') continue;
    if (outcome === 'outdated' && !additive) continue;
    if (outcome !== 'added' && !additive) stored.push(key);
    for (const [index, part] of parts.entries()) {
      rows.push({ ...part, [owner.property]: key, ...(ordered && { [ordered]: index + 1 }) });
    }
  }
  for (const key of await replaceParts(transaction, table, owner.column, stored, rows)) {
    if (written.get(key) === 'unchanged') written.set(key, 'updated');
  }
}
