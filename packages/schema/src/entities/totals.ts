import {
  seriesOfEntities,
  seriesRows,
  totalsOfEntities,
  totalsRow,
  type SeriesTotals,
  type SeriesUnit,
  type TotalledEntity,
  type Totals,
  type TotalsRequest,
} from '@casus/store/events/entity-totals';
import type { EventSums, OpenDays } from '@casus/store/events/counted';
import type { Row } from '@casus/store/pushdown/row';
import { selectedOne, selectedRows } from '@casus/store/pushdown/selected';
import { sql } from 'drizzle-orm';
import { builder, type SchemaTypes } from '../builder.ts';
import type { Context } from '../context.ts';
import type { Given } from '../cost.ts';
import { isGiven, LOOKUP_COSTS, OF_ENTITY } from '../list-cost.ts';
import { expression } from '../pushdown/field-options.ts';
import { knownByArgument } from '../types/as-of.ts';
import { DateRange, daysOf } from '../types/date-range.ts';
import { instantOf } from '../types/scalars.ts';
import { DeathSum, deathSumOf, deathSumPushedDown, EVENTS_WITHOUT_SPLIT } from './death-sum.ts';
import { COVERAGE_COST, coverageBeside, COVERING, type Covering } from './coverage.ts';
import { DeathBounds, EVENT_SUM_COLUMNS, spanningDeaths } from './event-sums.ts';

type Fields<Parent> = PothosSchemaTypes.ObjectFieldBuilder<
  PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>,
  Parent
>;

/** The fields of sums over events, whatever they are grouped by. */
const sumsFields = <Parent extends EventSums>(t: Fields<Parent>) => {
  const field = t as unknown as Fields<EventSums>;
  return {
    events: field.exposeInt('events', { description: 'How many events stand.' }),
    eventsWithoutFigure: field.exposeInt('eventsWithoutFigure', {
      description:
        'How many of them have no estimate of deaths of their own, and so add nothing to `deaths`.',
    }),
    eventsWithoutSplit: field.exposeInt('eventsWithoutSplit', {
      description: EVENTS_WITHOUT_SPLIT,
    }),
    deaths: field.field({
      type: DeathSum,
      nullable: true,
      description:
        'A sum of estimates: over the events that have one of their own; null where none has.',
      resolve: deathSumOf,
      pushdown: deathSumPushedDown,
    }),
    eventsSpanning: field.exposeInt('eventsSpanning', {
      description:
        'How many of them may also have happened outside these days: those known only to the year, in a month.',
    }),
    deathsSpanning: field.field({
      type: DeathBounds,
      nullable: true,
      description:
        'The part of `deaths` that such events add, which is not certain to belong here: show it apart. Null where there is none.',
      ...spanningDeaths,
    }),
  };
};

const EventTotals = builder.objectRef<Totals & Covering>('EventTotals').implement({
  description:
    'Sums over events that stand. No release of a dataset is counted beside another of the same series.',
  fields: (t) => ({
    ...sumsFields(t),
    firstEventAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the first of the events may have begun; null where there is none.',
      resolve: ({ firstEarliest }) => firstEarliest,
      pushdown: { kind: 'coalesce', properties: ['firstEarliest'] },
    }),
    lastEventAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the last of the events may have begun; null where there is none.',
      resolve: ({ lastEarliest }) => lastEarliest,
      pushdown: { kind: 'coalesce', properties: ['lastEarliest'] },
    }),
    coverage: t.field({
      description: `Of which of these days each dataset speaks that has delivered events here: outside, the sums are of nothing loaded. \`coverage { dataset { name } days { from to kind } }\`. Costs ${COVERAGE_COST}.`,
      ...coverageBeside,
    }),
  }),
});

const PeriodTotals = builder.objectRef<SeriesTotals>('PeriodTotals').implement({
  description:
    'Sums over the events that stand and may first have begun in one year or month. A period without events has no row.',
  fields: (t) => ({
    period: t.exposeString('period', {
      description: 'The year, `2021`, or month, `2021-05`, UTC.',
    }),
    ...sumsFields(t),
  }),
});

const SeriesUnitEnum = builder.enumType('SeriesUnit', {
  description: 'How long the periods of a series are.',
  values: {
    YEAR: { description: 'Calendar years, UTC.' },
    MONTH: { description: 'Calendar months, UTC.' },
  },
});

const duringArgument = {
  type: DateRange,
  description:
    'Only events that may have happened on one of these days. Whole months and years are quickest.',
} as const;

const totalsArguments = builder.args((t) => ({
  during: t.field(duringArgument),
  asOf: t.field(knownByArgument),
}));

