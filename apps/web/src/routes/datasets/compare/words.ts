import { m } from '#paraglide/messages.js';
import { messageTable } from '#lib/language/message-table.ts';
import type { ReleaseDiffKind } from '../../../gql/graphql.ts';

export const DIFF_KIND: Record<ReleaseDiffKind, string> = /* @__PURE__ */ messageTable({
  ADDED: m.releases_kind_added,
  DROPPED: m.releases_kind_dropped,
  FIGURES_REVISED: m.releases_kind_figures_revised,
  REDATED: m.releases_kind_redated,
  RELOCATED: m.releases_kind_relocated,
  RECODED: m.releases_kind_recoded,
});
