import { GraphQLError } from 'graphql';

export type LimitCode =
  | 'ALIAS_LIMIT_EXCEEDED'
  | 'BATCH_LIMIT_EXCEEDED'
  | 'BREADTH_LIMIT_EXCEEDED'
  | 'COST_LIMIT_EXCEEDED'
  | 'DEPTH_LIMIT_EXCEEDED'
  | 'TOKEN_LIMIT_EXCEEDED';

/** A request that asks too much: what it asked, what the limit is, what to ask instead. */
export function limitExceeded(
  code: LimitCode,
  message: string,
  { limit, asked }: { limit: number; asked: number },
): GraphQLError {
  return new GraphQLError(message, {
    // `spec`: 400 where the client speaks GraphQL over HTTP, 200 where it asked for application/json.
    extensions: { code, limit, asked, http: { spec: true, status: 400 } },
  });
}
