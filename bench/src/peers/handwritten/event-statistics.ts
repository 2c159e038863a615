import type { Pool } from 'pg';
import { eventsWhere, type EventFilter } from './events-page.ts';

/** Sums by month over the events of a filter. */
export async function eventStatistics(pool: Pool, filter: EventFilter | null | undefined) {
  const values: unknown[] = [];
  const where = eventsWhere(filter, (value) => `$${values.push(value)}`);
  const text = `
    select to_char(date_trunc('month', earliest), 'YYYY-MM') as month, count(*)::int as events,
      (count(*) - count(deaths_best))::int as "eventsWithoutFigure",
      sum(deaths_low)::float8 as low, sum(deaths_best)::float8 as best, sum(deaths_high)::float8 as high
    from events where ${where}
    group by date_trunc('month', earliest) order by date_trunc('month', earliest)`;
  const { rows } = await pool.query<{ best: number | null }>({ name: text, text, values });
  return rows.map((row) => ({ ...row, deaths: row.best === null ? null : row }));
}
