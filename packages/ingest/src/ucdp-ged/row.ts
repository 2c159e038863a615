import type { ClaimPart } from '@casus/store/tables/claim';
import type { TimePrecision } from '@casus/store/vocabulary';
import type { Entry, EntryGroup } from '../entry.ts';
import { placeholderState, readSide, settledId, withUnsettledNamed, type Side } from './actors.ts';
import { LineUnreadable, count, day, integer, name, optionalInteger } from '../csv/cells.ts';
import { readChain } from './chain.ts';
import type { Row } from './columns.ts';
import { conflictKey, deathsKey, dyadKey, eventKey, PROVIDER_KEY } from './keys.ts';
import { readWhere, type Where } from './places.ts';
import { qualityFlags, type Deaths } from './quality.ts';
import { assertedBy, type Release } from '../release.ts';

type EntryOf<Name extends Entry['entity']> = Extract<Entry, { entity: Name }>;
type Violence = 'STATE_BASED' | 'NON_STATE' | 'ONE_SIDED';

export interface EventRow {
  id: number;
  event: EntryOf<'event'>;
  conflict: EntryOf<'conflict'>;
  group: EntryGroup;
}

/** UCDP's oldest data begin here. */
const EARLIEST = '1946-01-01';

/** `type_of_violence`, by the codebook. */
const VIOLENCE: readonly Violence[] = ['STATE_BASED', 'NON_STATE', 'ONE_SIDED'];
/** `date_prec`, by the codebook. */
const DATE_PRECISIONS: readonly TimePrecision[] = ['DAY', 'DAYS', 'WEEK', 'MONTH', 'YEAR'];

/**
 * One line of GED as entries of the record.
 * @throws LineUnreadable
 */
export function readRow(row: Row, release: Release): EventRow {
  const id = integer(row, 'id', Number.MAX_SAFE_INTEGER);
  if (id < 1) throw new LineUnreadable(`id is ${id}, not an event's number`);
  const violence = VIOLENCE[integer(row, 'type_of_violence') - 1] ?? null;
  const days = readDays(row);
  const deaths = readDeaths(row);
  const sides = { a: readSide(row, 'a'), b: readSide(row, 'b') };
  const where = readWhere(row);
  const [country] = where.countryKey ? where.places : [];
  const chain = readChain(row, {
    number: where.country,
    name: country?.row.name ?? (row.country || 'an unnamed country'),
    key: where.countryKey,
  });
  const conflict = conflictEntry(row, violence, sides);
  const dyad = dyadEntry(row, conflict.row.key, sides);
  const event: EntryOf<'event'> = {
    entity: 'event',
    row: {
      key: eventKey(id),
      name: eventName(sides, where, row),
      kind: violence === 'ONE_SIDED' ? 'ATTACK_ON_CIVILIANS' : 'ORGANIZED_VIOLENCE',
      violence,
      earliest: `${days.start}T00:00:00.000Z`,
      latest: `${days.end}T23:59:59.999Z`,
      precision: DATE_PRECISIONS[Number(row.date_prec) - 1] ?? 'UNKNOWN',
      edtf: days.start === days.end ? days.start : `${days.start}/${days.end}`,
      placeKey: where.place?.row.key ?? null,
      countryKey: where.countryKey,
      latitude: where.latitude,
      longitude: where.longitude,
      locationPrecision: where.precision,
      locationDescription: row.where_description || null,
      conflictKey: conflict.row.key,
      dyadKey: dyad.row.key,
      deathsLow: deaths.low,
      deathsBest: deaths.best,
      deathsHigh: deaths.high,
      deathsSideA: deaths.a,
      deathsSideB: deaths.b,
      deathsCivilians: deaths.civilians,
      deathsUnknown: deaths.unknown,
      clarity: optionalInteger(row, 'event_clarity', 32_767),
      sourceCount: sourceCount(row),
      reviewStatus: row.code_status || null,
      qualityFlags: qualityFlags(row, {
        deaths,
        days,
        sides,
        where,
        sourcesReadable: chain.readable,
        release,
      }),
    },
    externalIds: [{ scheme: 'UCDP_EVENT', value: String(id) }],
    participants: [
      { actorKey: sides.a.key, role: violence === 'ONE_SIDED' ? 'PERPETRATOR' : 'SIDE_A' },
      { actorKey: sides.b.key, role: violence === 'ONE_SIDED' ? 'TARGET' : 'SIDE_B' },
    ],
  };
  const claim = deathsClaim(id, release, deaths, sides, violence, event, chain.attribution);
  const group = [
    ...where.places,
    ...sides.a.entries,
    ...sides.b.entries,
    ...chain.entries,
    conflict,
    dyad,
    event,
    claim,
  ];
  return { id, event, conflict, group };
}

function readDays(row: Row): { start: string; end: string } {
  const start = day(row, 'date_start');
  const end = day(row, 'date_end');
  if (start < EARLIEST) throw new LineUnreadable(`date_start ${start} is before ${EARLIEST}`);
  if (end < start) throw new LineUnreadable(`date_end ${end} is before date_start ${start}`);
  return { start, end };
}

function readDeaths(row: Row): Deaths {
  return {
    a: count(row, 'deaths_a'),
    b: count(row, 'deaths_b'),
    civilians: count(row, 'deaths_civilians'),
    unknown: count(row, 'deaths_unknown'),
    low: count(row, 'low'),
    best: count(row, 'best'),
    high: count(row, 'high'),
  };
}

