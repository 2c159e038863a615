import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../engines/database.ts';
import { ENTITIES } from '../entities/all.ts';
import type { Name } from '../entities/unknown-names.ts';
import { readObjects } from '../reading/read.ts';
import { storable } from '../reading/text.ts';
import { datasets } from '../tables/dataset.ts';
import { search, wantedOf } from './search.ts';

/** What may have been meant by a name that nothing has. */
export interface Nearly {
  slug: string;
  name: string;
}

/** More would be no help: one meant is among the first, or is not found by its name. */
const MOST = 3;
/** As many characters as a search takes. */
const LONGEST = 200;
/** A key that a source made up, `ucdp:actor:132`. Its number is like others, but means nothing near to them. */
const NATURAL_KEY = /^[a-z][\w-]*:/i;

/** What may have been meant, the likeliest first; none where nothing is like it. */
export async function nearlyNamed(
  db: Database,
  { entity, name }: Name,
  now: string,
): Promise<Nearly[]> {
  const text = name.trim().slice(0, LONGEST);
  if (storable([text]).length === 0) return [];
  if (entity === 'Dataset') return nearestDatasets(db, text);
  if (NATURAL_KEY.test(text)) return [];
  // What a claim says is no name of it.
  if (entity === 'Claim') return [];
  const wanted = await wantedOf(db, text);
  if (!wanted) return [];
  const { table, search: type } = ENTITIES[entity];
  const page = await search(db, wanted, [type], { size: MOST, cursor: null, now });
  const keys = page.edges.map(({ node }) => node.key);
  if (keys.length === 0) return [];
  const columns = table as unknown as Partial<Record<string, PgColumn>>;
  const slug = slugOf(columns);
  return readObjects<Nearly>(
    db,
    sql`select ${slug} as slug, ${columns['name'] ?? columns['title']!} as name
      from unnest(${sql.param(keys)}::text[]) with ordinality as found(key, at)
      join ${table} on ${table.key} = found.key order by at`,
  );
}

function slugOf({ slug, derivedSlug, key }: Partial<Record<string, PgColumn>>): SQL {
  const names = [slug, derivedSlug, key].filter((column) => column !== undefined);
  return sql`coalesce(${sql.join(names, sql`, `)})`;
}

/** The releases of a series that is named, the latest first; else those called most like it. */
const nearestDatasets = (db: Database, text: string): Promise<Nearly[]> =>
  readObjects<Nearly>(
    db,
    sql`select ${datasets.key} as slug, ${datasets.name} || ' ' || ${datasets.version} as name
      from ${datasets}
      where starts_with(${datasets.key}, ${text})
        or greatest(similarity(${datasets.key}, ${text}), similarity(${datasets.series}, ${text})) > 0.4
      order by starts_with(${datasets.key}, ${text}) desc,
        greatest(similarity(${datasets.key}, ${text}), similarity(${datasets.series}, ${text})) desc,
        ${datasets.releasedLatest} desc, ${datasets.key}
      limit ${MOST}`,
  );
