import { m } from '#paraglide/messages.js';
import type {
  ActorKind,
  AgreementKind,
  AgreementStatus,
  AttributionRole,
  ClaimKind,
  ConflictKind,
  ConflictRelation,
  EventKind,
  Incompatibility,
  InformationCredibility,
  LocationPrecision,
  Metric,
  ParticipantRole,
  PlaceKind,
  Population,
  Quantifier,
  SourceReliability,
  SearchType,
  Stance,
  TimePrecision,
  Violence,
} from '../../gql/graphql.ts';
import { worded } from './worded.ts';

// What the API's words are called on a page. Verbs like "says" and "denies" come from here alone:
// no sentence of a page adds a judgement of its own.

export const METRIC: Record<Metric, string> = /* @__PURE__ */ worded({
  DEATHS: m.words_metric_deaths,
  INJURIES: m.words_metric_injuries,
  MISSING: m.words_metric_missing,
  DETAINED: m.words_metric_detained,
  EVACUATED: m.words_metric_evacuated,
  FLED: m.words_metric_fled,
  DISPLACED: m.words_metric_displaced,
  RETURNED: m.words_metric_returned,
});

export const POPULATION: Record<Population, string> = /* @__PURE__ */ worded({
  ALL: () => '',
  CIVILIANS: m.words_population_civilians,
  COMBATANTS: m.words_population_combatants,
  UNKNOWN: m.words_population_unknown,
});

/** A number with its claimant's own hedge. */
export const hedged: Record<Quantifier, (number: string) => string> = {
  EXACT: (number) => number,
  ABOUT: (number) => m.words_quantity_about({ number }),
  AT_LEAST: (number) => m.words_quantity_at_least({ number }),
  MORE_THAN: (number) => m.words_quantity_more_than({ number }),
  UP_TO: (number) => m.words_quantity_up_to({ number }),
};

export const STANCE: Record<Stance, string> = /* @__PURE__ */ worded({
  ASSERTS: m.words_stance_asserts,
  CONFIRMS: m.words_stance_confirms,
  DENIES: m.words_stance_denies,
  CANNOT_CONFIRM: m.words_stance_cannot_confirm,
});

/** The verb of a claim: its stance, or what its kind makes of a plain assertion. */
export function verbOf(kind: ClaimKind, stance: Stance): string {
  if (stance !== 'ASSERTS') return STANCE[stance];
  if (kind === 'VIOLATION' || kind === 'RESPONSIBILITY') return m.words_verb_alleges();
  if (kind === 'WARNING') return m.words_verb_warns();
  if (kind === 'COMMITMENT') return m.words_verb_announces();
  if (kind === 'DENIAL') return STANCE.DENIES;
  return STANCE.ASSERTS;
}

export const CLAIM_KIND: Record<ClaimKind, string> = /* @__PURE__ */ worded({
  FIGURE: m.words_claim_figure,
  OCCURRENCE: m.words_claim_occurrence,
  RESPONSIBILITY: m.words_claim_responsibility,
  COMMITMENT: m.words_claim_commitment,
  VIOLATION: m.words_claim_violation,
  DENIAL: m.words_claim_denial,
  WARNING: m.words_claim_warning,
  CONTEXT: m.words_claim_context,
});

export const ROLE: Record<AttributionRole, string> = /* @__PURE__ */ worded({
  CLAIMANT: m.words_role_claimant,
  RELAY: m.words_role_relay,
  PUBLISHER: m.words_role_publisher,
  ADJUDICATOR: m.words_role_adjudicator,
});

export const AGREEMENT_KIND: Record<AgreementKind, string> = /* @__PURE__ */ worded({
  CEASEFIRE: m.words_agreement_ceasefire,
  PEACE_AGREEMENT: m.words_agreement_peace_agreement,
  BORDER_TREATY: m.words_agreement_border_treaty,
});

