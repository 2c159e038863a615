import { sql, type SQL } from 'drizzle-orm';
import { DEATH_PARTS, type DeathPart } from '../rules/death-split.ts';
import type { JoinedStanding } from './standing.ts';

/** Sums of events' own estimates, persons. */
export interface DeathSums extends Record<DeathPart, number | null> {
  /** Over the events that have an estimate; null where none has. */
  low: number | null;
  best: number | null;
  high: number | null;
  eventsWithoutFigure: number;
  /** Of those that have an estimate. The sums of the parts are over the others, and null where there is none. */
  eventsWithoutSplit: number;
}

/** What to select for them, where events are grouped; of the events that meet a condition. */
export function sumsOfDeaths(standing: JoinedStanding, condition: SQL | null): SQL {
  const { low, best, high, split } = standing;
  const taken = condition ? sql` filter (where ${condition})` : sql``;
  const sum = (value: SQL, name: string) =>
    sql`sum(${value})${taken}::float8 as ${sql.identifier(name)}`;
  return sql.join(
    [
      sql`(count(*)${taken} - count(${best})${taken})::int as "eventsWithoutFigure"`,
      sql`(count(${best})${taken} - count(${split.civilians})${taken})::int as "eventsWithoutSplit"`,
      sum(low, 'low'),
      sum(best, 'best'),
      sum(high, 'high'),
      ...DEATH_PARTS.map((part) => sum(split[part], part)),
    ],
    sql`, `,
  );
}

/** Of the events that go beyond what their row is of, apart. */
export function sumsOfSpanning({ low, best, high }: JoinedStanding, spanning: SQL): SQL {
  const beyond = sql`filter (where ${spanning})`;
  return sql`(count(*) ${beyond})::int as "eventsSpanning", sum(${low}) ${beyond}::float8 as "spanningLow",
    sum(${best}) ${beyond}::float8 as "spanningBest", sum(${high}) ${beyond}::float8 as "spanningHigh"`;
}
