import { m } from '#paraglide/messages.js';
import type { Breakdowns } from './breakdowns.ts';

/** The sections that `BreakdownSections` makes of these. */
export function breakdownSections(
  { dyads, regions, sources, deadliest }: Breakdowns,
  { hasEvents = false }: { hasEvents?: boolean } = {},
): { id: string; title: string }[] {
  return [
    dyads.length > 0 && { id: 'who', title: m.breakdowns_who() },
    regions.length > 1 && { id: 'regions', title: m.breakdowns_regions() },
    sources.length > 0 && { id: 'sources', title: m.breakdowns_sources() },
    deadliest.length > 0 && !hasEvents && { id: 'deadliest', title: m.breakdowns_deadliest() },
  ].filter((section) => section !== false);
}
