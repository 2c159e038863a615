import { m } from '#paraglide/messages.js';
import type {
  AgreementStatus,
  AttributionRole,
  ClaimKind,
  EventKind,
  InformationCredibility,
  LocationPrecision,
  Metric,
  ParticipantRole,
  Population,
  Quantifier,
  SourceReliability,
  SearchType,
  Stance,
  TimePrecision,
  Violence,
  WorldRegion,
} from '../../gql/graphql.ts';
import { messageTable } from '../language/message-table.ts';

// What the API's words are called on a page. How a claim is put ("according to", "denial by") comes from here
// alone: no sentence of a page adds a judgement of its own.

export const METRIC: Record<Metric, string> = /* @__PURE__ */ messageTable({
  DEATHS: m.words_metric_deaths,
  INJURIES: m.words_metric_injuries,
  MISSING: m.words_metric_missing,
  DETAINED: m.words_metric_detained,
  EVACUATED: m.words_metric_evacuated,
  FLED: m.words_metric_fled,
  DISPLACED: m.words_metric_displaced,
  RETURNED: m.words_metric_returned,
});

export const POPULATION: Record<Population, string> = /* @__PURE__ */ messageTable({
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

export const STANCE: Record<Stance, string> = /* @__PURE__ */ messageTable({
  ASSERTS: () => '',
  CONFIRMS: m.words_stance_confirms,
  DENIES: m.words_stance_denies,
  CANNOT_CONFIRM: m.words_stance_cannot_confirm,
});

const BY_STANCE = {
  ASSERTS: m.words_by_asserts,
  CONFIRMS: m.words_by_confirms,
  DENIES: m.words_by_denies,
  CANNOT_CONFIRM: m.words_by_cannot_confirm,
};

/** What the kind of a claim makes of a plain assertion. */
const BY_KIND: Partial<Record<ClaimKind, (typeof BY_STANCE)[Stance]>> = {
  VIOLATION: m.words_by_alleges,
  RESPONSIBILITY: m.words_by_alleges,
  WARNING: m.words_by_warns,
  COMMITMENT: m.words_by_announces,
  DENIAL: m.words_by_denies,
};

/**
 * Whose word a claim is, and how it is put: "According to Red Cross", "Denial by Kyrgyz authorities". No verb
 * follows the claimant, whose name may be a singular or a plural.
 */
export function wordOf(claim: {
  kind: ClaimKind;
  stance: Stance;
  claimant: { name: string };
}): string {
  const by = (claim.stance === 'ASSERTS' && BY_KIND[claim.kind]) || BY_STANCE[claim.stance];
  return by({ claimant: claim.claimant.name });
}

export const ROLE: Record<AttributionRole, string> = /* @__PURE__ */ messageTable({
  CLAIMANT: m.words_role_claimant,
  RELAY: m.words_role_relay,
  PUBLISHER: m.words_role_publisher,
  ADJUDICATOR: m.words_role_adjudicator,
});

export const STATUS: Record<AgreementStatus, string> = /* @__PURE__ */ messageTable({
  ANNOUNCED: m.words_status_announced,
  AGREED: m.words_status_agreed,
  IN_FORCE: m.words_status_in_force,
  BREACH_ALLEGED: m.words_status_breach_alleged,
  RENEWED: m.words_status_renewed,
  ENDED: m.words_status_ended,
});

export const STATUS_MEANING: Record<AgreementStatus, string> = /* @__PURE__ */ messageTable({
  ANNOUNCED: m.words_status_announced_meaning,
  AGREED: m.words_status_agreed_meaning,
  IN_FORCE: m.words_status_in_force_meaning,
  BREACH_ALLEGED: m.words_status_breach_alleged_meaning,
  RENEWED: m.words_status_renewed_meaning,
  ENDED: m.words_status_ended_meaning,
});

export const EVENT_KIND: Record<EventKind, string> = /* @__PURE__ */ messageTable({
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

export const PARTICIPANT: Record<ParticipantRole, string> = /* @__PURE__ */ messageTable({
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

export const LOCATION_PRECISION: Record<LocationPrecision, string> = /* @__PURE__ */ messageTable({
  EXACT: m.words_location_exact,
  NEAR: m.words_location_near,
  ADMIN2: m.words_location_admin2,
  ADMIN1: m.words_location_admin1,
  AREA: m.words_location_area,
  COUNTRY: m.words_location_country,
  INTERNATIONAL: m.words_location_international,
});

export const TIME_PRECISION: Record<TimePrecision, string> = /* @__PURE__ */ messageTable({
  MINUTE: m.words_time_minute,
  HOUR: m.words_time_hour,
  DAY: m.words_time_day,
  DAYS: m.words_time_days,
  WEEK: m.words_time_week,
  MONTH: m.words_time_month,
  YEAR: m.words_time_year,
  UNKNOWN: m.words_time_unknown,
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

export const CREDIBILITY_WORDS: Record<InformationCredibility, string> =
  /* @__PURE__ */ messageTable({
    CONFIRMED: m.words_credibility_confirmed,
    PROBABLY_TRUE: m.words_credibility_probably_true,
    POSSIBLY_TRUE: m.words_credibility_possibly_true,
    DOUBTFUL: m.words_credibility_doubtful,
    IMPROBABLE: m.words_credibility_improbable,
    CANNOT_BE_JUDGED: m.words_cannot_be_judged,
  });

export const RELIABILITY_WORDS: Record<SourceReliability, string> = /* @__PURE__ */ messageTable({
  A: m.words_reliability_a,
  B: m.words_reliability_b,
  C: m.words_reliability_c,
  D: m.words_reliability_d,
  E: m.words_reliability_e,
  F: m.words_cannot_be_judged,
});

/** What a search finds, as one of it and as all of a list. */
export const SEARCH_TYPE: Record<SearchType, string> = /* @__PURE__ */ messageTable({
  CONFLICT: m.words_search_conflict,
  AGREEMENT: m.words_search_agreement,
  PLACE: m.words_search_place,
  ACTOR: m.words_search_actor,
  DYAD: m.words_search_dyad,
  EVENT: m.words_search_event,
  CLAIM: m.words_search_claim,
  REPORT: m.words_search_report,
});
export const SEARCH_TYPES: Record<SearchType, string> = /* @__PURE__ */ messageTable({
  CONFLICT: m.words_search_conflicts,
  AGREEMENT: m.words_search_agreements,
  PLACE: m.words_search_places,
  ACTOR: m.words_search_actors,
  DYAD: m.words_search_dyads,
  EVENT: m.words_search_events,
  CLAIM: m.words_search_claims,
  REPORT: m.words_search_reports,
});

export const WORLD_REGION: Record<WorldRegion, string> = /* @__PURE__ */ messageTable({
  AFRICA: m.words_region_africa,
  AMERICAS: m.words_region_americas,
  ASIA: m.words_region_asia,
  EUROPE: m.words_region_europe,
  MIDDLE_EAST: m.words_region_middle_east,
});

export const VIOLENCE: Record<Violence, string> = /* @__PURE__ */ messageTable({
  STATE_BASED: m.words_violence_state_based,
  NON_STATE: m.words_violence_non_state,
  ONE_SIDED: m.words_violence_one_sided,
});
