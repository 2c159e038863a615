import { compareIssues, NotComparable, type Compared } from '@casus/store/releases/compared';
import type { Days } from '@casus/store/releases/covered-days';
import {
  diffGroups,
  diffPage,
  diffTotals,
  type DiffGroup,
  type DiffRequest,
  type DiffTotal,
  type EventDiff,
  type Said,
} from '@casus/store/releases/diff';
import type { SeriesIssue } from '@casus/store/releases/issues';
import { actors } from '@casus/store/tables/actor';
import { conflicts } from '@casus/store/tables/conflict';
import { datasets } from '@casus/store/tables/dataset';
import { events } from '@casus/store/tables/event';
import { releaseIssues } from '@casus/store/tables/issue';
import { places } from '@casus/store/tables/place';
import {
  RELEASE_DIFF_KINDS,
  type ReleaseDiffDimension as Dimension,
} from '@casus/store/vocabulary';
import { builder } from '../builder.ts';
import { connectionOf } from '../connections.ts';
import type { Context } from '../context.ts';
import { naming } from '../entities-named.ts';
import { badUserInput } from '../errors.ts';
import { nameOf } from '../global-id.ts';
import { connectionFrom, sliceOf } from '../paging.ts';
import { ReleaseDiffDimension, ReleaseDiffKind } from '../types/enums.ts';
import { EventEdition, editionOfIssue } from './event-edition.ts';
import { EventFilterInput, eventFilterOf } from './event-list.ts';
import { Release, ReleaseIssue } from './release.ts';
import { ProbablySame, probablySame } from './renumbering.ts';

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

const ReleaseEventDiff = builder.objectRef<EventDiff>('ReleaseEventDiff').implement({
  description: 'An event of which two releases of one series say something else.',
  fields: (t) => ({
    event: t.field({
      type: 'Event',
      description: 'The event, as it is described last.',
      resolve: ({ event }, _, { loaders }) => loaders.known(events, event),
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
      resolve: ({ event, before }, _, context) => editionSaid(event, before, context),
    }),
    after: t.field({
      type: EventEdition,
      nullable: true,
      description: 'The same when the release `to` had come out. Null for one that is dropped.',
      resolve: ({ event, after }, _, context) => editionSaid(event, after, context),
    }),
    deaths: t.field(netDeaths),
    probablySame: t.field({
      type: [ProbablySame],
      rows: 1,
      cost: 20,
      description:
        'Events that are probably this one under another number, such as one that is dropped where this is added: `Event.probablySame` as of now. Never merged, nor left out of the sums. Costs 20.',
      resolve: ({ event }, _, context) => probablySame(event, null, context),
    }),
  }),
});

async function editionSaid(key: string, said: Said | null, context: Context) {
  if (!said) return null;
  const event = await context.loaders.known(events, key);
  return editionOfIssue(event, said, context);
}

const CoveredDays = builder.objectRef<Days>('CoveredDays').implement({
  description: 'Days of which a series of releases speaks, both inclusive.',
  fields: (t) => ({
    from: t.expose('from', { type: 'Date', description: 'The first.' }),
    to: t.expose('to', { type: 'Date', description: 'The last.' }),
  }),
});

