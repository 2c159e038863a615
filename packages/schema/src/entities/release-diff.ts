import type { Page } from '@casus/store/lists/page';
import type { Compared } from '@casus/store/releases/compared';
import { diffGroups, diffPage, diffTotals, type DiffTotal } from '@casus/store/releases/diff';
import { RELEASE_DIFF_KINDS } from '@casus/store/vocabulary';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { naming } from '../entities-named.ts';
import { connectionFrom, sliceOf } from '../paging.ts';
import { composed } from '../pushdown/field-options.ts';
import { ReleaseDiffDimension, ReleaseDiffKind } from '../types/enums.ts';
import { EventFilterInput } from './event-list.ts';
import { compared, endsOf, requestOf, type Asked } from './release-diff-request.ts';
import { diffJson, type BroughtDiff } from './release-diff-statement.ts';
import {
  COST,
  GROUPS,
  ReleaseDiffConnection,
  ReleaseEventDiff,
  type Comparison,
  type DiffNode,
} from './release-diff-types.ts';

async function resolveDiff(_: unknown, args: Asked, context: Context) {
  const { db } = context;
  const ends = await compared(args, context);
  const request = requestOf(args, endsOf(ends));
  let read: Promise<DiffTotal[]> | undefined;
  const totals = () => (read ??= diffTotals(db, request));
  const slice = sliceOf(args);
  return connectionOfDiff(args, diffPage(db, request, slice), {
    ...ends,
    bothOut: bothOutOf(ends),
    totals,
    groups: () => diffGroups(db, request, args.by, GROUPS),
  });
}

const bothOutOf = ({ from, to }: Compared): Date =>
  new Date(from.releasedAt > to.releasedAt ? from.releasedAt : to.releasedAt);

async function connectionOfDiff(
  args: Asked,
  page: Promise<Page<Omit<DiffNode, 'bothOut'>>>,
  { bothOut, ...comparison }: Comparison & Pick<DiffNode, 'bothOut'>,
) {
  const nodes = page.then(({ edges, ...rest }) => ({
    ...rest,
    edges: edges.map((edge) => ({ ...edge, node: { ...edge.node, bothOut } })),
  }));
  const connection = await connectionFrom(
    sliceOf(args),
    nodes,
    async () => (await comparison.totals())[0]!.events,
  );
  return Object.assign(connection, { comparison });
}

async function composeDiff(
  brought: Omit<BroughtDiff, 'edges' | 'hasNextPage' | 'hasPreviousPage'> & {
    page: Pick<BroughtDiff, 'edges' | 'hasNextPage' | 'hasPreviousPage'>;
  },
  _: unknown,
  args: Asked,
  context: Context,
) {
  const ends = await compared(args, context);
  const { page } = brought;
  const edges = page.edges.map(({ node, brought: of, cursor }) => ({
    node: { ...node, brought: of },
    cursor,
  }));
  return connectionOfDiff(args, Promise.resolve({ ...page, edges }), {
    days: ends.days,
    bothOut: bothOutOf(ends),
    from: { ...ends.from, ...(brought.from && { brought: brought.from }) },
    to: { ...ends.to, ...(brought.to && { brought: brought.to }) },
    totals: async () => brought.totals,
    groups: async () => brought.groups,
  });
}

builder.queryField('releaseDiff', (t) =>
  t.connection(
    {
      type: ReleaseEventDiff,
      description: `What stood of a series of releases when one of them had come out, against what stood when another had: event by event, those that move most deaths first. A release of additions and revisions is compared with what it adds to. \`releaseDiff(from: "ucdp:ged@26.0.7", to: "ucdp:ged@27.1", by: [COUNTRY]) { totals { kind events deaths { best } } groups { country { name } deaths { best } } nodes { event { name } kinds before { deaths { best } } after { deaths { best } } } }\`. Costs ${COST}.`,
      cost: COST,
      args: {
        from: t.arg.id({
          required: true,
          ...naming('Dataset'),
          description: 'A release, by natural key (`ucdp:ged@26.0.7`) or id.',
        }),
        fromIssue: t.arg.int({
          description: 'Which of its issues, by number; the last one unless given.',
        }),
        to: t.arg.id({
          required: true,
          ...naming('Dataset'),
          description: 'Another release of the same series, or the same with another issue.',
        }),
        toIssue: t.arg.int({
          description: 'Which of its issues, by number; the last one unless given.',
        }),
        filter: t.arg({
          type: EventFilterInput,
          description:
            'Only events that meet all of this as they are described last, whether or not they stand; `standing` counts for nothing.',
        }),
        kinds: t.arg({
          type: [ReleaseDiffKind],
          required: true,
          defaultValue: [...RELEASE_DIFF_KINDS],
          description: 'Only events that differ in one of these ways; in any unless given.',
        }),
        by: t.arg({
          type: [ReleaseDiffDimension],
          required: true,
          defaultValue: [],
          description: 'What `groups` tells the net deaths by.',
        }),
      },
      resolve: resolveDiff,
      pushdown: composed(diffJson, composeDiff),
    },
    ReleaseDiffConnection,
  ),
);
