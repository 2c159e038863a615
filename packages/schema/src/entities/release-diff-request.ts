import { compareIssues, NotComparable, type Compared } from '@casus/store/releases/compared';
import { multirange, type DiffRequest } from '@casus/store/releases/differing';
import { datasets } from '@casus/store/tables/dataset';
import {
  type ReleaseDiffDimension as Dimension,
  type ReleaseDiffKind as Kind,
} from '@casus/store/vocabulary';
import type { Context } from '../context.ts';
import { badUserInput } from '../errors.ts';
import { nameOf } from '../global-id.ts';
import type { ConnectionArguments } from '../paging.ts';
import type { EventFilterInput } from './event-list.ts';
import { eventFilterOf } from './event-list.ts';

export interface Asked extends ConnectionArguments {
  from: string;
  fromIssue?: number | null;
  to: string;
  toIssue?: number | null;
  filter?: (typeof EventFilterInput)['$inferInput'] | null;
  kinds: readonly Kind[];
  by: readonly Dimension[];
}

export type ComparedSeries = Compared & { series: string };

/** Read once for an answer: each of a statement's parameters takes a part of it. */
const comparedOf = new WeakMap<Context, Map<string, Promise<ComparedSeries>>>();

export function compared({ from, fromIssue, to, toIssue }: Asked, context: Context) {
  const known = comparedOf.get(context) ?? new Map<string, Promise<ComparedSeries>>();
  comparedOf.set(context, known);
  const ends = JSON.stringify([from, fromIssue, to, toIssue]);
  const comparing = known.get(ends) ?? compare({ from, fromIssue, to, toIssue }, context);
  known.set(ends, comparing);
  return comparing;
}

async function compare(
  args: Pick<Asked, 'from' | 'fromIssue' | 'to' | 'toIssue'>,
  { db, loaders }: Context,
): Promise<ComparedSeries> {
  const [from, to] = [nameOf('Dataset', args.from), nameOf('Dataset', args.to)];
  const { series } = (await loaders.one(datasets, from))!;
  try {
    const ends = await compareIssues(db, series, {
      from: { releaseKey: from, issue: args.fromIssue ?? null },
      to: { releaseKey: to, issue: args.toIssue ?? null },
    });
    return { ...ends, series };
  } catch (error) {
    if (!(error instanceof NotComparable)) throw error;
    throw badUserInput(error.message, error.of);
  }
}

export function requestOf<Text>(
  { filter, kinds }: Asked,
  ends: Pick<DiffRequest<Text>, 'series' | 'from' | 'to' | 'days'>,
): DiffRequest<Text> {
  return { ...ends, filter: eventFilterOf(filter), kinds };
}

export const endsOf = ({ series, from, to, days }: ComparedSeries) => ({
  series,
  from: from.releasedAt,
  to: to.releasedAt,
  days: multirange(days.both),
});
