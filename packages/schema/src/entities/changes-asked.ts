import { conflicts } from '@casus/store/tables/conflict';
import { RECORDED_CHANGES, type RecordedEntity } from '@casus/store/vocabulary';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { badUserInput } from '../errors.ts';
import { nameOf } from '../global-id.ts';
import type { ConnectionArguments } from '../paging.ts';
import type { ChronologicalOrder } from '../types/chronological-order.ts';
import { instantOf, momentOf } from '../types/scalars.ts';
import type { ChangeKind } from './change.ts';

type Kind = (typeof ChangeKind)['$inferInput'];

export const ChangeClock = builder.enumType('ChangeClock', {
  description: 'By which of two clocks changes are listed.',
  values: {
    SAID: {
      description:
        'When it was certainly said: what a claim says, and what it says otherwise than the one before it. The clock of `asOf`.',
    },
    RECORDED: {
      description:
        'When this installation recorded it: what was added to, corrected in, withdrawn from or taken out of its record, in the order in which it was. The clock of `position` and `changedSince`, which a client follows.',
    },
  },
});

/** What the field is asked. */
export interface ChangesAsked extends ConnectionArguments {
  clock: (typeof ChangeClock)['$inferInput'];
  since?: Date | null;
  until?: Date | null;
  changedSince?: string | null;
  conflict?: string | null;
  datasets?: readonly string[] | null;
  kinds?: readonly Kind[] | null;
  types?: readonly RecordedEntity[] | null;
  orderBy: (typeof ChronologicalOrder)['$inferInput'];
}

/** By the clock SAID. */
export type SaidAsked = ChangesAsked & { since: Date };

const KINDS: Record<ChangesAsked['clock'], readonly Kind[]> = {
  SAID: ['ASSERTED', 'REVISED', 'RESTATED', 'WITHDRAWN', 'AGREEMENT_MOVED'],
  RECORDED: RECORDED_CHANGES,
};

export function refuseNoSince({ clock, since }: ChangesAsked): void {
  if (clock === 'RECORDED' || since) return;
  throw badUserInput(
    'By the clock SAID, changes are asked for since a moment. Give since; or clock: RECORDED, which needs none.',
    'since',
  );
}

/** @throws GraphQLError for arguments of the other clock */
export function refuseOtherClock({ clock, changedSince, types, kinds }: ChangesAsked): void {
  if (clock === 'SAID' && (changedSince || types)) {
    const name = changedSince ? 'changedSince' : 'types';
    throw badUserInput(
      `By the clock SAID, ${name} tells nothing: it is of what was recorded. Ask with clock: RECORDED, or without ${name}.`,
      name,
    );
  }
  const other = kinds?.find((kind) => !KINDS[clock].includes(kind));
  if (other) {
    throw badUserInput(
      `By the clock ${clock} nothing is ${other}. Its kinds are ${KINDS[clock].join(', ')}.`,
      'kinds',
    );
  }
}

export function refuseBackwards({ since, until }: ChangesAsked, now: string): void {
  if (!since) return;
  const from = instantOf(since);
  const to = momentOf(until, { now });
  if (from < to) return;
  const end = until ? to : `now, ${to}`;
  throw badUserInput(
    `The span of time ends (${end}) before it begins (${from}). Give a since that is before until.`,
    'since',
  );
}

/** Under no key where nothing is called so: an unknown conflict has no changes. */
export async function conflictKeyOf(id: string, { loaders }: Context): Promise<string> {
  const row = await loaders.named(conflicts, nameOf('Conflict', id));
  return row?.key ?? '';
}
