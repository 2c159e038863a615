import type { Event as EventRow } from '@casus/store/entities/event';
import { describedRow, editionsAt } from '@casus/store/events/described';
import type { Soon } from '@casus/store/reading/loaders';
import type { EditionParticipant } from '@casus/store/tables/event';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { coalesce } from '../pushdown/field-options.ts';
import type { PastTools, PushdownOption } from '../pushdown/options.ts';
import { describedByArgument } from '../types/as-of.ts';
import { instantOf } from '../types/scalars.ts';
import type { Row } from '@casus/store/pushdown/row';

export interface AsOf {
  asOf?: Date | null | undefined;
}

/** An event as it was described at a moment, with who took part where its row does not say so. */
type Described = EventRow & { participants?: readonly EditionParticipant[] };

/** The event as the release described it that had the last word at a moment. */
export function describedAt(event: EventRow, { asOf }: AsOf, context: Context): Soon<Described> {
  if (!asOf) return event;
  const moment = instantOf(asOf);
  if (event.validFrom === null || event.validFrom <= moment) return event;
  const edition = context.loaders.by(`editionsAt ${moment}`, event.key, (keys) =>
    editionsAt(context.db, keys, moment),
  );
  return edition.then((fields) =>
    fields ? { ...event, ...fields, datasetKey: fields.releaseKey } : event,
  );
}

export const describedArguments = builder.args((t) => ({ asOf: t.field(describedByArgument) }));

/** A field of an event that its releases may describe otherwise, one after the other. */
export function asDescribed<Value>(today: {
  resolve: (event: EventRow, args: object, context: Context) => Value;
  pushdown: PushdownOption<EventRow>;
}) {
  return {
    args: describedArguments,
    resolve: (event: EventRow, args: AsOf, context: Context): Value | Promise<Awaited<Value>> => {
      const resolved = (then: EventRow) => today.resolve(then, {}, context);
      const described = describedAt(event, args, context);
      return described instanceof Promise
        ? (described.then(resolved) as Promise<Awaited<Value>>)
        : resolved(described);
    },
    pushdown: {
      kind: 'asOf' as const,
      now: today.pushdown,
      then: (row: Row, asOf: string, { alias, of }: PastTools) =>
        describedRow(row, asOf, alias(), of),
    },
  };
}

/** A column of an event. */
export const column = <Property extends keyof EventRow & string>(property: Property) => ({
  resolve: (event: EventRow): EventRow[Property] => event[property],
  pushdown: coalesce([property]),
});
