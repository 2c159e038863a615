import type { Entry } from '../entry.ts';
import { integer, LineUnreadable, name, oneLine, optionalName } from '../csv/cells.ts';
import { countryEntry } from '../ucdp-ged/places.ts';
import { actorKey, conflictKey } from '../ucdp-ged/keys.ts';
import type { WrittenSide } from './actors.ts';
import type { Row } from './columns.ts';
import { codedDay, type CodedDay } from './days.ts';

type EntryOf<Name extends Entry['entity']> = Extract<Entry, { entity: Name }>;
type ConflictRow = EntryOf<'conflict'>['row'];

/** `type_of_conflict`, by the codebook. */
const KINDS = [
  'EXTRASYSTEMIC',
  'INTERSTATE',
  'INTRASTATE',
  'INTERNATIONALIZED_INTRASTATE',
] as const;
/** `incompatibility`, by the codebook. */
const INCOMPATIBILITIES = ['TERRITORY', 'GOVERNMENT', 'TERRITORY_AND_GOVERNMENT'] as const;
/** `intensity_level`, by the codebook. */
const INTENSITIES = ['MINOR', 'WAR'] as const;

/** A conflict in a year. */
export interface ConflictYear {
  key: string;
  conflict: EntryOf<'conflict'>;
  places: Entry[];
  /** Who fights whom; what they are called, all lines together tell. */
  sides: WrittenSide[];
  year: number;
  kind: (typeof KINDS)[number];
  intensity: (typeof INTENSITIES)[number];
  /** The states that sent troops, by side, as the line names them. */
  support: { a: string; b: string };
  episode: { began: CodedDay; ended: CodedDay | null };
}

/** @throws LineUnreadable */
export function readConflictYear(row: Row): ConflictYear {
  const id = integer(row, 'conflict_id');
  const year = integer(row, 'year', 9_999);
  const kind = coded(row, 'type_of_conflict', KINDS);
  const incompatibility = coded(row, 'incompatibility', INCOMPATIBILITIES);
  const over = optionalName(row, 'territory_name');
  const key = conflictKey(id);
  const began = codedDay(row, 'start_date', row.start_prec);
  const sides = { A: readSide(row, 'a', year), B: readSide(row, 'b', year) };
  const places = list(row.gwno_loc).map((number) =>
    countryEntry(stateNumber(number, 'gwno_loc'), name(row, 'location')),
  );
  const ended = row.ep_end === '1' ? codedDay(row, 'ep_end_date', row.ep_end_prec) : null;
  const conflict: EntryOf<'conflict'> = {
    entity: 'conflict',
    row: {
      key,
      name: nameOf(row, kind, incompatibility, over),
      kind,
      violence: 'STATE_BASED',
      incompatibility,
      incompatibilityOver: over,
      // A day that is only assigned would look like one that is known: the claims tell what is.
      startedOn: isDay(began) ? began.day : null,
      endedOn: ended && isDay(ended) ? ended.day : null,
    },
    externalIds: [{ scheme: 'UCDP_CONFLICT', value: String(id) }],
    alsoParties: (['A', 'B'] as const).flatMap((side) =>
      sides[side].ids.map((actor) => ({ actorKey: actorKey(actor), side })),
    ),
    alsoPlaces: places.map(({ row: { key: placeKey } }) => ({ placeKey })),
  };
  return {
    key,
    conflict,
    places,
    sides: [sides.A, sides.B],
    year,
    kind,
    intensity: coded(row, 'intensity_level', INTENSITIES),
    support: { a: oneLine(row.side_a_2nd), b: oneLine(row.side_b_2nd) },
    episode: { began: codedDay(row, 'start_date2', row.start_prec2), ended },
  };
}

const isDay = ({ precision }: CodedDay) => precision === 'DAY' || precision === 'DAYS';

/** As GED names it: by the states between which it is, else by where and over what. */
function nameOf(
  row: Row,
  kind: ConflictRow['kind'],
  incompatibility: ConflictRow['incompatibility'],
  over: string | null,
): string {
  if (kind === 'INTERSTATE') {
    return [row.side_a, row.side_b]
      .map((side) =>
        list(side)
          .map((each) => each.replace(/^Government of /, ''))
          .join(', '),
      )
      .join(' - ');
  }
  const about = incompatibility === 'TERRITORY' ? (over ?? 'Territory') : 'Government';
  const both =
    incompatibility === 'TERRITORY_AND_GOVERNMENT' && over ? `Government/${over}` : about;
  return `${name(row, 'location')}: ${both}`;
}

/** @throws LineUnreadable */
function readSide(row: Row, side: 'a' | 'b', year: number): WrittenSide {
  const ids = list(row[`side_${side}_id`]);
  const names = list(row[`side_${side}`]);
  if (names.length === 0) throw new LineUnreadable(`side_${side} is empty`);
  const states = list(row[`gwno_${side}`]).map((number) => stateNumber(number, `gwno_${side}`));
  if (ids.length === 0 || ids.some((id) => !/^\d+$/.test(id))) {
    throw new LineUnreadable(`side_${side}_id is “${row[`side_${side}_id`]}”, not a number`);
  }
  return { year, ids, names, states };
}

function coded<Word extends string>(
  row: Row,
  column: 'type_of_conflict' | 'incompatibility' | 'intensity_level',
  words: readonly Word[],
): Word {
  const word = words[integer(row, column) - 1];
  if (!word) throw new LineUnreadable(`${column} is “${row[column]}”, not 1 to ${words.length}`);
  return word;
}

function stateNumber(text: string, column: string): number {
  if (!/^\d+$/.test(text)) throw new LineUnreadable(`${column} is “${text}”, not a number`);
  return Number(text);
}

const list = (cell: string) =>
  oneLine(cell)
    .split(/\s*,\s*/)
    .filter(Boolean);
