import { pgEnum } from 'drizzle-orm/pg-core';
import * as words from '../vocabulary.ts';

export const conflictKind = pgEnum('conflict_kind', words.CONFLICT_KINDS);
export const violence = pgEnum('violence', words.VIOLENCE);
export const incompatibility = pgEnum('incompatibility', words.INCOMPATIBILITIES);
export const side = pgEnum('side', words.SIDES);
export const conflictRelation = pgEnum('conflict_relation', words.CONFLICT_RELATIONS);
export const externalIdScheme = pgEnum('external_id_scheme', words.EXTERNAL_ID_SCHEMES);
export const actorKind = pgEnum('actor_kind', words.ACTOR_KINDS);
export const actorRelation = pgEnum('actor_relation', words.ACTOR_RELATIONS);
export const placeKind = pgEnum('place_kind', words.PLACE_KINDS);
export const eventKind = pgEnum('event_kind', words.EVENT_KINDS);
export const timePrecision = pgEnum('time_precision', words.TIME_PRECISIONS);
export const locationPrecision = pgEnum('location_precision', words.LOCATION_PRECISIONS);
export const participantRole = pgEnum('participant_role', words.PARTICIPANT_ROLES);
export const claimKind = pgEnum('claim_kind', words.CLAIM_KINDS);
export const metric = pgEnum('metric', words.METRICS);
export const population = pgEnum('population', words.POPULATIONS);
export const measure = pgEnum('measure', words.MEASURES);
export const quantifier = pgEnum('quantifier', words.QUANTIFIERS);
export const stance = pgEnum('stance', words.STANCES);
export const rank = pgEnum('rank', words.RANKS);
export const attributionRole = pgEnum('attribution_role', words.ATTRIBUTION_ROLES);
export const sourceReliability = pgEnum('source_reliability', words.SOURCE_RELIABILITIES);
export const informationCredibility = pgEnum(
  'information_credibility',
  words.INFORMATION_CREDIBILITIES,
);
export const agreementKind = pgEnum('agreement_kind', words.AGREEMENT_KINDS);
export const provisionKind = pgEnum('provision_kind', words.PROVISION_KINDS);
export const searchType = pgEnum('search_type', words.SEARCH_TYPES);
export const recordedChange = pgEnum('recorded_change', words.RECORDED_CHANGES);
export const recordedEntity = pgEnum('recorded_entity', words.RECORDED_ENTITIES);
export const auditAction = pgEnum('audit_action', words.AUDIT_ACTIONS);
