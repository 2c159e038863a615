import { sql, type SQL } from 'drizzle-orm';
import { rowsOf, type Database } from '../engines/database.ts';
import { linkReleases, updateEvents } from '../releases/succession.ts';
import { updateValidity } from '../releases/validity.ts';
import { renewSearch } from '../search/renew.ts';

/** What writers derive of other rows, by the same code, which changes nothing where it is so already. */
export interface Derived {
  name: string;
  /** Those whose rows are derived together. */
  tables: readonly string[];
  /** Its rows are made anew, so that only their contents tell whether they are others. */
  isRewritten?: boolean;
  /** What a row is called where it is told which are others. */
  rowName?: SQL;
  derive(db: Database): Promise<unknown>;
}

/** Each over all of the record, in the order in which they rest on each other. */
export const DERIVED: readonly Derived[] = [
  {
    name: 'succession',
    tables: ['claims'],
    rowName: sql`key`,
    derive: async (db) =>
      linkReleases(db, {
        subjectEventKey: await keysOf(db, 'subject_event_key'),
        subjectConflictKey: await keysOf(db, 'subject_conflict_key'),
        subjectPlaceKey: await keysOf(db, 'subject_place_key'),
      }),
  },
  {
    name: 'standing and deaths of events',
    tables: ['events'],
    rowName: sql`key`,
    derive: async (db) => updateEvents(db, await keysOf(db, 'subject_event_key')),
  },
  {
    name: 'validity of editions',
    tables: ['event_editions'],
    rowName: sql`concat_ws(' ', event_key, release_key)`,
    derive: async (db) => updateValidity(db, await keysOf(db, 'subject_event_key')),
  },
  {
    name: 'search',
    tables: ['search_entries'],
    rowName: sql`concat_ws(' ', type, key)`,
    derive: renewSearch,
  },
  {
    name: 'sums over events',
    tables: [
      ...['event_totals', 'point_totals', 'publisher_totals', 'place_publisher_totals'],
      ...['facet_totals', 'entity_totals', 'event_moments'],
    ],
    isRewritten: true,
    derive: renewAllTotals,
  },
  {
    name: 'figures',
    tables: ['current_figures'],
    isRewritten: true,
    derive: renewAllFigures,
  },
  {
    name: 'counts of claims',
    tables: ['claim_counts'],
    isRewritten: true,
    derive: countAllClaims,
  },
];

/** As migration `totals` does it once for what was stored before; what is nobody's any more goes, too. */
async function renewAllTotals(db: Database): Promise<void> {
  await db.execute(
    sql`truncate event_moments, event_totals, point_totals, facet_totals, publisher_totals, place_publisher_totals, claim_sets, entity_totals`,
  );
  await db.execute(sql`insert into stale_totals
    select distinct 0, stored.* from events, lateral (
      values ('MONTH', month_of(earliest)::text), ('PLACE_ITSELF', coalesce(place_key, ''))) as stored(what, key)
    on conflict do nothing`);
  await db.execute(sql`select renew_totals(0)`);
}

/** As migration `current_figures` does it once for what was stored before. */
async function renewAllFigures(db: Database): Promise<void> {
  await db.execute(sql`truncate current_figures`);
  await db.execute(sql`insert into stale_figures
    select distinct 0, subject_conflict_key, subject_event_key, subject_agreement_key, subject_place_key
    from claims where kind = 'FIGURE'`);
  await db.execute(sql`select renew_figures(0)`);
}

/** As migration `claim_counts` does it once for what was stored before. */
async function countAllClaims(db: Database): Promise<void> {
  await db.execute(sql`truncate claim_counts`);
  await db.execute(sql`insert into claim_counts
    select conflict_key, claimant_key, release_key, kind, metric, asserted_latest, withdrawn_at, count(*)
    from claims group by conflict_key, claimant_key, release_key, kind, metric, asserted_latest, withdrawn_at`);
}

/** What claims of releases are about. */
async function keysOf(
  db: Database,
  column: 'subject_event_key' | 'subject_conflict_key' | 'subject_place_key',
): Promise<string[]> {
  const rows = await rowsOf<{ key: string }>(
    db,
    sql`select distinct ${sql.identifier(column)} as key from claims
      where release_key is not null and ${sql.identifier(column)} is not null`,
  );
  return rows.map(({ key }) => key);
}
