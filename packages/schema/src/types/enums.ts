import type * as words from '@casus/store/vocabulary';
import { builder } from '../builder.ts';

/** An enum whose every value is explained; a word that the list lacks does not compile. */
function described<const Word extends string>(
  name: string,
  description: string,
  values: Record<Word, string>,
) {
  return builder.enumType(name, {
    description,
    values: Object.fromEntries(
      Object.entries<string>(values).map(([word, meaning]) => [word, { description: meaning }]),
    ) as Record<Word, { description: string }>,
  });
}

type WordOf<List extends readonly string[]> = List[number];

export const ConflictKind = described<WordOf<typeof words.CONFLICT_KINDS>>(
  'ConflictKind',
  'What sort of armed conflict it is, as UCDP defines the sorts.',
  {
    INTERSTATE: 'Between the governments of two or more states.',
    INTRASTATE: 'Between a government and a non-governmental party, without foreign troops.',
    INTERNATIONALIZED_INTRASTATE:
      'Between a government and a non-governmental party, with troops of another state on a side.',
    EXTRASYSTEMIC:
      'Between a state and a non-state group outside its own territory (colonial wars).',
    NON_STATE: 'Between two organised groups, neither of them the government of a state.',
    ONE_SIDED: 'A government or organised group against civilians.',
  },
);
export const Violence = described<WordOf<typeof words.VIOLENCE>>(
  'Violence',
  "UCDP's three types of organised violence; an event is of exactly one.",
  {
    STATE_BASED: 'At least one of the fighting parties is the government of a state.',
    NON_STATE: 'Neither of the fighting parties is the government of a state.',
    ONE_SIDED: 'Deliberate killing of civilians by a government or an organised group.',
  },
);
export const Incompatibility = described<WordOf<typeof words.INCOMPATIBILITIES>>(
  'Incompatibility',
  'What the parties, by their own word, cannot agree on.',
  {
    TERRITORY: 'The status of a territory.',
    GOVERNMENT: 'Who governs, or the system of government.',
    TERRITORY_AND_GOVERNMENT: 'Both.',
  },
);
export const Side = described<WordOf<typeof words.SIDES>>(
  'Side',
  "A party's side; which is A is a convention of the source and says nothing of blame.",
  { A: 'The first side.', B: 'The second side.' },
);
export const ConflictRelation = described<WordOf<typeof words.CONFLICT_RELATIONS>>(
  'ConflictRelation',
  'How another conflict relates to this one.',
  {
    PARALLEL: 'Goes on at the same time and is spoken of together with it.',
    SPILLOVER: 'Spread from it, or it from the other.',
    PREDECESSOR: 'Came before it.',
    SUCCESSOR: 'Came after it.',
    PART_OF: 'Is the larger conflict of which it is a part.',
  },
);
export const ExternalIdScheme = described<WordOf<typeof words.EXTERNAL_ID_SCHEMES>>(
  'ExternalIdScheme',
  'Whose identifier it is.',
  {
    UCDP_CONFLICT: 'UCDP conflict id, releases 17.1 and later: 13324.',
    UCDP_DYAD: 'UCDP dyad id, releases 17.1 and later: 14236.',
    UCDP_ACTOR: 'UCDP actor id, releases 17.1 and later: 132.',
    UCDP_EVENT: 'UCDP GED event id: 412700.',
    ISO_3166_1_ALPHA_2: 'ISO 3166-1 two-letter country code: KG.',
    ISO_3166_1_ALPHA_3: 'ISO 3166-1 three-letter country code: KGZ.',
    ISO_3166_1_NUMERIC: 'ISO 3166-1 three-digit country code, leading zeros kept: 417.',
    ISO_3166_2: 'ISO 3166-2 subdivision code: KG-B.',
    GLEDITSCH_WARD: 'Gleditsch–Ward number of a state, its place’s and its government’s: 703.',
    P_CODE: 'OCHA place code: KG02.',
    WIKIDATA: 'Wikidata item: Q813.',
    IDMC: 'IDMC event or country id.',
  },
);
export const ActorKind = described<WordOf<typeof words.ACTOR_KINDS>>(
  'ActorKind',
  'What an actor is. Claimants, publishers, parties and mediators are all actors.',
  {
    STATE: 'A state.',
    GOVERNMENT: 'The government of a state.',
    ARMED_FORCE: 'Armed forces, border guards and the like of a state.',
    ARMED_GROUP: 'A non-governmental group that uses armed force.',
    GOVERNMENT_BODY: 'A ministry, presidency, parliament, council or other public body.',
    INTERNATIONAL_ORGANIZATION: 'An organisation of states.',
    HUMANITARIAN_ORGANIZATION: 'The Red Cross and Red Crescent, relief agencies.',
    NON_GOVERNMENTAL_ORGANIZATION: 'A monitoring, rights or other private organisation.',
    NEWS_AGENCY: 'A news agency.',
    MEDIA: 'Any other publisher of news.',
    PERSON: 'A public figure in a public role.',
    DATASET_PROVIDER: 'Publishes a dataset and settles its figures.',
    UNNAMED_SOURCE: 'Someone quoted without a name: "officials", "residents", "sources".',
    CIVILIANS: 'Civilians, as the target of one-sided violence.',
    UNCLASSIFIED: 'Named by a dataset that does not tell what it is.',
  },
);
export const ActorRelationKind = described<WordOf<typeof words.ACTOR_RELATIONS>>(
  'ActorRelationKind',
  'How one actor stands to another.',
  {
    ALLY_OF: 'Is an ally of the other.',
    BORDERS: 'Shares a land border with the other.',
    MEMBER_OF: 'Is a member of the other.',
    SPHERE_OF_INFLUENCE: 'Is counted by the other among its sphere of influence.',
    FORMERLY_PART_OF: 'Was once part of the other.',
    SPLINTER_OF: 'Split off from the other and went on as a group of its own.',
    FACTION_OF: 'Was apart from the other for a time, as a faction of it.',
    JOINED: 'Joined the other, or merged into it.',
  },
);
export const PlaceKind = described<WordOf<typeof words.PLACE_KINDS>>(
  'PlaceKind',
  'What a place is.',
  {
    COUNTRY: 'A state.',
    ADMIN1: 'A first-order division: region, province, oblast.',
    ADMIN2: 'A second-order division: district, rayon.',
    SETTLEMENT: 'A village, town, city, or a named point.',
    BORDER_POST: 'A border post.',
    AREA: 'An area or line without fixed bounds: a valley, a road, a border.',
  },
);
export const EventKind = described<WordOf<typeof words.EVENT_KINDS>>(
  'EventKind',
  'What happened, by the claims about it.',
  {
    EPISODE: 'A spell of fighting that holds shorter events; tolls are claimed of it as a whole.',
    ARMED_CLASH: 'Fighting between armed parties.',
    SHELLING: 'Artillery, mortar or rocket fire.',
    AIR_STRIKE: 'An attack from the air.',
    ATTACK_ON_CIVILIANS: 'Violence against civilians.',
    ORGANIZED_VIOLENCE: 'Lethal organised violence whose manner the dataset does not tell.',
    EVACUATION: 'People brought away by someone. Evacuated is not displaced.',
    FLIGHT: 'People leaving on their own.',
    MEETING: 'A meeting, session or summit.',
    STATEMENT: 'A public statement or request.',
    AGREEMENT: 'The making of an agreement.',
    BREACH: 'An alleged breach of an agreement.',
  },
);
export const TimePrecision = described<WordOf<typeof words.TIME_PRECISIONS>>(
  'TimePrecision',
  'How closely a time is known.',
  {
    MINUTE: 'To the minute.',
    HOUR: 'To the hour.',
    DAY: 'To the day.',
    DAYS: 'Within a few days, or a spell of known days.',
    WEEK: 'To the week.',
    MONTH: 'To the month.',
    YEAR: 'To the year.',
    UNKNOWN: 'The source does not tell.',
  },
);
export const LocationPrecision = described<WordOf<typeof words.LOCATION_PRECISIONS>>(
  'LocationPrecision',
  "How closely a point stands for where an event happened; UCDP's where_prec 1 to 7.",
  {
    EXACT: 'The exact place is known.',
    NEAR: 'Within about 25 km of the point.',
    ADMIN2: 'Somewhere in the second-order division; the point stands for it.',
    ADMIN1: 'Somewhere in the first-order division; the point stands for it.',
    AREA: 'Along a line or in an area without fixed bounds; the point stands for it.',
    COUNTRY: 'Somewhere in the country; the point stands for it.',
    INTERNATIONAL: 'In international waters or airspace.',
  },
);
export const ParticipantRole = described<WordOf<typeof words.PARTICIPANT_ROLES>>(
  'ParticipantRole',
  'What an actor did in an event, by the claims about it.',
  {
    SIDE_A: 'Fought as side A of the dyad.',
    SIDE_B: 'Fought as side B of the dyad.',
    PERPETRATOR: 'Used violence against civilians.',
    TARGET: 'Was the target of violence.',
    SPEAKER: 'Made the statement.',
    ATTENDEE: 'Attended.',
    HOST: 'Hosted.',
    MEDIATOR: 'Mediated.',
    SIGNATORY: 'Agreed or signed.',
    EVACUATOR: 'Brought people away.',
  },
);
export const WorldRegion = described<words.WorldRegion>(
  'WorldRegion',
  'A region of the world, as UCDP divides it by the country. A country that UCDP does not list is in the region around it.',
  {
    AFRICA: 'Africa without Egypt.',
    AMERICAS: 'North, Central and South America and the Caribbean.',
    ASIA: 'Asia from Kazakhstan, Afghanistan and Pakistan eastwards, with Oceania.',
    EUROPE: 'Europe with Russia, Cyprus, Armenia, Azerbaijan and Georgia.',
    MIDDLE_EAST: 'From Egypt, Turkey and Syria to Iran, Oman and Yemen.',
  },
);
export const EventDimensionEnum = described<words.EventDimension>(
  'EventDimension',
  'What events can be counted by.',
  {
    YEAR: 'The year in which an event may first have begun, UTC.',
    QUARTER: 'The quarter of a year in which an event may first have begun, UTC.',
    MONTH: 'The month in which an event may first have begun, UTC.',
    WEEK: 'The ISO 8601 week, from Monday, in which an event may first have begun, UTC.',
    DAY: 'The day on which an event may first have begun, UTC.',
    REGION:
      'The region of the world that its country is in; none where the source tells no country, or one that has gone and left no ISO 3166-1 code.',
    COUNTRY: 'The country it happened in, by the source.',
    ADMIN1:
      'The first-order division of a country in which it happened; none for an event that is known no closer than the country.',
    CONFLICT: 'The conflict it belongs to.',
    DYAD: 'The pair of parties that fought in it.',
    ACTOR: 'Who took part; an event counts once for each of its actors, whatever they did.',
    ROLE: 'What its actors did; an event counts once for each role that somebody had in it and, with ACTOR, for each that the actor had.',
    VIOLENCE: "UCDP's type of organised violence.",
    KIND: 'What sort of event it is.',
    POPULATION:
      'Whose dead they are: the parts into which best estimates are split, each counted once. An event counts for each population that has dead in it. The row without a population has the events that are not split, that have no dead by their best estimate, or no estimate.',
    RELEASE:
      'The dataset release that last delivered it, as in `Event.dataset`; with `asOf`, the one whose estimate of its deaths held then. Each event counts once.',
    DATASET:
      'The series of releases it comes from, which are one voice: `ucdp:ged`. Each event counts once.',
    CLAIMANT:
      'Whose estimate of its deaths is summed: the provider of its dataset; none for an event without an estimate. Each event counts once, and no other claim about it is summed.',
    PUBLISHER:
      'Who published what the estimate of its deaths rests on: agencies, papers, organisations, as its claim names them. An event counts once for each; the row without one has the events whose estimate names none, or that have no estimate.',
  },
);
export const DeathPopulation = described<words.DeathPopulation>(
  'DeathPopulation',
  'Whose dead an adjudicator tells apart in an event.',
  {
    SIDE_A: 'Combatants of side A; in one-sided violence, of the perpetrator.',
    SIDE_B:
      'Combatants of side B. In one-sided violence side B are civilians: UCDP counts them under CIVILIANS but for few.',
    CIVILIANS: 'Civilians.',
    UNKNOWN: 'Dead whose status the adjudicator could not tell.',
  },
);
export const ReleaseDiffKind = described<words.ReleaseDiffKind>(
  'ReleaseDiffKind',
  'What two releases of one series say differently of an event.',
  {
    ADDED: 'It stands with the later word, and did not with the earlier.',
    DROPPED: 'It stood with the earlier word, and does not with the later.',
    FIGURES_REVISED: 'Its deaths or how they are split are others.',
    REDATED: 'Its time, or how closely that is known, is another.',
    RELOCATED: 'Its place, its point or how closely they are known is another.',
    RECODED: 'Its conflict, its dyad, who took part, its violence or its kind is another.',
  },
);
export const ReleaseDiffDimension = described<words.ReleaseDiffDimension>(
  'ReleaseDiffDimension',
  'What the net deaths between two releases can be told by.',
  {
    CONFLICT: 'The conflict: deaths of a recoded event leave the one and come to the other.',
    COUNTRY: 'The country, by the source.',
    ACTOR: 'Who took part; an event counts once for each of its actors.',
  },
);
export const RenumberingReason = described<words.RenumberingReason>(
  'RenumberingReason',
  'What two events have in common that are probably one under two numbers.',
  {
    SAME_DAYS: 'They begin and end on the same days.',
    SAME_SIDES: 'The same actors took part in the same roles.',
    SAME_PLACE: 'They are at the same place and point.',
    SAME_DEATHS: 'A release of each gives the same best estimate of deaths.',
  },
);
export const QualityFlagKind = described<WordOf<typeof words.QUALITY_FLAGS>>(
  'QualityFlagKind',
  'What is odd about a row that was kept as it came.',
  {
    LOW_BEST_HIGH_DISORDERED: 'low ≤ best ≤ high does not hold.',
    BEST_NOT_SUM_OF_PARTS:
      'The best estimate is not the sum of sides A and B, civilians and unknown, into which it is split.',
    DATE_PRECISION_OUTSIDE_CODEBOOK: "The date's precision is no value of the dataset's codebook.",
    LOCATION_PRECISION_OUTSIDE_CODEBOOK:
      "The location's precision is no value of the dataset's codebook: it is null.",
    VIOLENCE_OUTSIDE_CODEBOOK:
      "The type of violence is no value of the dataset's codebook: the event's `violence` is null.",
    BEGINS_OUTSIDE_DATASET_YEAR: 'The event begins in another year than it is filed under.',
    ENDS_AFTER_DATASET_YEAR: 'The event ends after the year it is filed under.',
    DATED_AFTER_RELEASE:
      'The event ends after the day by which the release that holds it came out.',
    SOURCES_UNREADABLE: "The row's source list could not be taken apart.",
    SIDE_AND_PLACE_DISAGREE:
      "The dead are of one side at what the row calls the other side's place.",
  },
);
export const ClaimKind = described<WordOf<typeof words.CLAIM_KINDS>>(
  'ClaimKind',
  'What a claim does.',
  {
    FIGURE: 'Gives a number of people, or says that there are some.',
    OCCURRENCE: 'Says that something happened.',
    RESPONSIBILITY: 'Says who did it.',
    COMMITMENT: 'Binds its claimant: announces or confirms an agreement.',
    VIOLATION: 'Alleges a breach of an agreement.',
    DENIAL: 'Denies another claim.',
    WARNING: 'Says what may come.',
    CONTEXT: 'Tells the background.',
  },
);
export const Metric = described<WordOf<typeof words.METRICS>>(
  'Metric',
  'What is counted, in persons. Evacuated, fled and displaced are different things and never merge.',
  {
    DEATHS: 'Killed.',
    INJURIES: 'Injured.',
    MISSING: 'Missing.',
    DETAINED: 'Held.',
    EVACUATED: 'Brought to safety by someone.',
    FLED: 'Left on their own.',
    DISPLACED: 'Displaced within their country: forced from home, however they left.',
    RETURNED: 'Came back.',
  },
);
export const Population = described<WordOf<typeof words.POPULATIONS>>(
  'Population',
  'Who is counted, as the claimant says.',
  {
    CIVILIANS: 'Civilians.',
    COMBATANTS: 'Soldiers, border guards, fighters.',
    ALL: 'Everyone, or the claimant makes no difference.',
    UNKNOWN: 'People whose status the claimant says is unknown.',
  },
);
export const Measure = described<WordOf<typeof words.MEASURES>>(
  'Measure',
  'Whether a number counts movements over a time or people at a time.',
  {
    FLOW: 'New cases over the period.',
    STOCK: 'People in that condition at the end of the period.',
  },
);
export const Quantifier = described<WordOf<typeof words.QUANTIFIERS>>(
  'Quantifier',
  "The claimant's own hedge.",
  {
    EXACT: 'The number as such.',
    ABOUT: 'About the number: rounded at its last digit that is not zero.',
    AT_LEAST: 'The number or more.',
    MORE_THAN: 'More than the number.',
    UP_TO: 'The number or fewer.',
  },
);
export const Stance = described<WordOf<typeof words.STANCES>>(
  'Stance',
  'How the claimant stands to what is claimed.',
  {
    ASSERTS: 'Says it.',
    CONFIRMS: 'Confirms what another said.',
    DENIES: 'Denies it.',
    CANNOT_CONFIRM: 'Says it cannot confirm it.',
  },
);
export const Rank = described<WordOf<typeof words.RANKS>>(
  'Rank',
  "The record's own ranking, always with its reason where it is not NORMAL.",
  {
    PREFERRED: 'Best supported among the claims of its figure.',
    NORMAL: 'Not ranked.',
    DEPRECATED: 'Known to be wrong; kept on record, counted for nothing.',
  },
);
export const AttributionRole = described<WordOf<typeof words.ATTRIBUTION_ROLES>>(
  'AttributionRole',
  'What an actor did in passing a claim on.',
  {
    CLAIMANT: 'Said it.',
    RELAY: 'Passed it on.',
    PUBLISHER: 'Published the report in which it stands.',
    ADJUDICATOR: 'Weighed the accounts and settled the figure: the figure is its own.',
  },
);
export const SourceReliability = described<WordOf<typeof words.SOURCE_RELIABILITIES>>(
  'SourceReliability',
  "The Admiralty code's first axis: how reliable the source has been.",
  {
    A: 'Completely reliable.',
    B: 'Usually reliable.',
    C: 'Fairly reliable.',
    D: 'Not usually reliable.',
    E: 'Unreliable.',
    F: 'Cannot be judged.',
  },
);
export const InformationCredibility = described<WordOf<typeof words.INFORMATION_CREDIBILITIES>>(
  'InformationCredibility',
  "The Admiralty code's second axis, 1 to 6: how credible this piece of information is in itself.",
  {
    CONFIRMED: '1: confirmed by others.',
    PROBABLY_TRUE: '2: probably true.',
    POSSIBLY_TRUE: '3: possibly true.',
    DOUBTFUL: '4: doubtful.',
    IMPROBABLE: '5: improbable.',
    CANNOT_BE_JUDGED: '6: cannot be judged.',
  },
);
export const AgreementKind = described<WordOf<typeof words.AGREEMENT_KINDS>>(
  'AgreementKind',
  'What sort of agreement it is.',
  {
    CEASEFIRE: 'An agreement to stop fighting.',
    PEACE_AGREEMENT: 'An agreement that settles the incompatibility, or part of it.',
    BORDER_TREATY: 'A treaty on a border.',
  },
);
export const AgreementStatus = described<WordOf<typeof words.AGREEMENT_STATUSES>>(
  'AgreementStatus',
  'Where an agreement stands; always derived from claims, never typed in.',
  {
    ANNOUNCED: 'One party says there is an agreement.',
    AGREED: 'All parties say so.',
    IN_FORCE: 'All parties say so and its time has come.',
    BREACH_ALLEGED: 'Somebody alleges that it was broken. Nothing here says that it was.',
    RENEWED: 'A later agreement renews it.',
    ENDED: 'It was declared over.',
  },
);
export const ProvisionKind = described<WordOf<typeof words.PROVISION_KINDS>>(
  'ProvisionKind',
  'What a provision is about.',
  {
    CESSATION_OF_HOSTILITIES: 'Fighting stops.',
    TROOP_WITHDRAWAL: 'Troops and equipment are drawn back.',
    BORDER_DELIMITATION: 'A border is delimited or demarcated.',
    PRISONER_EXCHANGE: 'Prisoners are exchanged or freed.',
    MONITORING: 'Somebody watches that it is kept.',
  },
);
export const SearchType = described<WordOf<typeof words.SEARCH_TYPES>>(
  'SearchType',
  'What a search can find.',
  {
    CONFLICT: 'Conflicts, by name.',
    AGREEMENT: 'Ceasefires and other agreements, by name.',
    PLACE: 'Places, by name.',
    ACTOR: 'Actors, by name.',
    DYAD: 'Pairs of parties that fight each other, by name.',
    EVENT: 'Events, by name: who fought, and where.',
    CLAIM: 'Claims of the curated record, by summary.',
    REPORT: 'Reports, by title.',
  },
);
export const SearchMatch = described<WordOf<typeof words.SEARCH_MATCHES>>(
  'SearchMatch',
  'How closely a name is what was typed.',
  {
    WHOLE: 'It is the name.',
    START: 'The name begins with it.',
    WORDS: 'All its words are in the name, or begin a word of it.',
    ALIKE:
      'A word of it is in no name, or no name has all the words, and one was read as another that is like it.',
  },
);
export const EventStanding = described<WordOf<typeof words.EVENT_STANDINGS>>(
  'EventStanding',
  'Whether an event stands: whether a claim about it has been made and not withdrawn.',
  {
    STANDING: 'Only events that stand.',
    WITHDRAWN:
      'Only events of which all that was claimed is withdrawn, such as those that a later complete release of their dataset leaves out.',
    ANY: 'Both. Withdrawn events have no estimate of deaths and add nothing to sums.',
  },
);

