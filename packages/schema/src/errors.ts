import { GraphQLError } from 'graphql';

/** The client's mistake: what is wrong and what to send instead, with a code that stays the same. */
export function badUserInput(
  message: string,
  argument?: string,
  facts: Record<string, unknown> = {},
): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'BAD_USER_INPUT', ...(argument && { argument }), ...facts },
  });
}
