/**
 * The closed word lists of the record, in the field's own terms. Every layer takes them from here:
 * the tables' enums, the readers' checks and the API's enums.
 */
export const CONFLICT_KINDS = [
  'INTERSTATE',
  'INTRASTATE',
  'INTERNATIONALIZED_INTRASTATE',
  'EXTRASYSTEMIC',
  'NON_STATE',
  'ONE_SIDED',
] as const;
export const VIOLENCE = ['STATE_BASED', 'NON_STATE', 'ONE_SIDED'] as const;
export const INCOMPATIBILITIES = ['TERRITORY', 'GOVERNMENT', 'TERRITORY_AND_GOVERNMENT'] as const;
export const SIDES = ['A', 'B'] as const;
export const CONFLICT_RELATIONS = [
  'PARALLEL',
  'SPILLOVER',
  'PREDECESSOR',
  'SUCCESSOR',
  'PART_OF',
] as const;
export const EXTERNAL_ID_SCHEMES = [
  'UCDP_CONFLICT',
  'UCDP_DYAD',
  'UCDP_ACTOR',
  'UCDP_EVENT',
  'ISO_3166_1_ALPHA_2',
  'ISO_3166_1_ALPHA_3',
  'ISO_3166_1_NUMERIC',
  'ISO_3166_2',
  'GLEDITSCH_WARD',
  'P_CODE',
  'WIKIDATA',
  'IDMC',
] as const;
export const ACTOR_KINDS = [
  'STATE',
  'GOVERNMENT',
  'ARMED_FORCE',
  'ARMED_GROUP',
  'GOVERNMENT_BODY',
  'INTERNATIONAL_ORGANIZATION',
  'HUMANITARIAN_ORGANIZATION',
  'NON_GOVERNMENTAL_ORGANIZATION',
  'NEWS_AGENCY',
  'MEDIA',
  'PERSON',
  'DATASET_PROVIDER',
  'UNNAMED_SOURCE',
  'CIVILIANS',
  'UNCLASSIFIED',
] as const;
export const ACTOR_RELATIONS = [
  'ALLY_OF',
  'BORDERS',
  'MEMBER_OF',
  'SPHERE_OF_INFLUENCE',
  'FORMERLY_PART_OF',
  'SPLINTER_OF',
  'FACTION_OF',
  'JOINED',
] as const;
export const PLACE_KINDS = [
  'COUNTRY',
  'ADMIN1',
  'ADMIN2',
  'SETTLEMENT',
  'BORDER_POST',
  'AREA',
] as const;
export const EVENT_KINDS = [
  'EPISODE',
  'ARMED_CLASH',
  'SHELLING',
  'AIR_STRIKE',
  'ATTACK_ON_CIVILIANS',
  'ORGANIZED_VIOLENCE',
  'EVACUATION',
  'FLIGHT',
  'MEETING',
  'STATEMENT',
  'AGREEMENT',
  'BREACH',
] as const;
export const TIME_PRECISIONS = [
  'MINUTE',
  'HOUR',
  'DAY',
  'DAYS',
  'WEEK',
  'MONTH',
  'YEAR',
  'UNKNOWN',
] as const;
export const LOCATION_PRECISIONS = [
  'EXACT',
  'NEAR',
  'ADMIN2',
  'ADMIN1',
  'AREA',
  'COUNTRY',
  'INTERNATIONAL',
] as const;
export const PARTICIPANT_ROLES = [
  'SIDE_A',
  'SIDE_B',
  'PERPETRATOR',
  'TARGET',
  'SPEAKER',
  'ATTENDEE',
  'HOST',
  'MEDIATOR',
  'SIGNATORY',
  'EVACUATOR',
] as const;
export const QUALITY_FLAGS = [
  'LOW_BEST_HIGH_DISORDERED',
  'DATE_PRECISION_OUTSIDE_CODEBOOK',
  'LOCATION_PRECISION_OUTSIDE_CODEBOOK',
  'VIOLENCE_OUTSIDE_CODEBOOK',
  'BEGINS_OUTSIDE_DATASET_YEAR',
  'ENDS_AFTER_DATASET_YEAR',
  'DATED_AFTER_RELEASE',
  'SOURCES_UNREADABLE',
  'SIDE_AND_PLACE_DISAGREE',
  'BEST_NOT_SUM_OF_PARTS',
] as const;
export const CLAIM_KINDS = [
  'FIGURE',
  'OCCURRENCE',
  'RESPONSIBILITY',
  'COMMITMENT',
  'VIOLATION',
  'DENIAL',
  'WARNING',
  'CONTEXT',
] as const;
export const METRICS = [
  'DEATHS',
  'INJURIES',
  'MISSING',
  'DETAINED',
  'EVACUATED',
  'FLED',
  'DISPLACED',
  'RETURNED',
] as const;
export const POPULATIONS = ['CIVILIANS', 'COMBATANTS', 'ALL', 'UNKNOWN'] as const;
export const MEASURES = ['FLOW', 'STOCK'] as const;
export const QUANTIFIERS = ['EXACT', 'ABOUT', 'AT_LEAST', 'MORE_THAN', 'UP_TO'] as const;
export const STANCES = ['ASSERTS', 'CONFIRMS', 'DENIES', 'CANNOT_CONFIRM'] as const;
export const RANKS = ['PREFERRED', 'NORMAL', 'DEPRECATED'] as const;
export const ATTRIBUTION_ROLES = ['CLAIMANT', 'RELAY', 'PUBLISHER', 'ADJUDICATOR'] as const;
/** The Admiralty code's first axis: A reliable … E unreliable, F cannot be judged. */
export const SOURCE_RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
/** The Admiralty code's second axis, 1 to 6 in this order. */
export const INFORMATION_CREDIBILITIES = [
  'CONFIRMED',
  'PROBABLY_TRUE',
  'POSSIBLY_TRUE',
  'DOUBTFUL',
  'IMPROBABLE',
  'CANNOT_BE_JUDGED',
] as const;
export const AGREEMENT_KINDS = ['CEASEFIRE', 'PEACE_AGREEMENT', 'BORDER_TREATY'] as const;
export const AGREEMENT_STATUSES = [
  'ANNOUNCED',
  'AGREED',
  'IN_FORCE',
  'BREACH_ALLEGED',
  'RENEWED',
  'ENDED',
] as const;
export const PROVISION_KINDS = [
  'CESSATION_OF_HOSTILITIES',
  'TROOP_WITHDRAWAL',
  'BORDER_DELIMITATION',
  'PRISONER_EXCHANGE',
  'MONITORING',
] as const;

