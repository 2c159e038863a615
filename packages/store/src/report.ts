import { sql } from 'drizzle-orm';
import type { Order } from './page.ts';
import { reports } from './tables/report.ts';

export type Report = typeof reports.$inferSelect;

/** Undated reports come last. */
export const REPORTS_LATEST_FIRST: Order = {
  name: 'LATEST_FIRST',
  by: sql`coalesce(${reports.publishedLatest}, timestamptz '0001-01-01 00:00:00+00')`,
  value: 'instant',
  descending: true,
};
