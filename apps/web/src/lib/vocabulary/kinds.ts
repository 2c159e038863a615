import { m } from '#paraglide/messages.js';
import type {
  ActorKind,
  AgreementKind,
  ClaimKind,
  ConflictKind,
  ConflictRelation,
  Incompatibility,
  PlaceKind,
} from '../../gql/graphql.ts';
import { messageTable } from '../language/message-table.ts';

export const CLAIM_KIND: Record<ClaimKind, string> = /* @__PURE__ */ messageTable({
  FIGURE: m.kinds_claim_figure,
  OCCURRENCE: m.kinds_claim_occurrence,
  RESPONSIBILITY: m.kinds_claim_responsibility,
  COMMITMENT: m.kinds_claim_commitment,
  VIOLATION: m.kinds_claim_violation,
  DENIAL: m.kinds_claim_denial,
  WARNING: m.kinds_claim_warning,
  CONTEXT: m.kinds_claim_context,
});

export const AGREEMENT_KIND: Record<AgreementKind, string> = /* @__PURE__ */ messageTable({
  CEASEFIRE: m.kinds_agreement_ceasefire,
  PEACE_AGREEMENT: m.kinds_agreement_peace_agreement,
  BORDER_TREATY: m.kinds_agreement_border_treaty,
});

export const CONFLICT_KIND: Record<ConflictKind, string> = /* @__PURE__ */ messageTable({
  INTERSTATE: m.kinds_conflict_interstate,
  INTRASTATE: m.kinds_conflict_intrastate,
  INTERNATIONALIZED_INTRASTATE: m.kinds_conflict_internationalized_intrastate,
  EXTRASYSTEMIC: m.kinds_conflict_extrasystemic,
  NON_STATE: m.kinds_conflict_non_state,
  ONE_SIDED: m.kinds_conflict_one_sided,
});

export const INCOMPATIBILITY: Record<Incompatibility, string> = /* @__PURE__ */ messageTable({
  TERRITORY: m.kinds_incompatibility_territory,
  GOVERNMENT: m.kinds_incompatibility_government,
  TERRITORY_AND_GOVERNMENT: m.kinds_incompatibility_territory_and_government,
});

export const RELATION: Record<ConflictRelation, string> = /* @__PURE__ */ messageTable({
  PARALLEL: m.kinds_relation_parallel,
  SPILLOVER: m.kinds_relation_spillover,
  PREDECESSOR: m.kinds_relation_predecessor,
  SUCCESSOR: m.kinds_relation_successor,
  PART_OF: m.kinds_relation_part_of,
});

export const ACTOR_KIND: Record<ActorKind, string> = /* @__PURE__ */ messageTable({
  STATE: m.kinds_actor_state,
  GOVERNMENT: m.kinds_actor_government,
  ARMED_FORCE: m.kinds_actor_armed_force,
  ARMED_GROUP: m.kinds_actor_armed_group,
  GOVERNMENT_BODY: m.kinds_actor_government_body,
  INTERNATIONAL_ORGANIZATION: m.kinds_actor_international_organization,
  HUMANITARIAN_ORGANIZATION: m.kinds_actor_humanitarian_organization,
  NON_GOVERNMENTAL_ORGANIZATION: m.kinds_actor_non_governmental_organization,
  NEWS_AGENCY: m.kinds_actor_news_agency,
  MEDIA: m.kinds_actor_media,
  PERSON: m.kinds_actor_person,
  DATASET_PROVIDER: m.kinds_actor_dataset_provider,
  UNNAMED_SOURCE: m.kinds_actor_unnamed_source,
  CIVILIANS: m.kinds_actor_civilians,
  UNCLASSIFIED: m.kinds_actor_unclassified,
});

export const PLACE_KIND: Record<PlaceKind, string> = /* @__PURE__ */ messageTable({
  COUNTRY: m.kinds_place_country,
  ADMIN1: m.kinds_place_admin1,
  ADMIN2: m.kinds_place_admin2,
  SETTLEMENT: m.kinds_place_settlement,
  BORDER_POST: m.kinds_place_border_post,
  AREA: m.kinds_place_area,
});
