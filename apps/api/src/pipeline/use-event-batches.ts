import type { Context } from '@casus/schema/context';
import type { EventSource, PlacedEvent } from '@casus/schema/event-source';
import { outageOf, statementGivenUp } from '@casus/store/store-error';
import {
  createSourceEventStream,
  executeSubscriptionEvent,
  GraphQLError,
  type ExecutionResult,
  validateSubscriptionArgs,
  type ValidatedSubscriptionArgs,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from './use-operation-notes.ts';
import type { ContextFor, ReadAt } from './yoga.ts';
import { withinBudget } from './limits/use-answer-limits.ts';

type SubscriptionArgs = Parameters<typeof validateSubscriptionArgs>[0];

/** Events answered at once: what they all need is then read together. */
const TOGETHER = 50;

/**
 * Takes the events of a subscription in batches and answers each by itself, in a context that is new
 * with its batch. In that of the request, an answer would be made of what was read when the
 * subscription began. `extensions.position` tells where the event stands; the
 * first result, without data, where the source begins.
 */
export function useEventBatches(contextFor: ContextFor, readAt: ReadAt): Plugin {
  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(async (given: SubscriptionArgs) => {
        const args = validateSubscriptionArgs(given);
        if (!('schema' in args)) return { errors: args };
        const { cancellation } = args.contextValue as ServerContext;
        const source = await createSourceEventStream(args);
        return Symbol.asyncIterator in source
          ? resultsOf(source[Symbol.asyncIterator]() as EventSource<PlacedEvent>, (events) =>
              // Where the last of them is, all are: a replica may be behind what is told here.
              readAt(events.at(-1)!.position).then((reading) =>
                answerTogether(args, events, contextFor(reading, cancellation)),
              ),
            )
          : source;
      });
    },
  };
}

function answerTogether(
  args: ValidatedSubscriptionArgs,
  events: readonly PlacedEvent[],
  fresh: Context,
): Promise<ExecutionResult[]> {
  const asked = args.contextValue as Context;
  return Promise.all(
    events.map(async (event) => {
      const budget = asked.budget.renewed();
      const contextValue = { ...asked, ...fresh, budget };
      const answer = await executeSubscriptionEvent({ ...args, rootValue: event, contextValue });
      const away = answer.errors?.find(({ originalError }) => isOutage(originalError));
      // Without its position: the client goes on with this event.
      if (away) throw away;
      const { position } = event;
      return withinBudget({ ...answer, extensions: { ...answer.extensions, position } }, budget);
    }),
  );
}

const isOutage = (error: unknown) => outageOf(error) !== null || statementGivenUp(error);

/** A generator would not return before the next event comes, and so leave open what nobody reads. */
function resultsOf(
  source: EventSource<PlacedEvent>,
  answer: (events: readonly PlacedEvent[]) => Promise<ExecutionResult[]>,
): AsyncIterableIterator<ExecutionResult> {
  let waiting: PlacedEvent[] = [];
  let ready: ExecutionResult[] = [{ extensions: { position: source.start } }];
  let failed = false;

  const results: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => results,
    next: async () => {
      while (ready.length === 0) {
        if (failed) return { done: true, value: undefined };
        try {
          if (waiting.length > 0) {
            ready = await answer(waiting.splice(0, TOGETHER));
            continue;
          }
          const { done, value } = await source.nextBatch();
          if (done) return { done: true, value: undefined };
          waiting = [...value];
        } catch (error) {
          failed = true;
          ready = [{ errors: [asGraphQLError(error)] }];
        }
      }
      return { done: false, value: ready.shift()! };
    },
    return: async () => {
      waiting = [];
      ready = [];
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
  return results;
}

/** What is not meant for clients is masked like all else. */
function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  return new GraphQLError('The events ended.', { originalError: error as Error });
}
