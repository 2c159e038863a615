import { m } from '#paraglide/messages.js';
import { messageTable } from '../language/message-table.ts';
import type { RenumberingReason } from '../../gql/graphql.ts';

/** What two events have in common that are probably one under two numbers. */
export const RENUMBERING_REASON: Record<RenumberingReason, string> = /* @__PURE__ */ messageTable({
  SAME_DAYS: m.releases_same_days,
  SAME_SIDES: m.releases_same_sides,
  SAME_PLACE: m.releases_same_place,
  SAME_DEATHS: m.releases_same_deaths,
});
