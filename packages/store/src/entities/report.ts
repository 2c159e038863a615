import { and, gte, inArray, lte, sql, type SQL } from 'drizzle-orm';
import type { Link, Order } from '../lists/page.ts';
import { isNamed } from './named.ts';
import { actors } from '../tables/actor.ts';
import { claims } from '../tables/claim.ts';
import { reports } from '../tables/report.ts';
import { contains, storable } from '../reading/text.ts';

export type Report = typeof reports.$inferSelect;

/** All conditions hold at once; a list is met by any of its values. Names are slugs or natural keys. */
export interface ReportFilter {
  publishers?: readonly string[] | null;
  /** Days, both inclusive; a report counts when it may have been published on one of them. */
  publishedDuring?: { from?: string | null; to?: string | null } | null;
  /** BCP 47. */
  languages?: readonly string[] | null;
  /** Part of the title, any case. */
  text?: string | null;
  /** Certainly published by this instant; an undated one, if something had certainly been said in it by then. */
  publishedBy?: string | null;
}

export function reportsWhere(filter: ReportFilter): SQL | undefined {
  const { publishers, publishedDuring: during, languages, text } = filter;
  return and(
    publishers ? isNamed(reports.publisherKey, actors, publishers) : undefined,
    during?.from ? gte(reports.publishedLatest, `${during.from}T00:00:00.000Z`) : undefined,
    during?.to ? lte(reports.publishedEarliest, `${during.to}T23:59:59.999Z`) : undefined,
    languages ? inArray(reports.language, storable(languages)) : undefined,
    text ? contains(reports.title, text) : undefined,
    filter.publishedBy ? isPublishedBy(filter.publishedBy) : undefined,
  );
}

const orderedTime = sql`coalesce(${reports.publishedLatest}, timestamptz '0001-01-01 00:00:00+00')`;

/** By the expression of the index first, so that a page reads no report that came later. */
function isPublishedBy(moment: string): SQL {
  return sql`${orderedTime} <= ${moment} and (${reports.publishedLatest} is not null or exists (
    select from claim_attributions step join claims on claims.key = step.claim_key
    where step.report_key = ${reports.key} and ${claims.assertedLatest} <= ${moment}))`;
}

const byTime = { by: orderedTime, value: 'instant' as const };

/** Undated reports are the oldest. */
export const REPORT_ORDERS = {
  LATEST_FIRST: { name: 'LATEST_FIRST', ...byTime, descending: true },
  EARLIEST_FIRST: { name: 'EARLIEST_FIRST', ...byTime, descending: false },
} satisfies Record<string, Order>;

export const ofPublisher: Link = (key) => sql`${reports.publisherKey} = ${key}`;
