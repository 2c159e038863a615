import type { Event as EventRow } from '@casus/store/entities/event';
import type { Page } from '@casus/store/lists/page';
import {
  columnsJson,
  firstOwnedRow,
  jsonObject,
  rowByKey,
  selectedRow,
  selectedRows,
  textOf,
  type JsonExpression,
  type Row,
  type Selected,
} from '@casus/store/pushdown/json';
import { pageFrom, type PageSource } from '@casus/store/pushdown/page';
import { compareIssues, NotComparable, type Compared } from '@casus/store/releases/compared';
import type { Days } from '@casus/store/releases/covered-days';
import {
  DIFF_COLUMNS,
  diffCursor,
  diffGroups,
  diffPage,
  diffTotals,
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
import { fromDiffering, multirange, type DiffRequest } from '@casus/store/releases/differing';
import type { SeriesIssue } from '@casus/store/releases/issues';
import type { Renumbering } from '@casus/store/releases/renumbering';
import { actors } from '@casus/store/tables/actor';
import { conflicts } from '@casus/store/tables/conflict';
import { datasets } from '@casus/store/tables/dataset';
import { events } from '@casus/store/tables/event';
import { releaseIssues } from '@casus/store/tables/issue';
import { places } from '@casus/store/tables/place';
import {
  RELEASE_DIFF_KINDS,
  type ReleaseDiffDimension as Dimension,
  type ReleaseDiffKind as Kind,
} from '@casus/store/vocabulary';
import { sql, type SQL } from 'drizzle-orm';
import { builder } from '../builder.ts';
import { connectionOf, nodePlaces } from '../connections.ts';
import type { Context } from '../context.ts';
import { naming } from '../entities-named.ts';
import { badUserInput } from '../errors.ts';
import { nameOf } from '../global-id.ts';
import { connectionFrom, sliceOf, type ConnectionArguments } from '../paging.ts';
import { composed, toOne } from '../pushdown/field-options.ts';
import type { ComposeTools } from '../pushdown/options.ts';
import { ReleaseDiffDimension, ReleaseDiffKind } from '../types/enums.ts';
import {
  editionFrom,
  editionJson,
  editionOfIssue,
  EventEdition,
  type EditionBrought,
  type EditionRow,
} from './event-edition.ts';
import { EventFilterInput, eventFilterOf } from './event-list.ts';
import { Release, ReleaseIssue, type IssueRow, type ReleaseRow } from './release.ts';
import { ProbablySame, probablySame, probablySameJson } from './renumbering.ts';

const GROUPS = 20;
const COST = 10_000;

const NetDeaths = builder
  .objectRef<Pick<EventDiff, 'low' | 'best' | 'high'>>('NetDeaths')
  .implement({
    description:
      "What changes in a sum of deaths, persons: the later estimates less the earlier ones, each event's own; negative where deaths went.",
    fields: (t) => ({
      low: t.exposeFloat('low', { description: 'In the sum of the lowest.' }),
      best: t.exposeFloat('best', { description: 'In the sum of the most likely.' }),
      high: t.exposeFloat('high', { description: 'In the sum of the highest.' }),
    }),
  });

const netDeaths = {
  type: NetDeaths,
  description: 'The net deaths.',
  resolve: <Row extends Pick<EventDiff, 'low' | 'best' | 'high'>>(row: Row) => row,
};

/** An event that differs, with what a statement brought of it, if one did. */
interface DiffNode extends EventDiff {
  brought?: BroughtOfDiff;
}

interface BroughtOfDiff {
  event: EventRow | null;
  before: EditionBrought | null;
  after: EditionBrought | null;
  probablySame: Renumbering[];
}

const ReleaseEventDiff = builder.objectRef<DiffNode>('ReleaseEventDiff').implement({
  description: 'An event of which two releases of one series say something else.',
  fields: (t) => ({
    event: t.field({
      type: 'Event',
      description: 'The event, as it is described last.',
      resolve: ({ key, brought }, _, { loaders }) => brought?.event ?? loaders.known(events, key),
    }),
    kinds: t.expose('kinds', {
      type: [ReleaseDiffKind],
      rows: 2,
      description: 'What differs; ADDED and DROPPED stand alone.',
    }),
    before: t.field({
      type: EventEdition,
      nullable: true,
      description:
        'What was said of it when the release `from` had come out: its figures, time, place and sides, and by which release. Null for an event that is added.',
      resolve: (diff, _, context) => editionAt(diff, 'before', context),
    }),
    after: t.field({
      type: EventEdition,
      nullable: true,
      description: 'The same when the release `to` had come out. Null for one that is dropped.',
      resolve: (diff, _, context) => editionAt(diff, 'after', context),
    }),
    deaths: t.field(netDeaths),
    probablySame: t.field({
      type: [ProbablySame],
      rows: 1,
      cost: 20,
      description:
        'Events that are probably this one under another number, such as one that is dropped where this is added: `Event.probablySame` as of now. Never merged, nor left out of the sums. Costs 20.',
      resolve: ({ key, brought }, _, context) =>
        brought?.probablySame ?? probablySame(key, null, context),
    }),
  }),
});

async function editionAt(
  { key: eventKey, brought, ...diff }: DiffNode,
  at: 'before' | 'after',
  context: Context,
): Promise<EditionRow | null> {
  const releaseKey = diff[`${at}Release`];
  const issue = diff[`${at}Issue`];
  if (releaseKey === null || issue === null) return null;
  const edition = brought?.[at];
  if (edition) return editionFrom({ eventKey, releaseKey, issue }, edition);
  const event = await context.loaders.known(events, eventKey);
  return editionOfIssue(event, { releaseKey, issue }, context);
}

const CoveredDays = builder.objectRef<Days>('CoveredDays').implement({
  description: 'Days of which a series of releases speaks, both inclusive.',
  fields: (t) => ({
    from: t.expose('from', { type: 'Date', description: 'The first.' }),
    to: t.expose('to', { type: 'Date', description: 'The last.' }),
  }),
});

interface DiffEnd extends Pick<SeriesIssue, 'releaseKey' | 'number'> {
  brought?: { release: ReleaseRow | null; issue: IssueRow | null };
}

const ReleaseDiffEnd = builder.objectRef<DiffEnd>('ReleaseDiffEnd').implement({
  description: 'One of two releases that are compared.',
  fields: (t) => ({
    release: t.field({
      type: Release,
      description: 'The release.',
      resolve: ({ releaseKey, brought }, _, { loaders }) =>
        brought?.release ?? loaders.known(datasets, releaseKey),
    }),
    issue: t.field({
      type: ReleaseIssue,
      description: 'Which of its issues.',
      resolve: async ({ releaseKey, number, brought }, _, { loaders }) => {
        if (brought?.issue) return brought.issue;
        const issues = await loaders.all(releaseIssues, releaseIssues.releaseKey, releaseKey, [
          releaseIssues.number,
        ]);
        return issues.find((issue) => issue.number === number)!;
      },
    }),
  }),
});

const ReleaseDiffTotal = builder.objectRef<DiffTotal>('ReleaseDiffTotal').implement({
  description: 'How many events differ, and what that changes in the sum of deaths.',
  fields: (t) => ({
    kind: t.expose('kind', {
      type: ReleaseDiffKind,
      nullable: true,
      description:
        'Of this kind; null for all together. An event may be of several kinds and counts in each, so that these add up to more.',
    }),
    events: t.exposeInt('events', { description: 'How many events.' }),
    deaths: t.field(netDeaths),
  }),
});

const ReleaseDiffGroup = builder.objectRef<DiffGroup>('ReleaseDiffGroup').implement({
  description:
    'Net deaths between two releases of what is of one conflict or country, or had one actor take part.',
  fields: (t) => ({
    by: t.expose('by', { type: ReleaseDiffDimension, description: 'What it is told by.' }),
    conflict: t.field({
      type: 'Conflict',
      nullable: true,
      description: 'By CONFLICT; null also for events of none.',
      ...toOne(conflicts, 'conflictKey'),
    }),
    country: t.field({
      type: 'Place',
      nullable: true,
      description: 'By COUNTRY; null also for events of none.',
      ...toOne(places, 'countryKey'),
    }),
    actor: t.field({
      type: 'Actor',
      nullable: true,
      description: 'By ACTOR; null also for events of none.',
      ...toOne(actors, 'actorKey'),
    }),
    events: t.exposeInt('events', { description: 'How many events differ.' }),
    deaths: t.field(netDeaths),
  }),
});

/** What a comparison tells beside its page. */
interface Comparison {
  from: DiffEnd;
  to: DiffEnd;
  days: Compared['days'];
  /** Read once for `totals` and `totalCount`. */
  totals: () => Promise<readonly DiffTotal[]>;
  groups: () => Promise<readonly DiffGroup[]>;
}

const ReleaseDiffConnection = connectionOf('ReleaseEventDiff', 'differences', ReleaseEventDiff);

const comparisonOf = (connection: unknown): Comparison =>
  (connection as { comparison: Comparison }).comparison;

builder.objectFields(ReleaseDiffConnection, (t) => ({
  from: t.field({
    type: ReleaseDiffEnd,
    description: 'What is compared with the other.',
    resolve: (connection) => comparisonOf(connection).from,
  }),
  to: t.field({
    type: ReleaseDiffEnd,
    description: 'What it is compared with.',
    resolve: (connection) => comparisonOf(connection).to,
  }),
  days: t.field({
    type: [CoveredDays],
    rows: 3,
    description:
      'The days that are compared: those of which the series had spoken when each of the two had come out. An event counts whose beginning lies within by either word.',
    resolve: (connection) => comparisonOf(connection).days.both,
  }),
  daysOfFrom: t.field({
    type: [CoveredDays],
    rows: 3,
    description: 'Days of which only the first speaks, which are not compared.',
    resolve: (connection) => comparisonOf(connection).days.from,
  }),
  daysOfTo: t.field({
    type: [CoveredDays],
    rows: 3,
    description: 'Days of which only the second speaks, which are not compared.',
    resolve: (connection) => comparisonOf(connection).days.to,
  }),
  totals: t.field({
    type: [ReleaseDiffTotal],
    rows: 7,
    cost: COST,
    description: `How many events differ and the net deaths: all together, then by kind. Costs ${COST}.`,
    resolve: (connection) => comparisonOf(connection).totals(),
  }),
  groups: t.field({
    type: [ReleaseDiffGroup],
    rows: 3 * GROUPS,
    cost: COST,
    description: `The net deaths by what \`by\` asks for, in that order, of each the ${GROUPS} that move most. Costs ${COST}.`,
    resolve: (connection) => comparisonOf(connection).groups(),
  }),
}));

interface Asked extends ConnectionArguments {
  from: string;
  fromIssue?: number | null;
  to: string;
  toIssue?: number | null;
  filter?: (typeof EventFilterInput)['$inferInput'] | null;
  kinds: readonly Kind[];
  by: readonly Dimension[];
}

type ComparedSeries = Compared & { series: string };

/** Read once for an answer: each of a statement's parameters takes a part of it. */
const comparedOf = new WeakMap<Context, Map<string, Promise<ComparedSeries>>>();

function compared({ from, fromIssue, to, toIssue }: Asked, context: Context) {
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

function requestOf<Text>(
  { filter, kinds }: Asked,
  ends: Pick<DiffRequest<Text>, 'series' | 'from' | 'to' | 'days'>,
): DiffRequest<Text> {
  return { ...ends, filter: eventFilterOf(filter), kinds };
}

const endsOf = ({ series, from, to, days }: ComparedSeries) => ({
  series,
  from: from.releasedAt,
  to: to.releasedAt,
  days: multirange(days.both),
});

async function resolveDiff(_: unknown, args: Asked, context: Context) {
  const { db } = context;
  const ends = await compared(args, context);
  const request = requestOf(args, endsOf(ends));
  let read: Promise<DiffTotal[]> | undefined;
  const totals = () => (read ??= diffTotals(db, request));
  const slice = sliceOf(args);
  return connectionOfDiff(args, diffPage(db, request, slice), {
    ...ends,
    totals,
    groups: () => diffGroups(db, request, args.by, GROUPS),
  });
}

async function connectionOfDiff(
  args: Asked,
  page: Promise<Page<DiffNode>>,
  comparison: Comparison,
) {
  const connection = await connectionFrom(
    sliceOf(args),
    page,
    async () => (await comparison.totals())[0]!.events,
  );
  return Object.assign(connection, { comparison });
}

/** What one statement brings of a comparison. */
interface BroughtDiff {
  edges: { node: EventDiff; brought: BroughtOfDiff; cursor: string }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  totals: DiffTotal[];
  groups: DiffGroup[];
  from: Required<DiffEnd>['brought'];
  to: Required<DiffEnd>['brought'];
}

function diffJson(args: Asked, tools: ComposeTools): JsonExpression {
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
  const { alias, part, now } = tools;
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
          now,
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