const seriesArguments = builder.args((t) => ({
  by: t.field({
    type: SeriesUnitEnum,
    required: true,
    defaultValue: 'YEAR',
    description: 'By years or by months.',
  }),
  during: t.field(duringArgument),
  asOf: t.field(knownByArgument),
}));

interface Asked {
  during?: (typeof DateRange)['$inferInput'] | null;
  asOf?: Date | null;
}

const requestOf = ({ during, asOf }: Asked): TotalsRequest & { during: OpenDays } => ({
  during: daysOf(during, 'during'),
  asOf: asOf ? instantOf(asOf) : null,
});

const COSTS = { totals: 2, series: 20, days: 60 };

/** The days and the moment of the sums, which their coverage is of. */
const coveringOf = ({ during, asOf }: TotalsRequest): Covering => ({
  coveredFrom: during.from,
  coveredTo: during.to,
  coveredAsOf: asOf,
});

const costOf = (now: number) => (given: Given) => {
  if (isGiven(given('asOf'))) return OF_ENTITY * LOOKUP_COSTS.eventDeathsAsOf;
  return isGiven(given('during')) ? COSTS.days : now;
};

const TOTALS = {
  ...EVENT_SUM_COLUMNS,
  firstEarliest: 'text or null',
  lastEarliest: 'text or null',
  ...COVERING,
} as const;
const PERIOD = { ...EVENT_SUM_COLUMNS, period: 'text' } as const;

/** How an entity's totals are answered. */
export const totalsOf = (entity: TotalledEntity) => ({
  type: EventTotals,
  args: totalsArguments,
  cost: costOf(COSTS.totals),
  resolve: async ({ key }: { key: string }, asked: Asked, { db, loaders }: Context) => {
    const request = requestOf(asked);
    const totals = await loaders.by(`totals ${entity} ${JSON.stringify(request)}`, key, (keys) =>
      totalsOfEntities(db, entity, keys, request),
    );
    return { ...totals!, ...coveringOf(request) };
  },
  pushdown: expression((row: Row, asked: Asked, { alias, below }) => {
    const request = requestOf(asked);
    const { coveredFrom, coveredTo, coveredAsOf } = coveringOf(request);
    const rows = sql`select totals.*, ${coveredFrom}::text as "coveredFrom", ${coveredTo}::text as "coveredTo",
        ${coveredAsOf}::text as "coveredAsOf"
      from (${totalsRow(entity, row.column('key'), request)}) totals`;
    return selectedOne(rows, { alias: alias(), columns: TOTALS }, below);
  }),
});

/** How its totals by period are. */
export const seriesOf = (entity: TotalledEntity) => ({
  type: [PeriodTotals] as [typeof PeriodTotals],
  rows: 30,
  args: seriesArguments,
  cost: costOf(COSTS.series),
  resolve: async (
    { key }: { key: string },
    { by, ...asked }: Asked & { by: SeriesUnit },
    { db, loaders }: Context,
  ) => {
    const request = { by, ...requestOf(asked) };
    const series = await loaders.by(`series ${entity} ${JSON.stringify(request)}`, key, (keys) =>
      seriesOfEntities(db, entity, keys, request),
    );
    return series!;
  },
  pushdown: expression((row: Row, { by, ...asked }: Asked & { by: SeriesUnit }, { alias, below }) =>
    selectedRows(
      seriesRows(entity, row.column('key'), { by, ...requestOf(asked) }),
      { alias: alias(), columns: PERIOD },
      below,
    ),
  ),
});

const COST_NOTE = `Costs ${COSTS.totals}; ${COSTS.days} with \`during\`, ${OF_ENTITY * LOOKUP_COSTS.eventDeathsAsOf} with \`asOf\`.`;
const SERIES_COST_NOTE = `Costs ${COSTS.series}; ${COSTS.days} with \`during\`, ${OF_ENTITY * LOOKUP_COSTS.eventDeathsAsOf} with \`asOf\`.`;

/** What the fields are said to be, of whose events. */
export const totalsDescription = (whose: string) =>
  `How many of ${whose} stand and how many died in them, by each event's own estimate. \`totals(during: { from: "2021-01-01", to: "2021-12-31" }) { events eventsWithoutFigure deaths { low best high civilians } }\`. ${COST_NOTE}`;
export const seriesDescription = (whose: string) =>
  `The same of ${whose} by year or month, first to last. \`series(by: YEAR) { period events deaths { low best high } deathsSpanning { best } }\`. ${SERIES_COST_NOTE}`;
