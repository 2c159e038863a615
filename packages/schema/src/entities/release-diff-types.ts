import type { Event as EventRow } from '@casus/store/entities/event';
import type { Compared } from '@casus/store/releases/compared';
import type { Days } from '@casus/store/releases/covered-days';
import type { DiffGroup, DiffTotal, EventDiff, Net } from '@casus/store/releases/diff';
import type { SeriesIssue } from '@casus/store/releases/issues';
import type { Renumbering } from '@casus/store/releases/renumbering';
import { actors } from '@casus/store/tables/actor';
import { conflicts } from '@casus/store/tables/conflict';
import { datasets } from '@casus/store/tables/dataset';
import { events } from '@casus/store/tables/event';
import { releaseIssues } from '@casus/store/tables/issue';
import { places } from '@casus/store/tables/place';
import { builder } from '../builder.ts';
import { connectionOf } from '../connections.ts';
import type { Context } from '../context.ts';
import { toOne } from '../pushdown/field-options.ts';
import { ReleaseDiffDimension, ReleaseDiffKind } from '../types/enums.ts';
import { partFields } from './death-sum.ts';
import {
  editionFrom,
  editionOfIssue,
  EventEdition,
  type EditionBrought,
  type EditionRow,
} from './event-edition.ts';
import { Release, ReleaseIssue, type IssueRow, type ReleaseRow } from './release.ts';
import { ProbablySame, probablySame } from './renumbering.ts';

/** How many groups are told by one dimension. */
export const GROUPS = 20;
/** To find what differs; what is told of it is read in the same statement. */
export const COST = 5_000;
const TOLD_COST = 1_000;

const NetDeaths = builder.objectRef<Net>('NetDeaths').implement({
  description:
    "What changes in a sum of deaths, persons: the later estimates less the earlier ones, each event's own; negative where deaths went. `sideA`, `sideB`, `civilians` and `unknown` split `best`, over the events whose estimates are split at both ends: `eventsWithoutSplit` tells how many are not.",
  fields: (t) => ({
    low: t.exposeFloat('low', { description: 'In the sum of the lowest.' }),
    best: t.exposeFloat('best', { description: 'In the sum of the most likely.' }),
    high: t.exposeFloat('high', { description: 'In the sum of the highest.' }),
    ...partFields(t),
  }),
});

const NET_WITHOUT_SPLIT =
  'Of how many one estimate or the other does not say how many of them were civilians or of a side, so that they add nothing to these parts of `deaths`.';

const netDeaths = {
  type: NetDeaths,
  description: 'The net deaths.',
  resolve: <Row extends Net>(row: Row) => row,
};

/** An event that differs, with what a statement brought of it, if one did. */
export interface DiffNode extends EventDiff {
  /** From when on both releases had come out. */
  bothOut: Date;
  brought?: BroughtOfDiff;
}

export interface BroughtOfDiff {
  event: EventRow | null;
  before: EditionBrought | null;
  after: EditionBrought | null;
  probablySame: Renumbering[];
}

export const ReleaseEventDiff = builder.objectRef<DiffNode>('ReleaseEventDiff').implement({
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
        'Events that are probably this one under another number, such as one that is dropped where this is added: `Event.probablySame` as of when both releases had come out. Never merged, nor left out of the sums. Costs 20.',
      resolve: ({ key, bothOut, brought }, _, context) =>
        brought?.probablySame ?? probablySame(key, bothOut, context),
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

export interface DiffEnd extends Pick<SeriesIssue, 'releaseKey' | 'number'> {
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
    eventsWithoutSplit: t.exposeInt('eventsWithoutSplit', { description: NET_WITHOUT_SPLIT }),
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
    eventsWithoutSplit: t.exposeInt('eventsWithoutSplit', { description: NET_WITHOUT_SPLIT }),
    deaths: t.field(netDeaths),
  }),
});

/** What a comparison tells beside its page. */
export interface Comparison {
  from: DiffEnd;
  to: DiffEnd;
  days: Compared['days'];
  /** Read once for `totals` and `totalCount`. */
  totals: () => Promise<readonly DiffTotal[]>;
  groups: () => Promise<readonly DiffGroup[]>;
}

export const ReleaseDiffConnection = connectionOf(
  'ReleaseEventDiff',
  'differences',
  ReleaseEventDiff,
);

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
    cost: TOLD_COST,
    description: `How many events differ and the net deaths: all together, then by kind. Costs ${TOLD_COST}.`,
    resolve: (connection) => comparisonOf(connection).totals(),
  }),
  groups: t.field({
    type: [ReleaseDiffGroup],
    rows: 3 * GROUPS,
    cost: TOLD_COST,
    description: `The net deaths by what \`by\` asks for, in that order, of each the ${GROUPS} that move most. Costs ${TOLD_COST}.`,
    resolve: (connection) => comparisonOf(connection).groups(),
  }),
}));
