import {
  coverageOf,
  coveredDaysOf,
  selectCoverage,
  selectCoveredDays,
  type CoverageAsked,
  type CoveredDays as Days,
  type DatasetCoverage as Row,
} from '@casus/store/releases/coverage';
import { arrayElements } from '@casus/store/pushdown/rows';
import { selectedRows } from '@casus/store/pushdown/selected';
import { datasets } from '@casus/store/tables/dataset';
import { sql } from 'drizzle-orm';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { expression, rootExpression, toKnown } from '../pushdown/field-options.ts';
import { saidByArgument } from '../types/as-of.ts';
import { DateRange, daysOf } from '../types/date-range.ts';
import { CoverageKind } from '../types/enums.ts';
import { instantOf } from '../types/scalars.ts';

/** What it takes to put the days of a series' releases together. */
export const COVERAGE_COST = 20;

const LoadedDays = builder.objectRef<Days>('LoadedDays').implement({
  description:
    'Days that follow each other without a gap, of which releases of a dataset speak in one way. Of a day that is in none, nothing is loaded: a chart shows it as unknown, not as 0.',
  fields: (t) => ({
    from: t.expose('from', { type: 'Date', description: 'The first day.' }),
    to: t.expose('to', { type: 'Date', description: 'The last day, itself included.' }),
    kind: t.expose('kind', { type: CoverageKind, description: 'How they speak of them.' }),
  }),
});

export const DatasetCoverage = builder.objectRef<Row>('DatasetCoverage').implement({
  description: 'Of which days the releases of a dataset speak that this installation holds.',
  fields: (t) => ({
    dataset: t.field({
      type: 'Dataset',
      description: 'The dataset, as its latest release here.',
      ...toKnown(datasets, 'dataset'),
    }),
    days: t.field({
      type: [LoadedDays],
      rows: 5,
      description: 'The days, in their order; empty where no release tells of which it speaks.',
      resolve: ({ days }) => days,
      pushdown: expression((row, _: object, { alias, below }) =>
        arrayElements(row.column('days'), alias(), below),
      ),
    }),
  }),
});

const COLUMNS = { dataset: 'text', days: 'text' } as const;

/** What is told of the days and the moment that a row of sums is of. */
export interface Covering {
  coveredFrom: string | null;
  coveredTo: string | null;
  coveredAsOf: string | null;
}

export const COVERING = {
  coveredFrom: 'text or null',
  coveredTo: 'text or null',
  coveredAsOf: 'text or null',
} as const satisfies Record<keyof Covering, 'text or null'>;

/** How the coverage beside sums is answered. */
export const coverageBeside = {
  type: [DatasetCoverage] as [typeof DatasetCoverage],
  rows: 3,
  cost: COVERAGE_COST,
  resolve: async (
    { coveredFrom: from, coveredTo: to, coveredAsOf: asOf }: Covering,
    _: object,
    { db, loaders }: Context,
  ) => {
    const asked = JSON.stringify({ from, to, asOf } satisfies CoverageAsked);
    const found = await loaders.by('coverage', asked, async (keys) => {
      const each = keys.map(async (key) => {
        const coverage = await coverageOf(db, JSON.parse(key) as CoverageAsked);
        return [key, coverage] as const;
      });
      return new Map(await Promise.all(each));
    });
    return found!;
  },
  pushdown: expression((row, _: object, { alias, below }) =>
    selectedRows(
      selectCoverage({
        from: row.column('coveredFrom'),
        to: row.column('coveredTo'),
        asOf: row.column('coveredAsOf'),
      }),
      { alias: alias(), columns: COLUMNS },
      below,
    ),
  ),
};

interface Asked {
  during?: (typeof DateRange)['$inferInput'] | null;
  asOf?: Date | null;
}

const requestOf = ({ during, asOf }: Asked): CoverageAsked => ({
  ...daysOf(during, 'during'),
  asOf: asOf ? instantOf(asOf) : null,
});

const ofDays = {
  type: DateRange,
  description: 'Only what is covered of these days; of all days unless given.',
} as const;

builder.queryField('coverage', (t) =>
  t.field({
    type: [DatasetCoverage],
    rows: 3,
    cost: COVERAGE_COST,
    description: `Of which days each dataset speaks that has delivered events here: what is outside is not loaded, which is not to say that nothing happened. The curated record covers what it tells and is no dataset. \`coverage(during: { from: "2021-01-01", to: "2021-12-31" }) { dataset { name version } days { from to kind } }\`. Costs ${COVERAGE_COST}.`,
    args: { during: t.arg(ofDays), asOf: t.arg(saidByArgument) },
    resolve: (_, asked, { db }) => coverageOf(db, requestOf(asked)),
    pushdown: rootExpression((asked: Asked, { alias, below }) =>
      selectedRows(selectCoverage(requestOf(asked)), { alias: alias(), columns: COLUMNS }, below),
    ),
  }),
);

builder.objectField('Dataset', 'coverage', (t) =>
  t.field({
    type: [LoadedDays],
    rows: 5,
    cost: COVERAGE_COST,
    description: `Of which days the releases of its series speak that this installation holds, together: GED by all of its years, not by this release alone. \`dataset(slug: "ucdp:ged@22.1") { coverage { from to kind } }\`. What one issue covers, \`releases { issues { coversFrom coversTo } }\` tells. Costs ${COVERAGE_COST}.`,
    args: { during: t.arg(ofDays), asOf: t.arg(saidByArgument) },
    resolve: async ({ series }, asked, { db, loaders }) => {
      const request = requestOf(asked);
      const days = await loaders.by(`coveredDays ${JSON.stringify(request)}`, series, (keys) =>
        coveredDaysOf(db, keys, request),
      );
      return days!;
    },
    pushdown: expression((row, asked: Asked, { alias, below }) =>
      arrayElements(
        sql`(${selectCoveredDays(row.column('series'), requestOf(asked))})`,
        alias(),
        below,
      ),
    ),
  }),
);
