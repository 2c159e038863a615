import { positionRefusal } from '@casus/store/history/position';
import { outageOf, statementGivenUp } from '@casus/store/store-error';
import { GraphQLError } from 'graphql';
import { positionRefused } from './position-refused.ts';
import { unavailable } from './unavailable.ts';
import { TookTooLong } from './use-time-limit.ts';

/**
 * What a client is told of an error: the error itself where it is meant for clients; of any other
 * that there was one, and no more. Yoga logs those.
 */
export function maskErrors(timeout: number): (error: unknown, unexpected: string) => Error {
  return (error, unexpected) => {
    if (isMeantForClients(error)) return error;
    const { nodes, path } = error instanceof GraphQLError ? error : {};
    const origin = originOf(error);
    if (statementGivenUp(origin)) {
      const { message, extensions } = new TookTooLong(timeout);
      return new GraphQLError(message, { nodes, path, extensions });
    }
    const refusal = positionRefusal(origin);
    if (refusal) return positionRefused(refusal, { nodes, path });
    const outage = outageOf(origin);
    if (outage) return unavailable(outage);
    // `unexpected` makes the status 500 where there is nothing else to answer.
    const extensions = { code: 'INTERNAL_SERVER_ERROR', unexpected: true };
    return new GraphQLError(unexpected, { nodes, path, extensions });
  };
}

/** A GraphQLError that was thrown as one, and is no wrapper of something else. */
function isMeantForClients(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && originOf(error) instanceof GraphQLError;
}

function originOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError
    ? originOf(error.originalError)
    : error;
}
