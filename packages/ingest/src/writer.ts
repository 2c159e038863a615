import type { Database } from '@casus/store/engines/database';
import { editionOf } from '@casus/store/releases/edition';
import { describedEvents } from '@casus/store/releases/edition-sources';
import { keepEditions } from '@casus/store/releases/keep-editions';
import { linkReleases, updateEvents, type Subjects } from '@casus/store/releases/succession';
import { updateValidity } from '@casus/store/releases/validity';
import { claims } from '@casus/store/tables/claim';
import { events } from '@casus/store/tables/event';
import { recordChange } from '@casus/store/writing/change';
import { keepNamesOfReleases } from '@casus/store/writing/names-of-releases';
import { insertParts, replaceParts } from '@casus/store/writing/parts';
import {
  deferReferences,
  deferReferencesAtOnce,
  type DeferredReferences,
} from '@casus/store/writing/references';
import { collectSlugs, type UnsettledSlugs } from '@casus/store/writing/slugs';
import {
  RECORD,
  retireRecordRows,
  upsertEntities,
  type Source,
  type WriteOutcome,
} from '@casus/store/writing/upsert';
import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Entry, EntryGroup } from './entry.ts';
import { PLANS, type EntityPlan, type PartList } from './plans.ts';

type EntityName = Entry['entity'];
type AnyEntry = {
  entity: EntityName;
  row: { key: string; name?: string; isMention?: boolean; conflictKey?: string | null };
} & Record<string, unknown>;

/** Of these the database records each change of a row, but not of its parts. */
const RECORDED: Partial<Record<string, typeof claims | typeof events>> = {
  claim: claims,
  event: events,
};

/**
 * Writes groups of entries, inside the caller's transaction, as rows of a source, and tells by
 * natural key what became of each entity (for one whose parts changed: updated). A part list that
 * an entry leaves out is left as stored; a given one replaces, or adds where the plan says so. The
 * last entry of a key wins.
 *
 * @param later takes the slugs to settle, for a caller that writes more groups before it settles them
 */
export async function writeGroups(
  transaction: Database,
  source: Source,
  groups: readonly EntryGroup[],
  later?: UnsettledSlugs,
): Promise<Map<string, WriteOutcome>> {
  const outcomes = new Map<string, WriteOutcome>();
  const byEntity = Map.groupBy(groups.flat() as AnyEntry[], ({ entity }) => entity);
  const isRecord = source.key === RECORD.key;
  const slugs = later ?? collectSlugs();
  const references = await (isRecord ? deferReferences : deferReferencesAtOnce)(transaction);
  let before: Awaited<ReturnType<typeof describedEvents>> = new Map();
  for (const [entity, plan] of Object.entries<EntityPlan>(PLANS)) {
    const entries = [
      ...new Map(
        byEntity.get(entity as EntityName)?.map((entry) => [entry.row.key, entry]),
      ).values(),
    ];
    if (entries.length === 0) continue;
    const rows = entries.map(({ row }) => row);
    const keepWhatWas = async (mayBeStored: readonly AnyEntry['row'][]) => {
      await keepNamesOfReleases(transaction, plan.table, source, mayBeStored);
      if (entity !== 'event') return;
      const keys = mayBeStored.map(({ key }) => key);
      before = await describedEvents(transaction, keys);
    };
    const written = await upsertEntities(transaction, plan.table, source, rows, {
      ...plan.options,
      ...(!isRecord && { beforeOverwriting: keepWhatWas }),
    });
    references.add(plan.table, rows);
    slugs.add(plan.table, comingByName(rows, written));
    const regrouped = new Set<string>();
    for (const [list, part] of Object.entries(plan.parts)) {
      const owners = await writeParts(
        { transaction, references, writer: source },
        { list, part, entries, written },
      );
      for (const key of owners) regrouped.add(key);
    }
    const recorded = RECORDED[entity];
    if (recorded) await recordChange(transaction, recorded, [...regrouped]);
    for (const [key, outcome] of written) outcomes.set(key, outcome);
  }
  if (!later) await slugs.settle(transaction);
  if (before.size > 0) {
    const described = eventsDescribed(byEntity);
    await keepEditions(transaction, before, editionsAmong(described, outcomes));
  }
  // An import's new events have in their rows what its claims say.
  const subjects = subjectsClaimed(
    byEntity,
    (event) => isRecord || outcomes.get(event) !== 'added',
  );
  const claimed = subjects.subjectEventKey;
  await linkReleases(transaction, subjects);
  await updateEvents(transaction, claimed);
  await updateValidity(transaction, [...claimed, ...before.keys()]);
  await references.check();
  return outcomes;
}