/** What search finds, in the order in which equal matches stand. */
export const SEARCH_TYPES = [
  'CONFLICT',
  'AGREEMENT',
  'PLACE',
  'ACTOR',
  'DYAD',
  'EVENT',
  'CLAIM',
  'REPORT',
] as const;
/** How a name was matched, the weakest first. */
export const SEARCH_MATCHES = ['ALIKE', 'WORDS', 'START', 'WHOLE'] as const;
/** What has happened to a claim or an event in this installation's record. */
export const RECORDED_CHANGES = ['ADDED', 'CORRECTED', 'WITHDRAWN', 'RESTORED', 'REMOVED'] as const;
/** What changes are recorded of. */
export const RECORDED_ENTITIES = ['CLAIM', 'EVENT'] as const;
/** Which events to take, by whether a claim about them stands. */
export const EVENT_STANDINGS = ['STANDING', 'WITHDRAWN', 'ANY'] as const;
/** How a series of releases speaks of a day. */
export const COVERAGE_KINDS = ['COMPLETE', 'ADDITIONS', 'EXTRACT'] as const;
/** What two releases of one series say differently of an event. */
export const RELEASE_DIFF_KINDS = [
  'ADDED',
  'DROPPED',
  'FIGURES_REVISED',
  'REDATED',
  'RELOCATED',
  'RECODED',
] as const;
export const RELEASE_DIFF_DIMENSIONS = ['CONFLICT', 'COUNTRY', 'ACTOR'] as const;
/** What two events have in common that are probably one under two numbers. */
export const RENUMBERING_REASONS = [
  'SAME_DAYS',
  'SAME_SIDES',
  'SAME_PLACE',
  'SAME_DEATHS',
] as const;
/** The parts of the world by which the field's datasets count. */
export const WORLD_REGIONS = ['AFRICA', 'AMERICAS', 'ASIA', 'EUROPE', 'MIDDLE_EAST'] as const;
/** What events can be counted by. */
export const EVENT_DIMENSIONS = [
  'YEAR',
  'QUARTER',
  'MONTH',
  'WEEK',
  'DAY',
  'REGION',
  'COUNTRY',
  'ADMIN1',
  'CONFLICT',
  'DYAD',
  'ACTOR',
  'ROLE',
  'VIOLENCE',
  'KIND',
  'POPULATION',
  'RELEASE',
  'DATASET',
  'CLAIMANT',
  'PUBLISHER',
] as const;
/** What somebody did to a database as a whole; each is an entry of its audit log. */
export const AUDIT_ACTIONS = ['IMPORT', 'RECORD_LOAD', 'RESTORE', 'REPAIR'] as const;
/** Whose dead an adjudicator tells apart in an event. */
export const DEATH_POPULATIONS = ['SIDE_A', 'SIDE_B', 'CIVILIANS', 'UNKNOWN'] as const;

export type Side = (typeof SIDES)[number];
export type ExternalIdScheme = (typeof EXTERNAL_ID_SCHEMES)[number];
export type Violence = (typeof VIOLENCE)[number];
export type ConflictKind = (typeof CONFLICT_KINDS)[number];
export type Metric = (typeof METRICS)[number];
export type Population = (typeof POPULATIONS)[number];
export type Measure = (typeof MEASURES)[number];
export type Quantifier = (typeof QUANTIFIERS)[number];
export type Stance = (typeof STANCES)[number];
export type Rank = (typeof RANKS)[number];
export type ClaimKind = (typeof CLAIM_KINDS)[number];
export type TimePrecision = (typeof TIME_PRECISIONS)[number];
export type QualityFlagKind = (typeof QUALITY_FLAGS)[number];
export type AgreementStatus = (typeof AGREEMENT_STATUSES)[number];
export type SearchType = (typeof SEARCH_TYPES)[number];
export type SearchMatch = (typeof SEARCH_MATCHES)[number];
export type RecordedChange = (typeof RECORDED_CHANGES)[number];
export type RecordedEntity = (typeof RECORDED_ENTITIES)[number];
export type EventStanding = (typeof EVENT_STANDINGS)[number];
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
export type DeathPopulation = (typeof DEATH_POPULATIONS)[number];
export type CoverageKind = (typeof COVERAGE_KINDS)[number];
export type ReleaseDiffKind = (typeof RELEASE_DIFF_KINDS)[number];
export type ReleaseDiffDimension = (typeof RELEASE_DIFF_DIMENSIONS)[number];
export type RenumberingReason = (typeof RENUMBERING_REASONS)[number];
export type WorldRegion = (typeof WORLD_REGIONS)[number];
export type EventDimension = (typeof EVENT_DIMENSIONS)[number];
