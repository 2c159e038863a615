import { degrees, name, optionalName } from '../csv/cells.ts';
import type { Entry } from '../entry.ts';
import { countryByAlpha3, countryByNumeric } from '../iso-countries.ts';
import type { Row } from './columns.ts';
import { placeKey } from './keys.ts';

type PlaceEntry = Extract<Entry, { entity: 'place' }>;
type EventRow = Extract<Entry, { entity: 'event' }>['row'];

/** Where an event was. */
export interface Where extends Pick<
  EventRow,
  'latitude' | 'longitude' | 'countryKey' | 'placeKey'
> {
  /** The country first, each place after the one it lies in. */
  places: PlaceEntry[];
  /** Null for one outside the codebook. */
  precision: EventRow['locationPrecision'];
  /** What the finest place is called. */
  called: string;
}

/** `geo_precision`: the place itself, a part of a region, a larger region. */
const PRECISIONS: Readonly<Record<string, EventRow['locationPrecision']>> = {
  '1': 'EXACT',
  '2': 'AREA',
  '3': 'ADMIN1',
};

/** @throws LineUnreadable */
export function readWhere(row: Row): Where {
  const givenCountry = name(row, 'country');
  const country = countryByNumeric(row.iso) ?? unnumbered(givenCountry);
  const countryKey = country.row.kind === 'COUNTRY' ? country.row.key : null;
  const precision = PRECISIONS[row.geo_precision] ?? null;
  const latitude = degrees(row, 'latitude');
  const longitude = degrees(row, 'longitude');
  const places: PlaceEntry[] = [country];
  const names = [country.row.countryCode ?? country.row.name];
  const add = (kind: PlaceEntry['row']['kind'], called: string, point?: object) => {
    names.push(called);
    const parentKey = places.at(-1)!.row.key;
    const key = placeKey(names);
    places.push({
      entity: 'place',
      row: { key, name: called, kind, parentKey, countryKey, ...point },
    });
  };
  const admin1 = optionalName(row, 'admin1');
  const admin2 = optionalName(row, 'admin2');
  const spot = name(row, 'location');
  if (admin1) add('ADMIN1', admin1);
  // The point of a larger region is that of its chief town, which is not where it happened.
  if (precision !== 'ADMIN1' && admin2) add('ADMIN2', admin2);
  if (precision === 'EXACT') add('SETTLEMENT', spot, { latitude, longitude });
  const { row: finest } = places.at(-1)!;
  return {
    places,
    placeKey: finest.key,
    countryKey,
    precision,
    latitude,
    longitude,
    called: finest.name,
  };
}

/** ISO has no number for Kosovo, nor for some territories. */
function unnumbered(called: string): PlaceEntry {
  const kosovo = called === 'Kosovo' ? countryByAlpha3('XKX') : null;
  return (
    kosovo ?? { entity: 'place', row: { key: placeKey([called]), name: called, kind: 'AREA' } }
  );
}