export const STATUS: Record<AgreementStatus, string> = /* @__PURE__ */ worded({
  ANNOUNCED: m.words_status_announced,
  AGREED: m.words_status_agreed,
  IN_FORCE: m.words_status_in_force,
  BREACH_ALLEGED: m.words_status_breach_alleged,
  RENEWED: m.words_status_renewed,
  ENDED: m.words_status_ended,
});

export const STATUS_MEANING: Record<AgreementStatus, string> = /* @__PURE__ */ worded({
  ANNOUNCED: m.words_status_announced_meaning,
  AGREED: m.words_status_agreed_meaning,
  IN_FORCE: m.words_status_in_force_meaning,
  BREACH_ALLEGED: m.words_status_breach_alleged_meaning,
  RENEWED: m.words_status_renewed_meaning,
  ENDED: m.words_status_ended_meaning,
});

export const CONFLICT_KIND: Record<ConflictKind, string> = /* @__PURE__ */ worded({
  INTERSTATE: m.words_conflict_interstate,
  INTRASTATE: m.words_conflict_intrastate,
  INTERNATIONALIZED_INTRASTATE: m.words_conflict_internationalized_intrastate,
  EXTRASYSTEMIC: m.words_conflict_extrasystemic,
  NON_STATE: m.words_conflict_non_state,
  ONE_SIDED: m.words_conflict_one_sided,
});

export const VIOLENCE: Record<Violence, string> = /* @__PURE__ */ worded({
  STATE_BASED: m.words_violence_state_based,
  NON_STATE: m.words_violence_non_state,
  ONE_SIDED: m.words_violence_one_sided,
});

export const INCOMPATIBILITY: Record<Incompatibility, string> = /* @__PURE__ */ worded({
  TERRITORY: m.words_incompatibility_territory,
  GOVERNMENT: m.words_incompatibility_government,
  TERRITORY_AND_GOVERNMENT: m.words_incompatibility_territory_and_government,
});

export const RELATION: Record<ConflictRelation, string> = /* @__PURE__ */ worded({
  PARALLEL: m.words_relation_parallel,
  SPILLOVER: m.words_relation_spillover,
  PREDECESSOR: m.words_relation_predecessor,
  SUCCESSOR: m.words_relation_successor,
  PART_OF: m.words_relation_part_of,
});

export const EVENT_KIND: Record<EventKind, string> = /* @__PURE__ */ worded({
  EPISODE: m.words_event_episode,
  ARMED_CLASH: m.words_event_armed_clash,
  SHELLING: m.words_event_shelling,
  AIR_STRIKE: m.words_event_air_strike,
  ATTACK_ON_CIVILIANS: m.words_event_attack_on_civilians,
  ORGANIZED_VIOLENCE: m.words_event_organized_violence,
  EVACUATION: m.words_event_evacuation,
  FLIGHT: m.words_event_flight,
  MEETING: m.words_event_meeting,
  STATEMENT: m.words_event_statement,
  AGREEMENT: m.words_event_agreement,
  BREACH: m.words_event_breach,
});

export const PARTICIPANT: Record<ParticipantRole, string> = /* @__PURE__ */ worded({
  SIDE_A: m.words_participant_side_a,
  SIDE_B: m.words_participant_side_b,
  PERPETRATOR: m.words_participant_perpetrator,
  TARGET: m.words_participant_target,
  SPEAKER: m.words_participant_speaker,
  ATTENDEE: m.words_participant_attendee,
  HOST: m.words_participant_host,
  MEDIATOR: m.words_participant_mediator,
  SIGNATORY: m.words_participant_signatory,
  EVACUATOR: m.words_participant_evacuator,
});

export const LOCATION_PRECISION: Record<LocationPrecision, string> = /* @__PURE__ */ worded({
  EXACT: m.words_location_exact,
  NEAR: m.words_location_near,
  ADMIN2: m.words_location_admin2,
  ADMIN1: m.words_location_admin1,
  AREA: m.words_location_area,
  COUNTRY: m.words_location_country,
  INTERNATIONAL: m.words_location_international,
});

