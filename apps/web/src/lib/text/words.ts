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
  Population,
  Quantifier,
  Stance,
  TimePrecision,
  Violence,
} from '../../gql/graphql.ts';

// What the API's words are called on a page. Verbs like "says" and "denies" come from here alone:
// no sentence of a page adds a judgement of its own.

export const METRIC: Record<Metric, string> = {
  DEATHS: 'Deaths',
  INJURIES: 'Injured',
  MISSING: 'Missing',
  DETAINED: 'Detained',
  EVACUATED: 'Evacuated',
  FLED: 'Fled',
  DISPLACED: 'Displaced',
  RETURNED: 'Returned',
};

export const POPULATION: Record<Population, string> = {
  ALL: '',
  CIVILIANS: 'civilians',
  COMBATANTS: 'combatants',
  UNKNOWN: 'status unknown',
};

export const QUANTIFIER: Record<Quantifier, string> = {
  EXACT: '',
  ABOUT: 'about ',
  AT_LEAST: 'at least ',
  MORE_THAN: 'more than ',
  UP_TO: 'up to ',
};

export const STANCE: Record<Stance, string> = {
  ASSERTS: 'says',
  CONFIRMS: 'confirms',
  DENIES: 'denies',
  CANNOT_CONFIRM: 'cannot confirm',
};

/** The verb of a claim: its stance, or what its kind makes of a plain assertion. */
export function verbOf(kind: ClaimKind, stance: Stance): string {
  if (stance !== 'ASSERTS') return STANCE[stance];
  if (kind === 'VIOLATION' || kind === 'RESPONSIBILITY') return 'alleges';
  if (kind === 'WARNING') return 'warns';
  if (kind === 'COMMITMENT') return 'announces';
  if (kind === 'DENIAL') return 'denies';
  return 'says';
}

export const CLAIM_KIND: Record<ClaimKind, string> = {
  FIGURE: 'figure',
  OCCURRENCE: 'occurrence',
  RESPONSIBILITY: 'responsibility',
  COMMITMENT: 'commitment',
  VIOLATION: 'alleged violation',
  DENIAL: 'denial',
  WARNING: 'warning',
  CONTEXT: 'context',
};

export const ROLE: Record<AttributionRole, string> = {
  CLAIMANT: 'claimant',
  RELAY: 'relayed by',
  PUBLISHER: 'published by',
  ADJUDICATOR: 'settled by',
};

export const AGREEMENT_KIND: Record<AgreementKind, string> = {
  CEASEFIRE: 'Ceasefire',
  PEACE_AGREEMENT: 'Peace agreement',
  BORDER_TREATY: 'Border treaty',
};

export const STATUS: Record<AgreementStatus, string> = {
  ANNOUNCED: 'Announced',
  AGREED: 'Agreed',
  IN_FORCE: 'In force',
  BREACH_ALLEGED: 'Breach alleged',
  RENEWED: 'Renewed',
  ENDED: 'Ended',
};

export const STATUS_MEANING: Record<AgreementStatus, string> = {
  ANNOUNCED: 'one party says there is an agreement',
  AGREED: 'all parties have declared it',
  IN_FORCE: 'all parties have declared it and its hour has come',
  BREACH_ALLEGED: 'somebody alleges that it was broken',
  RENEWED: 'a later agreement renews it',
  ENDED: 'it was declared over',
};

export const CONFLICT_KIND: Record<ConflictKind, string> = {
  INTERSTATE: 'Interstate',
  INTRASTATE: 'Intrastate',
  INTERNATIONALIZED_INTRASTATE: 'Internationalised intrastate',
  EXTRASYSTEMIC: 'Extrasystemic',
  NON_STATE: 'Non-state',
  ONE_SIDED: 'One-sided',
};

export const VIOLENCE: Record<Violence, string> = {
  STATE_BASED: 'State-based',
  NON_STATE: 'Non-state',
  ONE_SIDED: 'One-sided violence',
};

