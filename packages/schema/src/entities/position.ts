import { CURRENT_POSITION, currentPosition, type Position } from '@casus/store/history/position';
import { sql } from 'drizzle-orm';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { rootExpression } from '../pushdown/field-options.ts';

builder.queryField('position', (t) =>
  t.field({
    type: 'Position',
    description:
      'Where the record stands: all of the answer is at least as new. Give it as `changedSince` later, or as `after` of `claimRecorded`, to be told what was recorded, corrected or withdrawn since. `{ position claims(first: 100) { nodes { summary } } }`.',
    resolve: (_parent, _args, context) => positionOf(context),
    pushdown: rootExpression((_args: object) => [sql`to_json(${CURRENT_POSITION})::text`]),
  }),
);

const positions = new WeakMap<object, Promise<Position>>();

/** The position of an answer, read once. Whoever reads it first has it no newer than the rest. */
export function positionOf(context: Context): Promise<Position> {
  let position = positions.get(context);
  if (!position) positions.set(context, (position = currentPosition(context.db)));
  return position;
}