export const TIME_PRECISION: Record<TimePrecision, string> = /* @__PURE__ */ worded({
  MINUTE: m.words_time_minute,
  HOUR: m.words_time_hour,
  DAY: m.words_time_day,
  DAYS: m.words_time_days,
  WEEK: m.words_time_week,
  MONTH: m.words_time_month,
  YEAR: m.words_time_year,
  UNKNOWN: m.words_time_unknown,
});

export const ACTOR_KIND: Record<ActorKind, string> = /* @__PURE__ */ worded({
  STATE: m.words_actor_state,
  GOVERNMENT: m.words_actor_government,
  ARMED_FORCE: m.words_actor_armed_force,
  ARMED_GROUP: m.words_actor_armed_group,
  GOVERNMENT_BODY: m.words_actor_government_body,
  INTERNATIONAL_ORGANIZATION: m.words_actor_international_organization,
  HUMANITARIAN_ORGANIZATION: m.words_actor_humanitarian_organization,
  NON_GOVERNMENTAL_ORGANIZATION: m.words_actor_non_governmental_organization,
  NEWS_AGENCY: m.words_actor_news_agency,
  MEDIA: m.words_actor_media,
  PERSON: m.words_actor_person,
  DATASET_PROVIDER: m.words_actor_dataset_provider,
  UNNAMED_SOURCE: m.words_actor_unnamed_source,
  CIVILIANS: m.words_actor_civilians,
  UNCLASSIFIED: m.words_actor_unclassified,
});

/** The Admiralty code's second axis as its digit. */
export const CREDIBILITY: Record<InformationCredibility, number> = {
  CONFIRMED: 1,
  PROBABLY_TRUE: 2,
  POSSIBLY_TRUE: 3,
  DOUBTFUL: 4,
  IMPROBABLE: 5,
  CANNOT_BE_JUDGED: 6,
};

export const CREDIBILITY_WORDS: Record<InformationCredibility, string> = /* @__PURE__ */ worded({
  CONFIRMED: m.words_credibility_confirmed,
  PROBABLY_TRUE: m.words_credibility_probably_true,
  POSSIBLY_TRUE: m.words_credibility_possibly_true,
  DOUBTFUL: m.words_credibility_doubtful,
  IMPROBABLE: m.words_credibility_improbable,
  CANNOT_BE_JUDGED: m.words_cannot_be_judged,
});

export const RELIABILITY_WORDS: Record<SourceReliability, string> = /* @__PURE__ */ worded({
  A: m.words_reliability_a,
  B: m.words_reliability_b,
  C: m.words_reliability_c,
  D: m.words_reliability_d,
  E: m.words_reliability_e,
  F: m.words_cannot_be_judged,
});

export const PLACE_KIND: Record<PlaceKind, string> = /* @__PURE__ */ worded({
  COUNTRY: m.words_place_country,
  ADMIN1: m.words_place_admin1,
  ADMIN2: m.words_place_admin2,
  SETTLEMENT: m.words_place_settlement,
  BORDER_POST: m.words_place_border_post,
  AREA: m.words_place_area,
});

/** What a search finds, as one of it and as all of a list. */
export const SEARCH_TYPE: Record<SearchType, string> = /* @__PURE__ */ worded({
  CONFLICT: m.words_search_conflict,
  AGREEMENT: m.words_search_agreement,
  PLACE: m.words_search_place,
  ACTOR: m.words_search_actor,
  EVENT: m.words_search_event,
  CLAIM: m.words_search_claim,
  REPORT: m.words_search_report,
});
export const SEARCH_TYPES: Record<SearchType, string> = /* @__PURE__ */ worded({
  CONFLICT: m.words_search_conflicts,
  AGREEMENT: m.words_search_agreements,
  PLACE: m.words_search_places,
  ACTOR: m.words_search_actors,
  EVENT: m.words_search_events,
  CLAIM: m.words_search_claims,
  REPORT: m.words_search_reports,
});
