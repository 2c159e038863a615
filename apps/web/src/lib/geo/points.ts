import type { EventRowFragment } from '../../gql/graphql.ts';
import { asOfLink, eventPath } from '../text/addresses.ts';
import { boundsText } from '../text/times.ts';

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
        label: `${event.name}, ${boundsText(event.time)}`,
        href: asOfLink(eventPath(event), asOf),
        disputed: event.kind === 'BREACH',
      },
    ];
  });
}
