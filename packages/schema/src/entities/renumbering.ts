import type { JsonExpression } from '@casus/store/pushdown/json';
import type { Row } from '@casus/store/pushdown/row';
import { selectedRows } from '@casus/store/pushdown/selected';
import {
  renumberings,
  selectRenumberings,
  type Renumbering,
} from '@casus/store/releases/renumbering';
import { events } from '@casus/store/tables/event';
import { sql, type SQL } from 'drizzle-orm';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { expression, toKnown } from '../pushdown/field-options.ts';
import type { Moment } from '../pushdown/options.ts';
import { asOfArgument } from '../types/as-of.ts';
import { RenumberingReason } from '../types/enums.ts';
import { momentOf } from '../types/scalars.ts';

export const ProbablySame = builder.objectRef<Renumbering>('ProbablySame').implement({
  description:
    'Another event that is probably the same under another number, and why. Casus never merges the two: whoever counts decides.',
  fields: (t) => ({
    event: t.field({
      type: 'Event',
      description: 'The other event.',
      ...toKnown(events, 'event'),
    }),
    reasons: t.expose('reasons', {
      type: [RenumberingReason],
      rows: 4,
      description: 'What the two have in common; all but SAME_DEATHS always.',
    }),
  }),
});

/** The events that are probably the same as one. */
export async function probablySame(
  key: string,
  asOf: Date | null | undefined,
  context: Context,
): Promise<Renumbering[]> {
  const moment = momentOf(asOf, context);
  const found = await context.loaders.by(`renumberings ${moment}`, key, (keys) =>
    renumberings(context.db, keys, moment),
  );
  return found ?? [];
}

/** The same of one event, as a list that the database writes. */
export const probablySameJson = (
  eventKey: SQL,
  asOf: Moment,
  alias: string,
  build: (row: Row) => JsonExpression,
): JsonExpression =>
  selectedRows(
    selectRenumberings(sql`array[${eventKey}]`, asOf),
    { alias, columns: { event: 'text', reasons: 'text' } },
    build,
  );

builder.objectField('Event', 'probablySame', (t) =>
  t.field({
    type: [ProbablySame],
    rows: 1,
    cost: 20,
    description:
      'Events of the same series that are probably this one under another number: a release left the one out and first has the other, with the same days, sides and place. Offered, never merged. `probablySame { event { slug } reasons }`. Costs 20.',
    args: { asOf: t.arg(asOfArgument) },
    resolve: ({ key }, { asOf }, context) => probablySame(key, asOf, context),
    pushdown: expression((row, { asOf }: { asOf?: Date | null }, { now, alias, below }) =>
      probablySameJson(row.column('key'), momentOf(asOf, { now }), alias(), below),
    ),
  }),
);
