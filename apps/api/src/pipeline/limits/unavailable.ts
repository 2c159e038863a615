import { explainOutage, type Outage } from '@casus/store/store-error';
import { GraphQLError } from 'graphql';

/** When trying again may help, in seconds: a server restarts in less. */
export const RETRY_AFTER = 5;

/** The database could not be asked. It is of the whole answer, not of one field. */
export function unavailable(outage: Outage): GraphQLError {
  return new GraphQLError(explainUnavailable(outage), {
    extensions: {
      code: 'UNAVAILABLE',
      http: { status: 503, headers: { 'Retry-After': String(RETRY_AFTER) } },
    },
  });
}

export function explainUnavailable(outage: Outage): string {
  return `The database cannot be asked at the moment: ${explainOutage(outage)}. Try again in ${RETRY_AFTER} seconds.`;
}
