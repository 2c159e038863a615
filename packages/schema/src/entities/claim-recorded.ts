import {
  FeedClosed,
  FeedFull,
  type Following,
  type FollowOptions,
} from '@casus/store/live/claim-feed';
import type { RecordedClaim } from '@casus/store/history/recorded';
import { conflicts } from '@casus/store/tables/conflict';
import { GraphQLError } from 'graphql';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { noSuchEntities } from '../entities-named.ts';
import type { EventSource } from '../event-source.ts';
import { nameOf } from '../global-id.ts';
import { positionGiven } from '../types/position.ts';

builder.subscriptionField('claimRecorded', (t) =>
  t.field({
    type: 'Claim',
    description: `Each claim as it is recorded, corrected or withdrawn, whichever process does it; an import of a dataset counts too. It begins with what comes after \`after\`, or with what is recorded from now on. Example: \`subscription { claimRecorded(conflict: "kyrgyzstan-tajikistan") { summary withdrawnAt claimant { name } supersedes { summary } } }\`.

Each answer has its position: as the \`id\` of the server-sent event and as \`extensions.position\`. After a cut, subscribe again with the last one, as \`after\` or as the header \`Last-Event-ID\` (which wins, and which an \`EventSource\` sends by itself): nothing is lost, and nothing comes twice. The stream itself begins with the position it begins after. A claim that changed several times since comes once, as it stands. Whoever reads slowly catches up; while the database is away, the stream waits.

Ends with SERVER_STOPPING when the server is stopped: subscribe again with the last position. Refused with SUBSCRIPTION_LIMIT_EXCEEDED while too many are open, and with POSITION_REFUSED for a position that is none of this installation.`,
    args: {
      conflict: t.arg.id({
        description:
          "Only of this conflict's record, by slug (`kyrgyzstan-tajikistan`), natural key (`ucdp:conflict:13324`) or global id; of all unless given. BAD_USER_INPUT when there is none.",
      }),
      after: t.arg({
        type: 'Position',
        description: 'Only what was recorded after this position; from now on unless given.',
      }),
    },
    subscribe: async (_, { conflict, after }, context) => {
      const given = context.lastEventId || after;
      const options = {
        conflictKey: conflict ? await conflictKeyOf(conflict, context) : null,
        after: given ? positionGiven(given, 'after') : null,
      };
      return eventsOf(await following(options, context));
    },
    resolve: ({ claim }) => claim,
  }),
);

async function conflictKeyOf(conflict: string, { db, loaders, now }: Context): Promise<string> {
  const row = await loaders.named(conflicts, nameOf('Conflict', conflict));
  if (row) return row.key;
  const unknown = { entity: 'Conflict', name: conflict, argument: 'conflict' } as const;
  const [refusal] = await noSuchEntities(db, [unknown], now);
  throw refusal!;
}

async function following(
  options: FollowOptions,
  { followClaims, signal }: Context,
): Promise<Following> {
  const source = await followClaims(options).catch((error: unknown) => {
    throw explained(error);
  });
  // Its client may leave before anything of the answer is read, or ended.
  const leave = () => void source.return?.();
  if (signal.aborted) leave();
  else signal.addEventListener('abort', leave, { once: true });
  return source;
}

function eventsOf(source: Following): EventSource<RecordedClaim> {
  const unread: RecordedClaim[] = [];
  const nextBatch = () => {
    if (unread.length > 0)
      return Promise.resolve({ done: false as const, value: unread.splice(0) });
    return source.next().catch((error: unknown) => {
      throw explained(error);
    });
  };
  return {
    start: source.start,
    [Symbol.asyncIterator]() {
      return this;
    },
    return: async () => {
      await source.return?.();
      return { done: true, value: undefined };
    },
    nextBatch,
    next: async () => {
      const { done, value } = await nextBatch();
      if (done) return { done, value: undefined };
      const [first, ...others] = value;
      unread.push(...others);
      return { done: false, value: first! };
    },
  };
}

/** As many follow as may, of all clients. */
export const allSubscriptionsTaken = (limit: number) =>
  new GraphQLError(
    `${limit} subscriptions are open, and no more are taken. Try again later, or ask from time to time for claims by changedSince.`,
    {
      extensions: {
        code: 'SUBSCRIPTION_LIMIT_EXCEEDED',
        limit,
        http: { status: 503, headers: { 'Retry-After': '60' } },
      },
    },
  );

function explained(error: unknown): unknown {
  if (error instanceof FeedFull) {
    return allSubscriptionsTaken(error.limit);
  }
  if (error instanceof FeedClosed) {
    return new GraphQLError(
      'The server is being stopped. Subscribe again in a moment, after the last position that you have.',
      {
        extensions: {
          code: 'SERVER_STOPPING',
          http: { status: 503, headers: { 'Retry-After': '5' } },
        },
      },
    );
  }
  return error;
}