/** Earlier years were not counted: UCDP writes -1, not that there was no source. */
function sourceCount(row: Row): number | null {
  const number = optionalInteger(row, 'number_of_sources', 32_767);
  return number === null || number < 0 ? null : number;
}

function eventName({ a, b }: { a: Side; b: Side }, where: Where, row: Row): string {
  const place = where.place?.row.name ?? row.country;
  const unsettled = a.name === b.name && a.id === b.id && placeholderState(row.side_a);
  const who = unsettled ? 'Unidentified parties' : `${a.name} – ${lowerCivilians(b.name)}`;
  return place ? `${who}, ${place}` : who;
}

const lowerCivilians = (name: string) => (name === 'Civilians' ? 'civilians' : name);

function conflictEntry(
  row: Row,
  violence: Violence | null,
  { a, b }: { a: Side; b: Side },
): EntryOf<'conflict'> {
  const id = integer(row, 'conflict_new_id');
  const givenName = name(row, 'conflict_name');
  const key = conflictKey(settledId(id, givenName));
  const externalIds = id === 0 ? [] : [{ scheme: 'UCDP_CONFLICT' as const, value: String(id) }];
  const unsettledIn = placeholderState(givenName);
  if (unsettledIn) {
    // One placeholder gathers events of more than one kind of violence.
    return {
      entity: 'conflict',
      row: {
        key,
        name: `Violence in ${unsettledIn} not yet assigned to a conflict`,
        summary: `Stands for events in ${unsettledIn} whose conflict UCDP has yet to identify.`,
      },
      externalIds,
    };
  }
  const interstate = violence === 'STATE_BASED' && a.government && b.government;
  return {
    entity: 'conflict',
    row: {
      key,
      name: withUnsettledNamed(givenName),
      // GED does not tell whether other states take part in a conflict within one.
      kind: violence === 'STATE_BASED' ? (interstate ? 'INTERSTATE' : null) : violence,
      violence,
      ...(violence === 'STATE_BASED' && !interstate && incompatibilityOf(givenName)),
    },
    externalIds,
  };
}

/** UCDP names a conflict within a state by what it is over: “Iraq: Government”, “India: Kashmir”. */
function incompatibilityOf(
  conflictName: string,
): Pick<EntryOf<'conflict'>['row'], 'incompatibility' | 'incompatibilityOver'> {
  const [, over] = /^[^:]+: ?(.+)$/.exec(conflictName) ?? [];
  if (over === undefined) return {};
  if (over === 'Government') return { incompatibility: 'GOVERNMENT' };
  const [, territory] = /^Government ?\/ ?(.+)$/.exec(over) ?? [];
  return territory
    ? { incompatibility: 'TERRITORY_AND_GOVERNMENT', incompatibilityOver: territory }
    : { incompatibility: 'TERRITORY', incompatibilityOver: over };
}

function dyadEntry(row: Row, ofConflict: string, { a, b }: { a: Side; b: Side }): EntryOf<'dyad'> {
  const id = integer(row, 'dyad_new_id');
  const givenName = name(row, 'dyad_name');
  return {
    entity: 'dyad',
    row: {
      key: dyadKey(settledId(id, givenName)),
      name: withUnsettledNamed(givenName),
      conflictKey: ofConflict,
      sideAKey: a.key,
      sideBKey: b.key,
    },
    externalIds: id === 0 ? [] : [{ scheme: 'UCDP_DYAD', value: String(id) }],
  };
}

/** UCDP's own word, given at the release; the sources and reports it rests on keep their dates. */
function deathsClaim(
  id: number,
  release: Release,
  deaths: Deaths,
  { a, b }: { a: Side; b: Side },
  violence: Violence | null,
  event: EntryOf<'event'>,
  attribution: EntryOf<'claim'>['attribution'],
): EntryOf<'claim'> {
  const { low, best, high } = deaths;
  // Side B of one-sided violence is the civilians themselves.
  const ofB = violence === 'ONE_SIDED' ? 'CIVILIANS' : 'COMBATANTS';
  const parts: ClaimPart[] = [
    { population: 'COMBATANTS', partyKey: a.key, side: 'A', best: deaths.a },
    { population: ofB, partyKey: b.key, side: 'B', best: deaths.b },
    { population: 'CIVILIANS', partyKey: null, best: deaths.civilians },
    { population: 'UNKNOWN', partyKey: null, best: deaths.unknown },
  ];
  const some = parts.filter((part) => part.best > 0);
  return {
    entity: 'claim',
    row: {
      key: deathsKey(id, release.version),
      kind: 'FIGURE',
      metric: 'DEATHS',
      population: 'ALL',
      low,
      best,
      high,
      quantifier: 'EXACT',
      // Parts of none go without saying, unless all are and the estimate is not.
      parts: some.length === 0 && best > 0 ? parts : some,
      stance: 'ASSERTS',
      summary: `${best} ${best === 1 ? 'death' : 'deaths'} by UCDP's best estimate (low ${low}, high ${high}).`,
      ...assertedBy(release),
      claimantKey: PROVIDER_KEY,
      rank: 'NORMAL',
      subjectEventKey: event.row.key,
      conflictKey: event.row.conflictKey,
    },
    attribution,
  };
}
