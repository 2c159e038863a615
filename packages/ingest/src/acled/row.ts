import type { QualityFlag } from '@casus/store/tables/event';
import { count, LineUnreadable, name } from '../csv/cells.ts';
import type { Entry } from '../entry.ts';
import { quantified } from '../quantity.ts';
import type { Reading } from '../reader.ts';
import { assertedBy, type Release } from '../release.ts';
import { readActors, readOutlets } from './actors.ts';
import type { Row } from './columns.ts';
import { readDays, type Days } from './days.ts';
import { deathsKey, eventKey, PROVIDER_KEY } from './keys.ts';
import { readWhere, type Where } from './places.ts';

type EventRow = Extract<Entry, { entity: 'event' }>['row'];

/** `event_type`, for what the record holds. */
const KINDS: Readonly<Record<string, EventRow['kind']>> = {
  battles: 'ARMED_CLASH',
  'explosions/remote violence': 'ORGANIZED_VIOLENCE',
  'violence against civilians': 'ATTACK_ON_CIVILIANS',
};
/** Of explosions and remote violence, `sub_event_type`. */
const REMOTE_KINDS: Readonly<Record<string, EventRow['kind']>> = {
  'air/drone strike': 'AIR_STRIKE',
  'shelling/artillery/missile attack': 'SHELLING',
};
/** Event types that are left out, in the words of the import's report. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  protests: 'of protests and riots, which are no armed conflict',
  riots: 'of protests and riots, which are no armed conflict',
  'strategic developments': 'of strategic developments, which are no violence',
};

/**
 * One line of an export: the event, and ACLED's count of those reported killed in it. Its notes are
 * ACLED's own words and stay with ACLED.
 *
 * @throws LineUnreadable
 */
export function readRow(row: Row, line: number, release: Release): Reading {
  const id = name(row, 'event_id_cnty');
  const type = row.event_type.toLowerCase();
  const what = LEFT_OUT[type];
  if (what) return { outcome: 'leftOut', line, what };
  const kind = REMOTE_KINDS[row.sub_event_type.toLowerCase()] ?? KINDS[type];
  if (!kind || !KINDS[type]) {
    throw new LineUnreadable(`event_type is “${row.event_type.slice(0, 60)}”, not one of ACLED's`);
  }
  const days = readDays(row);
  const where = readWhere(row);
  const actors = readActors(row);
  const outlets = readOutlets(row);
  const deaths = count(row, 'fatalities');
  const qualityFlags = flagsOf(row, days, where, release);
  const key = eventKey(id);
  const { low, best, high, ...figure } = quantified('EXACT', deaths);
  const group: Entry[] = [
    ...where.places,
    ...actors,
    ...outlets,
    {
      entity: 'event',
      row: {
        key,
        name: `${actors.map((actor) => actor.row.name).join(' – ') || row.sub_event_type}, ${where.called}`,
        kind,
        earliest: `${days.from}T00:00:00.000Z`,
        latest: `${days.to}T23:59:59.999Z`,
        precision: days.precision,
        edtf: days.from === days.to ? days.from : `${days.from}/${days.to}`,
        placeKey: where.placeKey,
        countryKey: where.countryKey,
        latitude: where.latitude,
        longitude: where.longitude,
        locationPrecision: where.precision,
        deathsLow: low,
        deathsBest: best,
        deathsHigh: high,
        sourceCount: outlets.length || null,
        qualityFlags,
      },
      participants: actors.map((actor, index) => ({
        actorKey: actor.row.key,
        role: index === 0 ? 'SIDE_A' : 'SIDE_B',
      })),
    },
    {
      entity: 'claim',
      row: {
        key: deathsKey(id, release.version),
        kind: 'FIGURE',
        metric: 'DEATHS',
        population: 'ALL',
        ...{ low, best, high, ...figure },
        stance: 'ASSERTS',
        rank: 'NORMAL',
        summary: `ACLED counts ${deaths} reported killed: ${row.sub_event_type.toLowerCase()}, ${where.called}, ${days.from === days.to ? days.from : `between ${days.from} and ${days.to}`}.`,
        ...assertedBy(release),
        claimantKey: PROVIDER_KEY,
        subjectEventKey: key,
      },
      attribution: [
        ...outlets.map((outlet) => ({
          position: 1,
          role: 'PUBLISHER' as const,
          actorKey: outlet.row.key,
        })),
        {
          position: outlets.length > 0 ? 2 : 1,
          role: 'ADJUDICATOR' as const,
          actorKey: PROVIDER_KEY,
        },
      ],
    },
  ];
  const flags = qualityFlags.map((flag) => flag.kind);
  return { outcome: 'read', line, subject: key, group, flags };
}

function flagsOf(row: Row, days: Days, where: Where, { released }: Release): QualityFlag[] {
  const flags: QualityFlag[] = [];
  if (days.precision === 'UNKNOWN') {
    flags.push({
      kind: 'DATE_PRECISION_OUTSIDE_CODEBOOK',
      note: `time_precision is ${row.time_precision || 'empty'}; the codebook has 1 to 3.`,
    });
  }
  if (where.precision === null) {
    flags.push({
      kind: 'LOCATION_PRECISION_OUTSIDE_CODEBOOK',
      note: `geo_precision is ${row.geo_precision || 'empty'}; the codebook has 1 to 3.`,
    });
  }
  if (`${days.given}T00:00:00.000Z` > released.latest) {
    flags.push({
      kind: 'DATED_AFTER_RELEASE',
      note: `It is dated ${days.given}, after the export was taken.`,
    });
  }
  return flags;
}