/**
 * Takes back those of the record's rows that are not in a group of all it holds. A row under a key
 * that begins with `ownPrefix` goes with its parts; one that datasets share waits for the next import.
 *
 * @returns the keys of what is gone
 */
export async function retireRows(
  transaction: Database,
  group: EntryGroup,
  ownPrefix: string,
): Promise<string[]> {
  const retired: string[] = [];
  await deferReferences(transaction);
  for (const [entity, { table, parts }] of Object.entries<EntityPlan>(PLANS)) {
    const current = group.filter((entry) => entry.entity === entity).map(({ row }) => row.key);
    const gone = await retireRecordRows(transaction, table, { current, ownPrefix });
    for (const { table: partTable, owner } of Object.values(parts)) {
      await replaceParts(transaction, partTable, columnOf(partTable, owner), gone, []);
    }
    retired.push(...gone);
  }
  return retired;
}

/** What claims are about; of events, those that meet a condition. */
function subjectsClaimed(
  byEntity: Map<EntityName, AnyEntry[]>,
  isTaken: (eventKey: string) => boolean,
): Subjects {
  const claims = (byEntity.get('claim') ?? []) as unknown as Extract<Entry, { entity: 'claim' }>[];
  const among = (column: keyof Subjects) => [
    ...new Set(claims.flatMap(({ row }) => row[column] ?? [])),
  ];
  return {
    subjectEventKey: among('subjectEventKey').filter(isTaken),
    subjectConflictKey: among('subjectConflictKey'),
    subjectPlaceKey: among('subjectPlaceKey'),
  };
}

type EventEntry = Extract<Entry, { entity: 'event' }>;

function eventsDescribed(byEntity: Map<EntityName, AnyEntry[]>): EventEntry[] {
  return (byEntity.get('event') ?? []) as unknown as EventEntry[];
}

/** What a release's words have taken the place of, and which of its words another has taken. */
function editionsAmong(entries: readonly EventEntry[], outcomes: Map<string, WriteOutcome>) {
  const became = (outcome: WriteOutcome) =>
    entries.filter(({ row }) => outcomes.get(row.key) === outcome);
  return {
    overwritten: became('updated').map(({ row }) => row.key),
    outdated: became('outdated').map(({ row, participants = [] }) =>
      editionOf(
        { eventKey: row.key, releaseKey: row.datasetKey!, issue: row.issue ?? 1 },
        row,
        participants,
      ),
    ),
  };
}

/**
 * Those that stand otherwise than before, and those by which others name a row that stays as it is. Mentions go by their
 * natural keys: four of five actors of a file would be such.
 */
function comingByName(
  rows: readonly AnyEntry['row'][],
  written: ReadonlyMap<string, WriteOutcome>,
): { key: string; name: string }[] {
  return rows.flatMap(({ key, name, isMention }) =>
    name !== undefined && !isMention && written.get(key) !== 'unchanged' ? { key, name } : [],
  );
}

interface Writing {
  transaction: Database;
  references: DeferredReferences;
  writer: Source;
}

interface PartsOfEntries {
  list: string;
  part: PartList;
  entries: readonly AnyEntry[];
  /** What became of the entries. */
  written: Map<string, WriteOutcome>;
}

/** Writes a list of parts, and tells which entities that stood as they were it changes. */
async function writeParts(
  { transaction, references, writer }: Writing,
  { list, part, entries, written }: PartsOfEntries,
): Promise<string[]> {
  const { table, owner, ordered, source, additive = false, independent = false } = part;
  const stored: string[] = [];
  const rows: object[] = [];
  for (const entry of entries) {
    const parts = entry[list] as object[] | undefined;
    const { key } = entry.row;
    const outcome = written.get(key);
    if (parts === undefined || (outcome === 'outranked' && !independent)) continue;
    if (outcome === 'outdated' && !additive) continue;
    if (outcome !== 'added' && !additive) stored.push(key);
    for (const [index, row] of parts.entries()) {
      rows.push({
        ...row,
        [owner]: key,
        ...(source && { [source]: writer.key }),
        ...(ordered && { [ordered]: index + 1 }),
      });
    }
  }
  references.add(table, rows);
  // Of new entities nothing is there, and what becomes of them is known.
  if (stored.length === 0 && !additive) {
    await insertParts(transaction, table, rows, { ordered: ordered !== undefined });
    return [];
  }
  const replaced = await replaceParts(transaction, table, columnOf(table, owner), stored, rows);
  for (const key of replaced) {
    const outcome = written.get(key);
    if (outcome === 'unchanged' || outcome === 'outranked') written.set(key, 'updated');
  }
  return [...replaced].filter((key) => written.get(key) !== 'added');
}

const columnOf = (table: PgTable, property: string) => getTableColumns(table)[property]!.name;
