import { sql, type SQL } from 'drizzle-orm';
import { rowsOf, type Database } from '../engines/database.ts';
import { storable } from '../reading/text.ts';
import { ENTITIES, type EntityName } from './all.ts';
import { ownerOf, slugEntityOf } from './named.ts';

/** A slug or natural key by which somebody means an entity. */
export interface Name {
  entity: EntityName;
  name: string;
}

/** Those of the names that no entity has. */
export type UnknownNames = <Given extends Name>(
  db: Database,
  given: readonly Given[],
) => Promise<Given[]>;

/** Names that are remembered; beyond it the longest remembered is forgotten first. */
const MOST = 20_000;

/**
 * Looks names up, all that are new to it in one statement. A name that was found is not looked up
 * again: keys stay, and a slug that is taken back names nothing from then on, which is no mistake of
 * whoever asks by it.
 */
export function createUnknownNames(limit = MOST): UnknownNames {
  const found = new Set<string>();
  return async (db, given) => {
    const unsure = given.filter((each) => !found.has(idOf(each)));
    if (unsure.length === 0) return [];
    const there = await lookUp(db, unsure);
    for (const id of there) found.add(id);
    for (const id of found) {
      if (found.size <= limit) break;
      found.delete(id);
    }
    return unsure.filter((each) => !there.has(idOf(each)));
  };
}

async function lookUp(db: Database, given: readonly Name[]): Promise<Set<string>> {
  const byEntity = Map.groupBy(given, ({ entity }) => entity);
  const lookUps = [...byEntity].map(([entity, names]) => namesOfEntity(entity, names));
  const rows = await rowsOf<Name>(db, sql.join(lookUps, sql` union all `));
  return new Set(rows.map(idOf));
}

function namesOfEntity(entity: EntityName, given: readonly Name[]): SQL {
  const { table } = ENTITIES[entity];
  const names = sql.param(storable(given.map(({ name }) => name)));
  const slugged = slugEntityOf(table);
  const hasName = [
    ...[table.key, ...('slug' in table ? [table.slug] : [])].map(
      (column) => sql`exists (select from ${table} where ${column} = given.name)`,
    ),
    ...(slugged ? [sql`exists (${ownerOf(slugged, sql`given.name`)})`] : []),
  ];
  return sql`select ${entity}::text as entity, given.name
    from unnest(${names}::text[]) given (name) where ${sql.join(hasName, sql` or `)}`;
}

const idOf = ({ entity, name }: Name) => `${entity} ${name}`;
