/** How closely a source places an event; the names are the API's. */
export type Precision =
  'EXACT' | 'NEAR' | 'ADMIN2' | 'ADMIN1' | 'AREA' | 'COUNTRY' | 'INTERNATIONAL';

/** One event, where a source puts it. Degrees; never moved or spread to be seen better. */
export interface MapPoint {
  key: string;
  latitude: number;
  longitude: number;
  precision: Precision;
  /** Persons, by the event's own estimate; null where it has none. */
  deaths: number | null;
  label: string;
  href: string;
  disputed: boolean;
}

/** Whether only the district, the region or the country is known. */
export function isImprecise({ precision }: Pick<MapPoint, 'precision'>): boolean {
  return precision !== 'EXACT' && precision !== 'NEAR';
}

/** Events with the very same coordinates. */
export interface Spot {
  latitude: number;
  longitude: number;
  /** Deadliest first. */
  points: [MapPoint, ...MapPoint[]];
  /** The sum over those events that have an estimate; null where none has. */
  deaths: number | null;
  imprecise: boolean;
  disputed: boolean;
}

/** Points by identical coordinates, the deadliest spot first, so that small ones are drawn on top. */
export function spotsOf(points: MapPoint[]): Spot[] {
  return [...Map.groupBy(points, ({ latitude, longitude }) => `${latitude} ${longitude}`).values()]
    .map((group) => {
      const [first, ...rest] = group.toSorted((a, b) => (b.deaths ?? -1) - (a.deaths ?? -1));
      return {
        latitude: first!.latitude,
        longitude: first!.longitude,
        points: [first!, ...rest] as [MapPoint, ...MapPoint[]],
        deaths: deathsOf(group),
        imprecise: group.some(isImprecise),
        disputed: group.some(({ disputed }) => disputed),
      };
    })
    .sort((a, b) => (b.deaths ?? -1) - (a.deaths ?? -1));
}

function deathsOf(points: MapPoint[]): number | null {
  const known = points.flatMap(({ deaths }) => deaths ?? []);
  return known.length ? known.reduce((sum, deaths) => sum + deaths, 0) : null;
}
