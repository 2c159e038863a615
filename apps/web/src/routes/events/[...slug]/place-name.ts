import type { EventPageQuery } from '../../../gql/graphql.ts';

type Location = NonNullable<EventPageQuery['event']>['location'];

/** Where an event was, its country last: "Batken, Kyrgyzstan". */
export function placeNameOf(location: Location): string {
  return [...new Set([location?.place?.name, location?.country?.name])].filter(Boolean).join(', ');
}