export const INCOMPATIBILITY: Record<Incompatibility, string> = {
  TERRITORY: 'territory',
  GOVERNMENT: 'government',
  TERRITORY_AND_GOVERNMENT: 'territory and government',
};

export const RELATION: Record<ConflictRelation, string> = {
  PARALLEL: 'At the same time',
  SPILLOVER: 'Spilled over',
  PREDECESSOR: 'Before it',
  SUCCESSOR: 'After it',
  PART_OF: 'Part of',
};

export const EVENT_KIND: Record<EventKind, string> = {
  EPISODE: 'Episode of fighting',
  ARMED_CLASH: 'Armed clash',
  SHELLING: 'Shelling',
  AIR_STRIKE: 'Air strike',
  ATTACK_ON_CIVILIANS: 'Violence against civilians',
  ORGANIZED_VIOLENCE: 'Organised violence',
  EVACUATION: 'Evacuation',
  FLIGHT: 'Flight',
  MEETING: 'Meeting',
  STATEMENT: 'Statement',
  AGREEMENT: 'Agreement',
  BREACH: 'Alleged breach',
};

export const PARTICIPANT: Record<ParticipantRole, string> = {
  SIDE_A: 'side A',
  SIDE_B: 'side B',
  PERPETRATOR: 'perpetrator',
  TARGET: 'target',
  SPEAKER: 'speaker',
  ATTENDEE: 'attended',
  HOST: 'host',
  MEDIATOR: 'mediator',
  SIGNATORY: 'agreed',
  EVACUATOR: 'evacuated',
};

export const LOCATION_PRECISION: Record<LocationPrecision, string> = {
  EXACT: 'the exact place is known',
  NEAR: 'within about 25 km of the point',
  ADMIN2: 'somewhere in the district',
  ADMIN1: 'somewhere in the region',
  AREA: 'along a line or in an area without fixed bounds',
  COUNTRY: 'somewhere in the country',
  INTERNATIONAL: 'in international waters or airspace',
};

export const TIME_PRECISION: Record<TimePrecision, string> = {
  MINUTE: 'to the minute',
  HOUR: 'to the hour',
  DAY: 'to the day',
  DAYS: 'within these days',
  WEEK: 'to the week',
  MONTH: 'to the month',
  YEAR: 'to the year',
  UNKNOWN: 'the source does not tell how closely',
};

export const ACTOR_KIND: Record<ActorKind, string> = {
  STATE: 'State',
  GOVERNMENT: 'Government',
  ARMED_FORCE: 'Armed force',
  ARMED_GROUP: 'Armed group',
  GOVERNMENT_BODY: 'Government body',
  INTERNATIONAL_ORGANIZATION: 'International organisation',
  HUMANITARIAN_ORGANIZATION: 'Humanitarian organisation',
  NON_GOVERNMENTAL_ORGANIZATION: 'Non-governmental organisation',
  NEWS_AGENCY: 'News agency',
  MEDIA: 'Media',
  PERSON: 'Public figure',
  DATASET_PROVIDER: 'Dataset provider',
  UNNAMED_SOURCE: 'Unnamed source',
  CIVILIANS: 'Civilians',
  UNCLASSIFIED: 'Named by a dataset',
};

/** The Admiralty code's second axis as its digit. */
export const CREDIBILITY: Record<InformationCredibility, number> = {
  CONFIRMED: 1,
  PROBABLY_TRUE: 2,
  POSSIBLY_TRUE: 3,
  DOUBTFUL: 4,
  IMPROBABLE: 5,
  CANNOT_BE_JUDGED: 6,
};

export const CREDIBILITY_WORDS: Record<InformationCredibility, string> = {
  CONFIRMED: 'confirmed by others',
  PROBABLY_TRUE: 'probably true',
  POSSIBLY_TRUE: 'possibly true',
  DOUBTFUL: 'doubtful',
  IMPROBABLE: 'improbable',
  CANNOT_BE_JUDGED: 'cannot be judged',
};

export const RELIABILITY_WORDS = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'cannot be judged',
} as const;
