import { encodeGlobalId } from '@casus/schema/global-id';
import type { EventCell } from '@casus/store/lists/event-rows';
import { addressOf } from './addresses.ts';
import { columnsOf, IN_THE_GEOMETRY, RECURS, type Column } from './column.ts';
import { columnsOfTerms, RELEASE_OF_EVENT } from './shared-columns.ts';

const column = columnsOf<EventCell>();

/** The columns of the downloads of events, in their order; docs/downloads.md tells them too. */
export const EVENT_COLUMNS: readonly Column<EventCell>[] = [
  column('event_id', 'code', 'key', "The API's global id, the same in every installation.", {
    made: (key) => encodeGlobalId('Event', key),
  }),
  column(
    'event_key',
    'text',
    'key',
    "The natural key, from the source's own id: `ucdp:ged:412700`.",
  ),
  column(
    'ucdp_event_ids',
    'list',
    'externalIds',
    "UCDP's own event ids, to join with GED; several where the record takes several together.",
  ),
  column('url', 'text', 'slug', 'Where the API tells the event whole, with its claims.', {
    made: (slug, { base }) => addressOf(base, 'events', slug),
  }),
  column('name', 'text', 'name', "What happened, in the record's words."),
  column('kind', 'code', 'kind', "The API's `EventKind`: ARMED_CLASH, SHELLING, EVACUATION …"),
  column(
    'violence',
    'code',
    'violence',
    "UCDP's type: STATE_BASED, NON_STATE, ONE_SIDED; empty for events that are none.",
  ),
  column('summary', 'text', 'summary', "More of it, in the record's words."),
  column('earliest_utc', 'instant', 'earliest', 'Not before this instant.'),
  column('latest_utc', 'instant', 'latest', 'Not after this instant.'),
  column(
    'time_precision',
    'code',
    'precision',
    'How closely the time is known: MINUTE, HOUR, DAY, DAYS, WEEK, MONTH, YEAR, UNKNOWN.',
  ),
  column('time_edtf', 'text', 'edtf', 'The time as the source has it, in EDTF (ISO 8601-2).'),
  column(
    'time_zone',
    'text',
    'zone',
    'The zone whose days or hours the source means; empty for UTC or unknown.',
  ),
  column('conflict_key', 'text', 'conflictKey', 'The conflict it belongs to, natural key.', RECURS),
  column('conflict_name', 'text', 'conflictName', 'Its name.', RECURS),
  column('dyad_key', 'text', 'dyadKey', 'The pair that fought, natural key.', RECURS),
  column('dyad_name', 'text', 'dyadName', 'Its name.', RECURS),
  column(
    'participants',
    'list',
    'participantNames',
    'Who took part and as what, in the order of the source: `SIDE_A: Government of Kyrgyzstan`.',
    RECURS,
  ),
  column(
    'participant_keys',
    'list',
    'participantKeys',
    'Their natural keys, in the same order.',
    RECURS,
  ),
  column('place_key', 'text', 'placeKey', 'The finest place the source names, natural key.'),
  column('place_name', 'text', 'placeName', 'Its name.'),
  column('country_code', 'code', 'countryCode', 'The country by the source, ISO 3166-1 alpha-2.'),
  column('country_name', 'text', 'countryName', 'Its name; no endorsement of a border.', RECURS),
  column(
    'latitude_wgs84',
    'number',
    'latitude',
    "Decimal degrees north: the source's own point, never moved.",
    IN_THE_GEOMETRY,
  ),
  column(
    'longitude_wgs84',
    'number',
    'longitude',
    "Decimal degrees east: the source's own point, never moved.",
    IN_THE_GEOMETRY,
  ),
  column(
    'location_precision',
    'code',
    'locationPrecision',
    'What the point stands for: EXACT, NEAR (within about 25 km), ADMIN2, ADMIN1, AREA, COUNTRY, INTERNATIONAL.',
  ),
  column('location_note', 'text', 'locationDescription', "The source's remark on the place."),
  column(
    'deaths_low',
    'number',
    'deathsLow',
    "Deaths, persons: the lowest estimate of the event's own dataset as of `as_of`. low ≤ best ≤ high does not always hold (UCDP).",
  ),
  column(
    'deaths_best',
    'number',
    'deathsBest',
    'Deaths, persons: the most likely by the same. Empty where the dataset gives none; the claims of others are in /claims.',
  ),
  column('deaths_high', 'number', 'deathsHigh', 'Deaths, persons: the highest by the same.'),
  column(
    'deaths_side_a',
    'number',
    'deathsSideA',
    'Of `deaths_best`, those of side A. Empty, as the next three, where the dataset does not split it; where the four do not add up to it, `quality_flags` says so.',
  ),
  column('deaths_side_b', 'number', 'deathsSideB', 'Of `deaths_best`, those of side B.'),
  column('deaths_civilians', 'number', 'deathsCivilians', 'Of `deaths_best`, civilians.'),
  column(
    'deaths_unknown',
    'number',
    'deathsUnknown',
    'Of `deaths_best`, those whose status the dataset could not tell.',
  ),
  column(
    'clarity',
    'number',
    'clarity',
    'UCDP: 1 a single incident, 2 an aggregate that its source could not undo.',
  ),
  column(
    'source_count',
    'number',
    'sourceCount',
    'How many sources the dataset consulted; empty where it does not tell.',
  ),
  column(
    'review_status',
    'text',
    'reviewStatus',
    "The dataset's own review of a candidate event: `Check deaths`.",
  ),
  column(
    'quality_flags',
    'list',
    'qualityFlags',
    'What is odd about the row, kind and note. Odd rows are kept as they came.',
  ),
  column(
    'part_of_key',
    'text',
    'partOfKey',
    'The longer event of which it is a part, natural key.',
  ),
  column(
    'withdrawn_utc',
    'instant',
    'withdrawnAt',
    'Since when no claim about it stands, as a later release leaves it out: only in files with `standing=ANY`, `standing=WITHDRAWN` or `changedSince`.',
  ),
  ...columnsOfTerms<EventCell>('datasetKey', RELEASE_OF_EVENT),
];
