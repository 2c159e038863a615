import { sql, type SQL } from 'drizzle-orm';
import { rowsOf, type Database } from '../engines/database.ts';
import { storable } from '../reading/text.ts';
import { ENTITIES, type EntityName } from './all.ts';
import { keyNamed, ownerOf, slugEntityOf } from './named.ts';
import { places } from '../tables/place.ts';

/** A slug or natural key by which somebody means an entity. */
export interface Name {
  entity: EntityName;
  name: string;
  /** Of a place: it has to have a point. */
  isLocated?: boolean;
}

/** Those of the names that no entity has, or none with a point where it has to have one. */
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
  const alike = Map.groupBy(given, ({ entity, isLocated }) => `${entity} ${isLocated ?? false}`);
  const lookUps = [...alike.values()].map((names) => namesOfEntity(names[0]!, names));
  const rows = await rowsOf<Name>(db, sql.join(lookUps, sql` union all `));
  return new Set(rows.map(idOf));
}

function namesOfEntity({ entity, isLocated = false }: Name, given: readonly Name[]): SQL {
  const { table } = ENTITIES[entity];
  const names = sql.param(storable(given.map(({ name }) => name)));
  const slugged = slugEntityOf(table);
  const hasName = [
    ...[table.key, ...('slug' in table ? [table.slug] : [])].map(
      (column) => sql`exists (select from ${table} where ${column} = given.name)`,
    ),
    ...(slugged ? [sql`exists (${ownerOf(slugged, sql`given.name`)})`] : []),
  ];
  const hasPoint = isLocated
    ? sql` and exists (select from ${places} where key = ${keyNamed(places, sql`given.name`)}
        and latitude is not null and longitude is not null)`
    : sql``;
  return sql`select ${entity}::text as entity, given.name, ${isLocated}::boolean as "isLocated"
    from unnest(${names}::text[]) given (name) where (${sql.join(hasName, sql` or `)})${hasPoint}`;
}

const idOf = ({ entity, name, isLocated }: Name) =>
  `${entity} ${isLocated ? 'located ' : ''}${name}`;
