import { jsonObject, textOf, type JsonExpression } from '@casus/store/pushdown/json';
import { columnsJson, type Row } from '@casus/store/pushdown/row';
import { firstOwnedRow, rowByKey } from '@casus/store/pushdown/rows';
import { selectedRow, selectedRows, type Selected } from '@casus/store/pushdown/selected';
import { pageFrom, type PageSource } from '@casus/store/pushdown/page';
import {
  DIFF_COLUMNS,
  diffCursor,
  GROUP_COLUMNS,
  MOST_DEATHS_FIRST,
  selectDiffGroups,
  selectDiffs,
  selectDiffTotals,
  TOTAL_COLUMNS,
  type DiffGroup,
  type DiffTotal,
  type EventDiff,
} from '@casus/store/releases/diff';
import { fromDiffering, type DiffRequest } from '@casus/store/releases/differing';
import { datasets } from '@casus/store/tables/dataset';
import { events } from '@casus/store/tables/event';
import { releaseIssues } from '@casus/store/tables/issue';
import { sql, type SQL } from 'drizzle-orm';
import { nodePlaces } from '../connections.ts';
import { sliceOf } from '../paging.ts';
import type { ComposeTools } from '../pushdown/options.ts';
import { editionJson } from './event-edition.ts';
import { probablySameJson } from './renumbering.ts';
import { GROUPS, type BroughtOfDiff, type DiffEnd } from './release-diff-types.ts';
import {
  type Asked,
  type ComparedSeries,
  compared,
  requestOf,
  endsOf,
} from './release-diff-request.ts';

/** What one statement brings of a comparison. */
export interface BroughtDiff {
  edges: { node: EventDiff; brought: BroughtOfDiff; cursor: string }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  totals: DiffTotal[];
  groups: DiffGroup[];
  from: Required<DiffEnd>['brought'];
  to: Required<DiffEnd>['brought'];
}

export function diffJson(args: Asked, tools: ComposeTools): JsonExpression {
  const slice = sliceOf(args);
  const ends = (pick: (ends: ComparedSeries) => unknown): SQL =>
    tools.argument('from', async (_: string, context) => pick(await compared(args, context)));
  const end = (name: keyof ReturnType<typeof endsOf>) => ends((given) => endsOf(given)[name]);
  const request = requestOf<SQL>(args, {
    series: end('series'),
    from: end('from'),
    to: end('to'),
    days: end('days'),
  });
  const cursorPart = (at: 0 | 1) =>
    tools.argument(slice.forward ? 'after' : 'before', (cursor: string) => diffCursor(cursor)[at]);
  const cursor = slice.cursor === null ? null : ([cursorPart(0), cursorPart(1)] as const);
  const source: PageSource = {
    order: MOST_DEATHS_FIRST.name,
    rows: (limit) => selectDiffs(slice.forward, cursor, limit),
    rowAs: (alias) => selectedRow(alias, DIFF_COLUMNS),
    total: () => sql`select count(*) from differing`,
  };
  const page = pageFrom(source, slice, null, tools.alias(), (found) =>
    jsonObject([
      [
        'edges',
        found.rows((row, text) =>
          jsonObject([
            ['node', columnsJson(row, Object.keys(DIFF_COLUMNS))],
            ['brought', nodeJson(row, request, tools)],
            ['cursor', ['"', ...text, '"']],
          ]),
        ),
      ],
      ['hasNextPage', found.hasNextPage()],
      ['hasPreviousPage', found.hasPreviousPage()],
    ]),
  );
  const listIf = (
    isAsked: boolean,
    select: () => SQL,
    columns: Readonly<Record<string, Selected>>,
  ): JsonExpression => {
    const properties = Object.keys(columns);
    return isAsked
      ? selectedRows(select(), { alias: tools.alias(), columns }, (row) =>
          columnsJson(row, properties),
        )
      : ['[]'];
  };
  const json = jsonObject([
    ['page', page],
    [
      'totals',
      listIf(
        tools.isAsked('totals') || tools.isAsked('totalCount'),
        () => selectDiffTotals(args.kinds),
        TOTAL_COLUMNS,
      ),
    ],
    [
      'groups',
      listIf(
        tools.isAsked('groups') && args.by.length > 0,
        () => selectDiffGroups(args.by, GROUPS),
        GROUP_COLUMNS,
      ),
    ],
    ['from', endJson('from', ends, tools)],
    ['to', endJson('to', ends, tools)],
  ]);
  return [sql`(${fromDiffering(request, sql`select ${textOf(json)}`)})`];
}

/** What belongs to an event that differs, of what is asked for. */
function nodeJson(row: Row, { from, to }: DiffRequest<SQL>, tools: ComposeTools): JsonExpression {
  const { alias, part } = tools;
  const ifAsked = (field: string, build: () => JsonExpression, otherwise = 'null') =>
    [field, nodePlaces(field).some(tools.isAsked) ? build() : [otherwise]] as const;
  const below = (field: string) => (place: string) => nodePlaces(`${field}.${place}`);
  return jsonObject([
    ifAsked('event', () =>
      rowByKey(events, alias(), row.column('key'), part('Event', nodePlaces('event'), ['key'])),
    ),
    ifAsked('before', () => editionJson(row, 'beforeKey', from, below('before'), tools)),
    ifAsked('after', () => editionJson(row, 'afterKey', to, below('after'), tools)),
    ifAsked(
      'probablySame',
      () =>
        probablySameJson(
          row.column('key'),
          sql`greatest(${from}::timestamptz, ${to}::timestamptz)`,
          alias(),
          part('ProbablySame', nodePlaces('probablySame'), ['event', 'reasons']),
        ),
      '[]',
    ),
  ]);
}

function endJson(
  end: 'from' | 'to',
  ends: (pick: (ends: ComparedSeries) => unknown) => SQL,
  { alias, part, isAsked }: ComposeTools,
): JsonExpression {
  if (!isAsked(end)) return ['null'];
  const key = ends((given) => given[end].releaseKey);
  const number = ends((given) => given[end].number);
  return jsonObject([
    ['release', rowByKey(datasets, alias(), key, part('Release', [`${end}.release`], ['key']))],
    [
      'issue',
      firstOwnedRow(
        releaseIssues,
        alias(),
        {
          owner: releaseIssues.releaseKey,
          key,
          orderBy: [releaseIssues.number],
          condition: (issue) => sql`${issue.column('number')} = ${number}`,
        },
        part('ReleaseIssue', [`${end}.issue`], ['number']),
      ),
    ],
  ]);
}
