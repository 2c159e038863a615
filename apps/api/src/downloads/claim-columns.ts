import { encodeGlobalId } from '@casus/schema/global-id';
import type { ClaimCell } from '@casus/store/lists/claim-rows';
import { addressOf } from './addresses.ts';
import { columnsOf, IN_THE_GEOMETRY, RECURS, type Column } from './column.ts';
import { columnsOfTerms, RELEASE_OF_CLAIM } from './shared-columns.ts';

const column = columnsOf<ClaimCell>();

/** The columns of the downloads of claims, in their order; docs/downloads.md tells them too. */
export const CLAIM_COLUMNS: readonly Column<ClaimCell>[] = [
  column('claim_id', 'code', 'key', "The API's global id, the same in every installation.", {
    made: (key) => encodeGlobalId('Claim', key),
  }),
  column('claim_key', 'text', 'key', 'The natural key.'),
  column('url', 'text', 'slug', 'Where the API tells the claim whole.', {
    made: (slug, { base }) => addressOf(base, 'claims', slug),
  }),
  column(
    'kind',
    'code',
    'kind',
    'FIGURE, OCCURRENCE, RESPONSIBILITY, COMMITMENT, VIOLATION, DENIAL, WARNING, CONTEXT.',
  ),
  column('stance', 'code', 'stance', 'ASSERTS, CONFIRMS, DENIES, CANNOT_CONFIRM.'),
  column(
    'summary',
    'text',
    'summary',
    "What is claimed, in the record's words. That it is claimed is not that it is so.",
  ),
  column('claimant_name', 'text', 'claimantName', 'Whose word it is.', RECURS),
  column('claimant_key', 'text', 'claimantKey', 'Its natural key.', RECURS),
  column(
    'attribution',
    'list',
    'attribution',
    'The chain of who said it and who passed it on, claimant first: `CLAIMANT: Red Cross; PUBLISHER: RIA`.',
  ),
  column('attribution_keys', 'list', 'attributionKeys', 'Their natural keys, in the same order.'),
  column('publishers', 'list', 'publishers', 'Who published the reports.'),
  column('report_keys', 'list', 'reportKeys', 'The reports it stands in, natural keys.'),
  column('report_titles', 'list', 'reportTitles', 'Their titles, in the same order.'),
  column('report_urls', 'list', 'reportUrls', 'Their addresses, in the same order, where known.'),
  column('asserted_earliest_utc', 'instant', 'assertedEarliest', 'Not said before this instant.'),
  column(
    'asserted_latest_utc',
    'instant',
    'assertedLatest',
    'Certainly said by this instant, from which on `asOf` counts it.',
  ),
  column('asserted_precision', 'code', 'assertedPrecision', 'How closely that time is known.'),
  column('asserted_edtf', 'text', 'assertedEdtf', 'That time as the source has it, in EDTF.'),
  column(
    'asserted_zone',
    'text',
    'assertedZone',
    'The zone the source means; empty for UTC or unknown.',
  ),
  column(
    'metric',
    'code',
    'metric',
    'What a figure counts, persons: DEATHS, INJURIES, MISSING, DETAINED, EVACUATED, FLED, DISPLACED, RETURNED. These never merge.',
  ),
  column(
    'population',
    'code',
    'population',
    'Who is counted: CIVILIANS, COMBATANTS, ALL, UNKNOWN.',
  ),
  column(
    'party_name',
    'text',
    'partyName',
    "Whose people are counted; empty for everyone's.",
    RECURS,
  ),
  column('party_key', 'text', 'partyKey', 'Its natural key.', RECURS),
  column('measure', 'code', 'measure', 'FLOW: new cases over a time. STOCK: people at its end.'),
  column('low', 'number', 'low', 'Persons: the lowest the claimant allows.'),
  column(
    'best',
    'number',
    'best',
    'Persons: the number itself. Never add up competing claims: see `figures` in the API.',
  ),
  column('high', 'number', 'high', 'Persons: the highest the claimant allows.'),
  column(
    'quantifier',
    'code',
    'quantifier',
    "The claimant's own hedge: EXACT, ABOUT, AT_LEAST, MORE_THAN, UP_TO.",
  ),
  column(
    'period_edtf',
    'text',
    'periodEdtf',
    "The time a figure is bounded to, EDTF, where that is not its subject's own.",
  ),
  column(
    'place_name',
    'text',
    'placeName',
    "The place a figure is bounded to, where that is not its subject's own.",
    RECURS,
  ),
  column('place_key', 'text', 'placeKey', 'Its natural key.', RECURS),
  column(
    'subject_type',
    'code',
    'subjectType',
    'What it is about: EVENT, CONFLICT, AGREEMENT, PLACE.',
  ),
  column('subject_key', 'text', 'subjectKey', 'Natural key of what it is about.'),
  column('subject_name', 'text', 'subjectName', 'Name of what it is about.'),
  column(
    'conflict_key',
    'text',
    'conflictKey',
    'The conflict whose record holds it, natural key.',
    RECURS,
  ),
  column('conflict_name', 'text', 'conflictName', 'Its name.', RECURS),
  column(
    'event_latitude_wgs84',
    'number',
    'latitude',
    'Decimal degrees north of the event it is about; empty for other subjects.',
    IN_THE_GEOMETRY,
  ),
  column(
    'event_longitude_wgs84',
    'number',
    'longitude',
    'Decimal degrees east of the event it is about; empty for other subjects.',
    IN_THE_GEOMETRY,
  ),
  column(
    'event_location_precision',
    'code',
    'locationPrecision',
    'What that point stands for: EXACT, NEAR (within about 25 km), ADMIN2, ADMIN1, AREA, COUNTRY, INTERNATIONAL.',
  ),
  column(
    'source_reliability',
    'code',
    'sourceReliability',
    "The Admiralty code's first axis, A to F; empty where not graded.",
  ),
  column(
    'information_credibility',
    'code',
    'informationCredibility',
    "The Admiralty code's second axis; empty where not graded.",
  ),
  column('rank', 'code', 'rank', "The record's own ranking: PREFERRED, NORMAL, DEPRECATED."),
  column('rank_reason', 'text', 'rankReason', 'Why it is ranked so.'),
  column('answers_key', 'text', 'answersKey', 'The claim it answers: a denial its allegation.'),
  column('supersedes_key', 'text', 'supersedesKey', "The claimant's earlier claim it replaces."),
  column('recorded_utc', 'instant', 'recordedAt', 'When this installation first recorded it.'),
  column('withdrawn_utc', 'instant', 'withdrawnAt', 'When its claimant withdrew it.'),
  ...columnsOfTerms<ClaimCell>('datasetKey', RELEASE_OF_CLAIM),
];
