import {
  countEntries,
  entriesPage,
  entriesTotal,
  ENTRY_COLUMNS,
  positionOfCursor,
  recordedOrder,
  selectEntries,
  type EntriesAsked,
  type RecordedEntry,
} from '@casus/store/history/recorded-change';
import { keyNamed } from '@casus/store/entities/named';
import { jsonObject, type JsonExpression } from '@casus/store/pushdown/json';
import { columnsJson, type Row } from '@casus/store/pushdown/row';
import { rowByKey } from '@casus/store/pushdown/rows';
import { selectedRow } from '@casus/store/pushdown/selected';
import { pageFrom, type PageSource } from '@casus/store/pushdown/page';
import { claims } from '@casus/store/tables/claim';
import { conflicts } from '@casus/store/tables/conflict';
import { events } from '@casus/store/tables/event';
import { RECORDED_CHANGES, RECORDED_ENTITIES, type RecordedChange } from '@casus/store/vocabulary';
import { sql, type SQL } from 'drizzle-orm';
import { nodePlaces } from '../connections.ts';
import type { Context } from '../context.ts';
import { nameOf, namesOf } from '../global-id.ts';
import { connectionFrom, sliceOf } from '../paging.ts';
import type { ComposeTools } from '../pushdown/options.ts';
import { positionGiven } from '../types/position.ts';
import { instantOf } from '../types/scalars.ts';
import { claimChangedJson, type ChangeOf, type RecordedBrought } from './changed.ts';
import { conflictKeyOf, type ChangesAsked } from './changes-asked.ts';

/** What one statement brings of a page of changes by the clock of this installation. */
interface BroughtEntries {
  edges: { node: RecordedEntry; brought: RecordedBrought; cursor: string }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  total?: number;
}

const isRecorded = (kind: string): kind is RecordedChange =>
  RECORDED_CHANGES.some((each) => each === kind);

const orderOf = ({ orderBy }: ChangesAsked) => recordedOrder(orderBy === 'LATEST_FIRST');

function entriesAsked<Text>(
  { since, until, kinds, types, datasets }: ChangesAsked,
  { after, conflictKey }: { after: Text | null; conflictKey: Text | null },
): EntriesAsked<Text | string> {
  return {
    since: since ? instantOf(since) : null,
    until: until ? instantOf(until) : null,
    after,
    changes: kinds?.filter(isRecorded) ?? RECORDED_CHANGES,
    entities: types ?? RECORDED_ENTITIES,
    conflictKey,
    datasets: datasets ? namesOf('Dataset', datasets)! : null,
  };
}

export async function resolveRecorded(args: ChangesAsked, context: Context) {
  const { db } = context;
  const asked = entriesAsked(args, {
    after: args.changedSince ? positionGiven(args.changedSince, 'changedSince') : null,
    conflictKey: args.conflict ? await conflictKeyOf(args.conflict, context) : null,
  });
  const slice = sliceOf(args);
  const page = entriesPage(db, asked, orderOf(args), slice).then(({ edges, ...rest }) => ({
    ...rest,
    edges: edges.map(({ node, cursor }) => ({ node: changeOf(node), cursor })),
  }));
  return connectionFrom(slice, page, () => entriesTotal(db, asked));
}

const changeOf = (entry: RecordedEntry, brought?: RecordedBrought): ChangeOf => ({
  happened: 'RECORDED',
  entry,
  ...(brought && { brought }),
});

export function recordedJson(args: ChangesAsked, tools: ComposeTools): JsonExpression {
  const slice = sliceOf(args);
  const order = orderOf(args);
  const asked = entriesAsked<SQL>(args, {
    after: args.changedSince
      ? tools.argument('changedSince', (text: string) => positionGiven(text, 'changedSince'))
      : null,
    conflictKey: args.conflict ? keyNamed(conflicts, nameOf('Conflict', args.conflict)) : null,
  });
  const cursor =
    slice.cursor === null
      ? null
      : tools.argument(slice.forward ? 'after' : 'before', (text: string) =>
          positionOfCursor(text, order),
        );
  const source: PageSource = {
    order: order.name,
    rows: (limit) => selectEntries(asked, order.descending !== slice.forward, cursor, limit),
    rowAs: (alias) => selectedRow(alias, ENTRY_COLUMNS),
    total: () => countEntries(asked),
  };
  return pageFrom(source, slice, null, tools.alias(), (page) =>
    jsonObject([
      [
        'edges',
        page.rows((row, text) =>
          jsonObject([
            ['node', columnsJson(row, Object.keys(ENTRY_COLUMNS))],
            ['brought', broughtJson(row, tools)],
            ['cursor', ['"', ...text, '"']],
          ]),
        ),
      ],
      ['hasNextPage', page.hasNextPage()],
      ['hasPreviousPage', page.hasPreviousPage()],
      ...(tools.isAsked('totalCount') ? [['total', page.total()] as const] : []),
    ]),
  );
}

/** The claim or the event that changed, with what is asked for of it; neither where it is gone. */
function broughtJson(row: Row, tools: ComposeTools): JsonExpression {
  const { alias, part } = tools;
  const keyOf = (entity: RecordedEntry['entity']) =>
    sql`case when ${row.column('entity')} = ${sql.raw(`'${entity}'`)} and ${row.column('change')} <> 'REMOVED'
      then ${row.column('entityKey')} end`;
  return jsonObject([
    ['claim', rowByKey(claims, alias(), keyOf('CLAIM'), (claim) => claimChangedJson(claim, tools))],
    [
      'event',
      rowByKey(
        events,
        alias(),
        keyOf('EVENT'),
        part('Event', [...nodePlaces('event'), ...nodePlaces('subject')], ['key'], true),
      ),
    ],
  ]);
}

export function composeRecorded(brought: BroughtEntries, args: ChangesAsked) {
  const { total, ...page } = brought;
  const edges = page.edges.map(({ node, brought: of, cursor }) => ({
    node: changeOf(node, of),
    cursor,
  }));
  return connectionFrom(sliceOf(args), Promise.resolve({ ...page, edges }), async () => total!);
}
