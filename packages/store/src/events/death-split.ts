import { sql, type SQL } from 'drizzle-orm';
import type { DeathPart } from '../rules/death-split.ts';

/** The columns in which the parts of a best estimate are told. */
export const SPLIT_COLUMNS: Record<DeathPart, string> = {
  sideA: 'deaths_side_a',
  sideB: 'deaths_side_b',
  civilians: 'deaths_civilians',
  unknown: 'deaths_unknown',
};

/**
 * The rule of rules/death-split.ts, said to the database: one row of the columns above, null where the
 * claim does not split its estimate.
 */
export function selectSplit({ best, parts }: { best: SQL; parts: SQL }): SQL {
  const columns = Object.values(SPLIT_COLUMNS).map((column) =>
    sql.raw(`case when divided then ${column} end as ${column}`),
  );
  const sums = Object.entries(CONDITIONS).map(([part, condition]) =>
    sql.raw(
      `coalesce(sum(part.best) filter (where ${condition}), 0) as ${SPLIT_COLUMNS[part as DeathPart]}`,
    ),
  );
  return sql`
    select ${sql.join(columns, sql`, `)}
    from (
      select ${best} is not null and (count(*) > 0 or ${best} = 0) and count(*) filter (
          where side is null and population not in ('CIVILIANS', 'UNKNOWN')) = 0 as divided,
        ${sql.join(sums, sql`, `)}
      from jsonb_to_recordset(${parts}) as part(side text, population text, best float8)
    ) as summed`;
}

const CONDITIONS: Record<DeathPart, string> = {
  sideA: `side = 'A'`,
  sideB: `side = 'B'`,
  civilians: `side is null and population = 'CIVILIANS'`,
  unknown: `side is null and population = 'UNKNOWN'`,
};
