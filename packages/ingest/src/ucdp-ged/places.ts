import { stateByNumber, type State } from '../gleditsch-ward.ts';
import type { Entry, ExternalIdEntry } from '../entry.ts';
import { degrees, optionalInteger, optionalName } from '../csv/cells.ts';
import type { Row } from './columns.ts';
import { placeKey } from './keys.ts';

type PlaceEntry = Extract<Entry, { entity: 'place' }>;
type LocationPrecision = NonNullable<
  Extract<Entry, { entity: 'event' }>['row']['locationPrecision']
>;

/** Where an event was: what the row names, from the country down. */
export interface Where {
  /** The country first, each place after the one it lies in. */
  places: PlaceEntry[];
  /** The finest of them. */
  place: PlaceEntry | null;
  /** Gleditsch and Ward's number; null where the row gives none. */
  country: number | null;
  countryKey: string | null;
  precision: LocationPrecision | null;
  latitude: number | null;
  longitude: number | null;
}

/** `where_prec`, by the codebook. */
const PRECISIONS: readonly LocationPrecision[] = [
  'EXACT',
  'NEAR',
  'ADMIN2',
  'ADMIN1',
  'AREA',
  'COUNTRY',
  'INTERNATIONAL',
];

export function readWhere(row: Row): Where {
  const number = optionalInteger(row, 'country_id');
  const country = number !== null && number > 0 ? number : null;
  const countryPlace = country === null ? null : countryEntry(country, row.country);
  const precision = PRECISIONS[(optionalInteger(row, 'where_prec') ?? 0) - 1] ?? null;
  const latitude = degrees(row, 'latitude');
  const longitude = degrees(row, 'longitude');
  const places = countryPlace ? [countryPlace] : [];
  const within = { country, countryKey: countryPlace?.row.key ?? null };
  const finest = { precision, latitude, longitude };
  if (precision !== 'COUNTRY') places.push(...localPlaces(row, within, finest));
  return { places, place: places.at(-1) ?? null, ...within, precision, latitude, longitude };
}

/** @param otherwise the name for a number the list does not have. */
export function countryEntry(number: number, otherwise: string): PlaceEntry {
  const state = stateByNumber(number);
  return {
    entity: 'place',
    row: {
      key: state?.key ?? `gw:${number}`,
      name: state?.name ?? otherwise,
      kind: 'COUNTRY',
      countryKey: state?.key ?? `gw:${number}`,
      countryCode: state?.alpha2 ?? null,
    },
    externalIds: countryIds(number, state),
  };
}

function countryIds(number: number, state: State | undefined): ExternalIdEntry[] {
  const ids: ExternalIdEntry[] = (state?.numbers ?? [number]).map((value) => ({
    scheme: 'GLEDITSCH_WARD',
    value: String(value),
  }));
  if (state?.alpha2) ids.push({ scheme: 'ISO_3166_1_ALPHA_2', value: state.alpha2 });
  if (state?.alpha3) ids.push({ scheme: 'ISO_3166_1_ALPHA_3', value: state.alpha3 });
  if (state?.numeric) ids.push({ scheme: 'ISO_3166_1_NUMERIC', value: state.numeric });
  return ids;
}

function localPlaces(
  row: Row,
  { country, countryKey }: Pick<Where, 'country' | 'countryKey'>,
  { precision, latitude, longitude }: Pick<Where, 'precision' | 'latitude' | 'longitude'>,
): PlaceEntry[] {
  const admin1 = optionalName(row, 'adm_1');
  const admin2 = optionalName(row, 'adm_2');
  const spot = optionalName(row, 'where_coordinates');
  const places: PlaceEntry[] = [];
  const add = (
    kind: PlaceEntry['row']['kind'],
    name: string,
    levels: (string | null)[],
    point?: object,
  ) => {
    // The high seas lie in no country, though the row names one.
    const inCountry = precision === 'INTERNATIONAL' ? null : countryKey;
    places.push({
      entity: 'place',
      row: {
        key: placeKey(country, levels),
        name,
        kind,
        parentKey: places.at(-1)?.row.key ?? inCountry,
        countryKey: inCountry,
        ...point,
      },
    });
  };
  if (admin1) add('ADMIN1', admin1, [admin1]);
  if (precision === 'ADMIN1') {
    if (!admin1 && spot) add('ADMIN1', spot, [spot]);
    return places;
  }
  if (admin2) add('ADMIN2', admin2, [admin1, admin2]);
  if (precision === 'ADMIN2') {
    if (!admin2 && spot) add('ADMIN2', spot, [admin1, spot]);
    return places;
  }
  // “Near Bati Kot district” has the district itself for its known point.
  if (!spot || spot === admin2 || (spot === admin1 && !admin2)) return places;
  const known = precision === 'EXACT' || precision === 'NEAR';
  add(
    known ? 'SETTLEMENT' : 'AREA',
    spot,
    [admin1, admin2, spot],
    known ? { latitude, longitude } : undefined,
  );
  return places;
}
