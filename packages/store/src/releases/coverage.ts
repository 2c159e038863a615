import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { readObjects } from '../reading/read.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';
import { releaseIssues } from '../tables/issue.ts';
import type { CoverageKind } from '../vocabulary.ts';
import type { Days } from './covered-days.ts';

/** Days of which a series of releases speaks here: days of one kind have no gap. */
export interface CoveredDays extends Days {
  kind: CoverageKind;
}

/** What is covered of these days, by what had come out at a moment; null for all days, and for all that is here. */
export interface CoverageAsked<Text = string> {
  from: Text | null;
  to: Text | null;
  asOf: Text | null;
}

/** A series that has delivered events, by its latest release. */
export interface DatasetCoverage {
  dataset: string;
  days: CoveredDays[];
}

/** No day is of two kinds: one that a complete release covers is complete. */
const KINDS = sql.raw(`(values
  ('COMPLETE', complete), ('ADDITIONS', additions - complete), ('EXTRACT', extracts - additions - complete)
) as whole(kind, days)`);

/** Selects the days of a series as one value, a list in their order. */
export function selectCoveredDays(
  series: SQL,
  { from, to, asOf }: CoverageAsked<string | SQL>,
): SQL {
  const spans = (name: string, condition: string) =>
    sql.raw(`coalesce(range_agg(days) filter (where ${condition}), '{}') as ${name}`);
  return sql`select coalesce(jsonb_agg(jsonb_build_object('from', lower(span)::text, 'to', (upper(span) - 1)::text, 'kind', kind)
      order by lower(span)), '[]')
    from (
      select ${spans('complete', 'complete and not extract')},
        ${spans('additions', 'not complete and not extract')}, ${spans('extracts', 'extract')}
      from (
        select daterange(${releaseIssues.coversFrom}, ${releaseIssues.coversTo}, '[]') as days,
          ${releaseIssues.complete} as complete, ${releaseIssues.extract} as extract
        from ${releaseIssues} join ${datasets} on ${datasets.key} = ${releaseIssues.releaseKey}
        where ${datasets.series} = ${series} and ${releaseIssues.coversFrom} is not null
          and ${releaseIssues.coversTo} is not null
          and (${asOf}::timestamptz is null or ${releaseIssues.releasedLatest} <= ${asOf}::timestamptz)
      ) issue
    ) loaded cross join lateral ${KINDS}
      cross join lateral unnest(whole.days * datemultirange(daterange(${from}::date, ${to}::date, '[]'))) as span`;
}

/** Selects the series that have delivered events, each with its days. */
export function selectCoverage(asked: CoverageAsked<string | SQL>): SQL {
  const { asOf } = asked;
  return sql`select latest.key as dataset, (${selectCoveredDays(sql.raw('latest.series'), asked)}) as days
    from (
      select distinct on (series) series, key from ${datasets}
      where ${asOf}::timestamptz is null or released_latest <= ${asOf}::timestamptz
      order by series, released_latest desc, released_earliest desc, key desc
    ) latest
    where exists (select from ${datasets} release join ${events} on ${events.datasetKey} = release.key
      where release.series = latest.series)
    order by latest.series`;
}

/** The same read. */
export const coverageOf = (db: Database, asked: CoverageAsked): Promise<DatasetCoverage[]> =>
  readObjects<DatasetCoverage>(db, selectCoverage(asked));

/** The days of several series, by series. */
export async function coveredDaysOf(
  db: Database,
  series: readonly string[],
  asked: CoverageAsked,
): Promise<Map<string, CoveredDays[]>> {
  const rows = await readObjects<{ series: string; days: CoveredDays[] }>(
    db,
    sql`select asked.series, (${selectCoveredDays(sql.raw('asked.series'), asked)}) as days
      from unnest(${sql.param(series)}::text[]) as asked(series)`,
  );
  return new Map(rows.map(({ series: of, days }) => [of, days]));
}
