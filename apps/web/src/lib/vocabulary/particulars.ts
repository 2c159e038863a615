import { m } from '#paraglide/messages.js';
import type {
  ActorRelationKind,
  ExternalIdScheme,
  ProvisionKind,
  QualityFlagKind,
} from '../../gql/graphql.ts';
import { messageTable } from '../language/message-table.ts';

/** What is odd about a row of a dataset; such rows are kept as they came. */
export const FLAG: Record<QualityFlagKind, string> = /* @__PURE__ */ messageTable({
  BEST_NOT_SUM_OF_PARTS: m.words_flag_best_not_sum_of_parts,
  LOW_BEST_HIGH_DISORDERED: m.words_flag_low_best_high_disordered,
  DATE_PRECISION_OUTSIDE_CODEBOOK: m.words_flag_date_precision_outside_codebook,
  LOCATION_PRECISION_OUTSIDE_CODEBOOK: m.words_flag_location_precision_outside_codebook,
  VIOLENCE_OUTSIDE_CODEBOOK: m.words_flag_violence_outside_codebook,
  BEGINS_OUTSIDE_DATASET_YEAR: m.words_flag_begins_outside_dataset_year,
  ENDS_AFTER_DATASET_YEAR: m.words_flag_ends_after_dataset_year,
  DATED_AFTER_RELEASE: m.words_flag_dated_after_release,
  SOURCES_UNREADABLE: m.words_flag_sources_unreadable,
  SIDE_AND_PLACE_DISAGREE: m.words_flag_side_and_place_disagree,
});

const SCHEMES: Record<ExternalIdScheme, string> = /* @__PURE__ */ messageTable({
  UCDP_CONFLICT: m.words_scheme_ucdp_conflict,
  UCDP_DYAD: m.words_scheme_ucdp_dyad,
  UCDP_ACTOR: m.words_scheme_ucdp_actor,
  UCDP_EVENT: m.words_scheme_ucdp_event,
  ISO_3166_1_ALPHA_2: () => 'ISO 3166-1',
  ISO_3166_1_ALPHA_3: m.words_scheme_alpha3,
  ISO_3166_1_NUMERIC: m.words_scheme_numeric,
  ISO_3166_2: () => 'ISO 3166-2',
  GLEDITSCH_WARD: () => 'Gleditsch–Ward',
  P_CODE: m.words_scheme_pcode,
  WIKIDATA: () => 'Wikidata',
  IDMC: () => 'IDMC',
});

export const schemeName = (scheme: ExternalIdScheme): string => SCHEMES[scheme];

export const PROVISION: Record<ProvisionKind, string> = /* @__PURE__ */ messageTable({
  CESSATION_OF_HOSTILITIES: m.words_provision_cessation_of_hostilities,
  TROOP_WITHDRAWAL: m.words_provision_troop_withdrawal,
  BORDER_DELIMITATION: m.words_provision_border_delimitation,
  PRISONER_EXCHANGE: m.words_provision_prisoner_exchange,
  MONITORING: m.words_provision_monitoring,
});

/** One actor's relation to another, and how the record says that it does not hold. */
export const ACTOR_RELATION: Record<ActorRelationKind, { is: string; not: string }> = {
  ALLY_OF: messageTable({ is: m.words_is_ally_of, not: m.words_not_ally_of }),
  BORDERS: messageTable({ is: m.words_is_borders, not: m.words_not_borders }),
  MEMBER_OF: messageTable({ is: m.words_is_member_of, not: m.words_not_member_of }),
  SPHERE_OF_INFLUENCE: messageTable({ is: m.words_is_sphere, not: m.words_not_sphere }),
  FORMERLY_PART_OF: messageTable({
    is: m.words_is_formerly_part_of,
    not: m.words_not_formerly_part_of,
  }),
  SPLINTER_OF: messageTable({ is: m.words_is_splinter_of, not: m.words_not_splinter_of }),
  FACTION_OF: messageTable({ is: m.words_is_faction_of, not: m.words_not_faction_of }),
  JOINED: messageTable({ is: m.words_is_joined, not: m.words_not_joined }),
};
