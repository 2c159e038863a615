import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import type { Selected } from '../pushdown/selected.ts';
import { readObjects } from '../reading/read.ts';
import { actors } from '../tables/actor.ts';
import type { Order } from '../lists/page.ts';
import { currentFigures } from '../tables/figure.ts';
import { fromFigures, type FigureFilter, type FiguresAsked } from './figure-list.ts';
import { keysNamed } from './named.ts';

/** How often one of several claimants counts most, or least, of what all of them count. Nothing is summed. */
export interface ComparedClaimant {
  claimant: string;
  /** Figures of which each of them gives a number: the same for all. */
  compared: number;
  highest: number;
  lowest: number;
  same: number;
}

export const COMPARED_COLUMNS: Readonly<Record<keyof ComparedClaimant, Selected>> = {
  claimant: 'text',
  compared: 'number',
  highest: 'number',
  lowest: 'number',
  same: 'number',
};

export interface ComparisonAsked {
  /** Slugs or natural keys, two or more. */
  claimants: readonly string[];
  filter: FigureFilter;
  asOf: string | SQL;
}

/** Selects a row for each of the claimants, by natural key. A number is the most likely, else the one that is given. */
export function selectComparison({ claimants, filter, asOf }: ComparisonAsked): SQL {
  const named = keysNamed(actors, claimants);
  return fromFigures(
    { filter: { ...filter, claimants }, asOf },
    sql`, numbered as (
        select figures.key as figure, counted.claimant_key, counted.number
        from figures cross join lateral unnest(claimant_keys, numbers) as counted(claimant_key, number)
        where counted.claimant_key = any(${named})
      ), compared as (
        select figure, max(number) as most, min(number) as least from numbered
        group by figure having count(number) = ${claimants.length}
      )
      select asked.key as claimant, count(compared.figure)::int as compared,
        count(*) filter (where number = most and most > least)::int as highest,
        count(*) filter (where number = least and most > least)::int as lowest,
        count(*) filter (where most = least)::int as same
      from unnest(${named}) as asked(key) left join (numbered join compared using (figure))
        on claimant_key = asked.key
      where asked.key is not null group by asked.key order by asked.key`,
  );
}

export const compareClaimants = (
  db: Database,
  asked: ComparisonAsked,
): Promise<ComparedClaimant[]> => readObjects<ComparedClaimant>(db, selectComparison(asked));

/** What the claimants say of a figure: by how many persons they are apart; null where one gives no number. */
const apart = (claimants: readonly string[]): SQL =>
  sql`(select case when count(number) = ${claimants.length} then (max(number) - min(number))::int end
    from unnest(claimant_keys, numbers) as counted(claimant_key, number)
    where counted.claimant_key = any(${keysNamed(actors, claimants)}))`;

/** The figures of which each of the claimants gives a number. */
export const figuresComparing = ({ claimants, filter, asOf }: ComparisonAsked): FiguresAsked => ({
  filter: { ...filter, claimants },
  asOf,
  condition: sql`${apart(claimants)} is not null and ${currentFigures.claimants} > 1`,
});

/** By how many persons their numbers are apart, the furthest first. */
export const comparedOrder = (claimants: readonly string[]): Order => ({
  name: 'COMPARED',
  by: apart(claimants),
  value: 'number',
  descending: true,
});

/** The natural keys of those who are named, each once. */
export const claimantKeys = (claimants: readonly string[]): SQL => keysNamed(actors, claimants);
