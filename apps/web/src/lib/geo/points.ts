import type { EventRowFragment } from '../../gql/graphql.ts';
import { asOfLink, eventPath } from '../address/paths.ts';
import { boundsText } from '../format/times.ts';
import { readName } from '../language/translation.ts';

/** The events of a page that have a point, as the maps draw them. */
export function pointsOf(events: readonly EventRowFragment[], asOf: string | null) {
  return events.flatMap((event) => {
    const { latitude, longitude, precision } = event.location ?? {};
    if (typeof latitude !== 'number' || typeof longitude !== 'number' || !precision) return [];
    return [
      {
        key: event.slug,
        latitude,
        longitude,
        precision,
        deaths: event.deaths?.best ?? null,
        label: `${readName(event)}, ${boundsText(event.time)}`,
        href: asOfLink(eventPath(event), asOf),
        disputed: event.kind === 'BREACH',
      },
    ];
  });
}

/** The settlements that the deadliest located events name, to be written on the map where there is room. */
export function placesOf(events: readonly EventRowFragment[]) {
  const named = events
    .filter(({ location }) => location?.precision === 'EXACT' || location?.precision === 'NEAR')
    .sort((a, b) => (b.deaths?.best ?? 0) - (a.deaths?.best ?? 0))
    .flatMap(({ location }) => {
      const { place, latitude, longitude } = location!;
      return place && typeof latitude === 'number' && typeof longitude === 'number'
        ? [{ name: place.name, latitude, longitude }]
        : [];
    });
  return [...new Map(named.map((place) => [place.name, place])).values()].slice(0, 8);
}