export const RecordedEntityEnum = described<WordOf<typeof words.RECORDED_ENTITIES>>(
  'RecordedType',
  'Of what sort a recorded change is.',
  {
    CLAIM: 'A claim was added, corrected, withdrawn, or taken out.',
    EVENT: 'An event was: how it is described, its estimate, or whether it stands.',
  },
);

export const CoverageKind = described<WordOf<typeof words.COVERAGE_KINDS>>(
  'CoverageKind',
  'How the releases of a dataset that this installation holds speak of a day.',
  {
    COMPLETE:
      'A release has all that its provider tells of the day: no event there means none told.',
    ADDITIONS:
      'Releases of additions and revisions have what had come in by then; a complete one is yet to come.',
    EXTRACT:
      'Only a part of a release was imported, such as one country: no event there tells nothing.',
  },
);
export const AuditAction = described<WordOf<typeof words.AUDIT_ACTIONS>>(
  'AuditAction',
  'What somebody did to the record as a whole.',
  {
    IMPORT: 'A file of a dataset was imported.',
    RECORD_LOAD: 'The curated record was loaded, and differed from what was loaded before.',
    RESTORE: 'The database was brought to what a backup holds.',
    REPAIR:
      'What is derived of other rows was derived anew; nothing that somebody said was touched.',
  },
);
