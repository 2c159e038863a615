import { m } from '#paraglide/messages.js';
import { messageTable } from '#lib/language/message-table.ts';
import type { ReleaseDiffKind, RenumberingReason } from '../../../gql/graphql.ts';

export const DIFF_KIND: Record<ReleaseDiffKind, string> = /* @__PURE__ */ messageTable({
  ADDED: m.releases_kind_added,
  DROPPED: m.releases_kind_dropped,
  FIGURES_REVISED: m.releases_kind_figures_revised,
  REDATED: m.releases_kind_redated,
  RELOCATED: m.releases_kind_relocated,
  RECODED: m.releases_kind_recoded,
});

export const REASON: Record<RenumberingReason, string> = /* @__PURE__ */ messageTable({
  SAME_DAYS: m.releases_same_days,
  SAME_SIDES: m.releases_same_sides,
  SAME_PLACE: m.releases_same_place,
  SAME_DEATHS: m.releases_same_deaths,
});
