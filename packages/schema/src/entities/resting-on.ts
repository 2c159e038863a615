import { stoodAt, withdrawnBy } from '@casus/store/rules/as-of';
import { claims } from '@casus/store/tables/claim';
import { sql } from 'drizzle-orm';
import { restsOnStanding, restsOnWithdrawn } from '@casus/store/entities/claim-standing';
import { nullUnless } from '@casus/store/pushdown/json';
import { ownedRows } from '@casus/store/pushdown/rows';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Context } from '../context.ts';
import { expression } from '../pushdown/field-options.ts';
import { momentOf } from '../types/scalars.ts';

interface AsOf {
  asOf?: Date | null | undefined;
}

/** `withdrawn`: those whose claim had been withdrawn by the moment, instead of those whose claim stood. */
type Asked = AsOf & { withdrawn?: boolean | null | undefined };

type Resting = PgTable & { claimKey: PgColumn };

/** The facts that belong to this row and whose claim stood at a moment, or that rest on none. */
export function toAllResting<Table extends Resting>(
  table: Table,
  owner: PgColumn,
  orderBy: readonly PgColumn[],
) {
  return {
    pushdown: expression((row, { asOf, withdrawn }: Asked, { now, alias, below }) =>
      ownedRows(
        table,
        alias(),
        {
          owner,
          key: row.column('key'),
          orderBy,
          condition: (fact) =>
            (withdrawn ? restsOnWithdrawn : restsOnStanding)(
              fact.column('claimKey'),
              momentOf(asOf, { now }),
              alias(),
            ),
        },
        below,
      ),
    ),
    resolve: async (
      { key }: { key: string },
      asked: Asked,
      context: Context,
    ): Promise<Table['$inferSelect'][]> => {
      const facts = await context.loaders.all(table, owner, key, orderBy);
      return restingOn(
        facts as (Table['$inferSelect'] & { claimKey: string | null })[],
        asked,
        context,
      );
    },
  };
}

/** A column of this row, unless the claim that it rests on did not stand at a moment. */
export function columnResting<Property extends string>(property: Property, claimProperty: string) {
  return {
    pushdown: expression((row, { asOf }: AsOf, { now, alias }) =>
      nullUnless(restsOnStanding(row.column(claimProperty), momentOf(asOf, { now }), alias()), [
        sql`coalesce(${row.json(property)}, 'null')`,
      ]),
    ),
    resolve: async (
      row: Readonly<Record<Property, string | null>>,
      { asOf }: AsOf,
      context: Context,
    ): Promise<string | null> => {
      const claimKey = (row as Readonly<Record<string, string | null>>)[claimProperty] ?? null;
      const given = await restingOn([{ claimKey }], { asOf }, context);
      return given.length > 0 ? row[property] : null;
    },
  };
}

/** Those of some facts whose claim stood at a moment, or had been withdrawn by it; a fact that rests on none always holds. */
export async function restingOn<Fact extends { claimKey: string | null }>(
  facts: readonly Fact[],
  { asOf, withdrawn }: Asked,
  context: Context,
): Promise<Fact[]> {
  const moment = momentOf(asOf, context);
  const grounds = await Promise.all(
    facts.map(({ claimKey }) => context.loaders.one(claims, claimKey)),
  );
  return facts.filter((_, index) => {
    const claim = grounds[index];
    if (withdrawn) return claim && withdrawnBy(claim, moment);
    return !claim || stoodAt(claim, moment);
  });
}
