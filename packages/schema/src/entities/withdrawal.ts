import { nullUnless } from '@casus/store/pushdown/json';
import { sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { expression } from '../pushdown/field-options.ts';
import { instantOf, momentOf } from '../types/scalars.ts';

interface AsOf {
  asOf?: Date | null | undefined;
}

/** A column of what may be withdrawn that tells of its withdrawal: null while it stood. */
export const ofWithdrawal = <Property extends string>(property: Property) => ({
  resolve: (
    row: Readonly<Record<Property | 'withdrawnAt', string | null>>,
    { asOf }: AsOf,
    context: Context,
  ): string | null =>
    row.withdrawnAt && row.withdrawnAt <= momentOf(asOf, context) ? row[property] : null,
  pushdown: expression((row, { asOf }: AsOf, { now }) =>
    nullUnless(sql`${row.column('withdrawnAt')} <= ${asOf ? instantOf(asOf) : now}`, [
      sql`coalesce(${row.json(property)}, 'null')`,
    ]),
  ),
});