const ReleaseDiffEnd = builder.objectRef<SeriesIssue>('ReleaseDiffEnd').implement({
  description: 'One of two releases that are compared.',
  fields: (t) => ({
    release: t.field({
      type: Release,
      description: 'The release.',
      resolve: ({ releaseKey }, _, { loaders }) => loaders.known(datasets, releaseKey),
    }),
    issue: t.field({
      type: ReleaseIssue,
      description: 'Which of its issues.',
      resolve: async ({ releaseKey, number }, _, { loaders }) => {
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

type Group = DiffGroup & { by: Dimension };

const ReleaseDiffGroup = builder.objectRef<Group>('ReleaseDiffGroup').implement({
  description:
    'Net deaths between two releases of what is of one conflict or country, or had one actor take part.',
  fields: (t) => ({
    by: t.expose('by', { type: ReleaseDiffDimension, description: 'What it is told by.' }),
    conflict: t.field({
      type: 'Conflict',
      nullable: true,
      description: 'By CONFLICT; null also for events of none.',
      resolve: ({ by, key }, _, { loaders }) =>
        loaders.one(conflicts, by === 'CONFLICT' ? key : null),
    }),
    country: t.field({
      type: 'Place',
      nullable: true,
      description: 'By COUNTRY; null also for events of none.',
      resolve: ({ by, key }, _, { loaders }) => loaders.one(places, by === 'COUNTRY' ? key : null),
    }),
    actor: t.field({
      type: 'Actor',
      nullable: true,
      description: 'By ACTOR; null also for events of none.',
      resolve: ({ by, key }, _, { loaders }) => loaders.one(actors, by === 'ACTOR' ? key : null),
    }),
    events: t.exposeInt('events', { description: 'How many events differ.' }),
    deaths: t.field(netDeaths),
  }),
});

interface Asked extends Compared {
  request: DiffRequest;
  /** Read once for `totals` and `totalCount`. */
  totals: () => Promise<DiffTotal[]>;
  by: readonly Dimension[];
}

const ReleaseDiffConnection = connectionOf('ReleaseEventDiff', 'differences', ReleaseEventDiff);

/** What was asked, which the fields beside the page stand on. */
const askedOf = (connection: unknown): Asked => (connection as { asked: Asked }).asked;

builder.objectFields(ReleaseDiffConnection, (t) => ({
  from: t.field({
    type: ReleaseDiffEnd,
    description: 'What is compared with the other.',
    resolve: (connection) => askedOf(connection).from,
  }),
  to: t.field({
    type: ReleaseDiffEnd,
    description: 'What it is compared with.',
    resolve: (connection) => askedOf(connection).to,
  }),
  days: t.field({
    type: [CoveredDays],
    rows: 3,
    description:
      'The days that are compared: those of which the series had spoken when each of the two had come out. An event counts whose beginning lies within by either word.',
    resolve: (connection) => askedOf(connection).days.both,
  }),
  daysOfFrom: t.field({
    type: [CoveredDays],
    rows: 3,
    description: 'Days of which only the first speaks, which are not compared.',
    resolve: (connection) => askedOf(connection).days.from,
  }),
  daysOfTo: t.field({
    type: [CoveredDays],
    rows: 3,
    description: 'Days of which only the second speaks, which are not compared.',
    resolve: (connection) => askedOf(connection).days.to,
  }),
  totals: t.field({
    type: [ReleaseDiffTotal],
    rows: 7,
    cost: COST,
    description: `How many events differ and the net deaths: all together, then by kind. Costs ${COST}.`,
    resolve: (connection) => askedOf(connection).totals(),
  }),
  groups: t.field({
    type: [ReleaseDiffGroup],
    rows: 3 * GROUPS,
    cost: COST,
    description: `The net deaths by what \`by\` asks for, in that order, of each the ${GROUPS} that move most. Costs ${COST}.`,
    resolve: async (connection, _, { db }) => {
      const { request, by } = askedOf(connection);
      const groups = by.map(async (dimension) =>
        (await diffGroups(db, request, dimension, GROUPS)).map((row) => ({
          by: dimension,
          ...row,
        })),
      );
      return (await Promise.all(groups)).flat();
    },
  }),
}));

async function compared(
  args: { from: string; fromIssue?: number | null; to: string; toIssue?: number | null },
  { db, loaders }: Context,
): Promise<Compared & { series: string }> {
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
      resolve: async (_, args, context) => {
        const { series, ...ends } = await compared(args, context);
        const request: DiffRequest = {
          series,
          from: ends.from.releasedAt,
          to: ends.to.releasedAt,
          days: ends.days.both,
          filter: eventFilterOf(args.filter),
          kinds: args.kinds,
        };
        let read: Promise<DiffTotal[]> | undefined;
        const totals = () => (read ??= diffTotals(context.db, request));
        const slice = sliceOf(args);
        const connection = await connectionFrom(
          slice,
          diffPage(context.db, request, slice),
          async () => (await totals())[0]!.events,
        );
        return Object.assign(connection, { asked: { ...ends, request, totals, by: args.by } });
      },
    },
    ReleaseDiffConnection,
  ),
);
