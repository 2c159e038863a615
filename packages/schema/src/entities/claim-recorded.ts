import { ClaimsMissed, FeedFull } from '@casus/store/live/claim-feed';
import { conflicts } from '@casus/store/tables/conflict';
import { GraphQLError } from 'graphql';
import { builder } from '../builder.ts';
import { badUserInput } from '../errors.ts';
import { nameOf } from '../global-id.ts';

builder.subscriptionField('claimRecorded', (t) =>
  t.field({
    type: 'Claim',
    description: `Each claim of a conflict's record as it is recorded, corrected or withdrawn, whichever process does it; an import of a dataset counts too. What was recorded before is not repeated: take it from \`Conflict.claims\`, after subscribing. Example: \`subscription { claimRecorded(conflict: "kyrgyzstan-tajikistan") { summary claimant { name } supersedes { summary } } }\`.

Ends with CLAIMS_MISSED when you read too slowly or the server lost sight of the database: subscribe again, and read \`Conflict.claims\` again. Refused with SUBSCRIPTION_LIMIT_EXCEEDED while too many are open.`,
    args: {
      conflict: t.arg.id({
        required: true,
        description:
          'A conflict by slug (`kyrgyzstan-tajikistan`), natural key (`ucdp:conflict:13324`) or global id; BAD_USER_INPUT when there is none.',
      }),
    },
    subscribe: async (_, { conflict }, { loaders, followClaims }) => {
      const name = nameOf('Conflict', conflict);
      const row = await loaders.named(conflicts, name);
      if (!row) {
        throw badUserInput(
          `There is no conflict "${conflict.slice(0, 80)}". Take its slug or id from conflicts.`,
          'conflict',
        );
      }
      try {
        return explained(followClaims(row.key));
      } catch (error) {
        throw explain(error);
      }
    },
    resolve: ([claim]) => claim!,
  }),
);

function explained<Value>(
  source: AsyncIterableIterator<Value, undefined>,
): AsyncIterableIterator<Value, undefined> {
  return {
    ...source,
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () =>
      source.next().catch((error: unknown) => {
        throw explain(error);
      }),
  };
}

function explain(error: unknown): unknown {
  if (error instanceof FeedFull) {
    return new GraphQLError(
      `${error.limit} subscriptions are open, and no more are taken. Try again later, or read the claims of the conflict from time to time.`,
      {
        extensions: {
          code: 'SUBSCRIPTION_LIMIT_EXCEEDED',
          limit: error.limit,
          http: { status: 503, headers: { 'Retry-After': '60' } },
        },
      },
    );
  }
  if (error instanceof ClaimsMissed) {
    return new GraphQLError(
      'Some claims may have been missed. Subscribe again, and read the claims of the conflict again.',
      { extensions: { code: 'CLAIMS_MISSED' } },
    );
  }
  return error;
}
