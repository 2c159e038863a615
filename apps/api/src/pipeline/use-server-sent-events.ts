import type { ExecutionResult, GraphQLError } from 'graphql';
import type { FetchAPI, Plugin } from 'graphql-yoga';

const PING = ':\n\n';

type Events = AsyncIterable<ExecutionResult>;

/**
 * Writes the results of subscriptions as server-sent events, as the distinct connections mode of graphql-sse has them,
 * each with its position as `id`. Yoga's own writer gives no ids.
 */
export function useServerSentEvents(pingSeconds: number): Plugin {
  return {
    onResultProcess({ result, resultProcessor, setResultProcessor }) {
      if (!(Symbol.asyncIterator in result) || !resultProcessor) return;
      setResultProcessor(
        (events, fetchAPI) => eventStream(events as Events, fetchAPI, pingSeconds),
        'text/event-stream',
      );
    },
  };
}

/** A result is asked for when the one before it was taken: whoever reads slowly is written to slowly. */
function eventStream(events: Events, fetchAPI: FetchAPI, pingSeconds: number): Response {
  const iterator = events[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let ping: ReturnType<typeof setInterval>;
  const body = new fetchAPI.ReadableStream<Uint8Array>({
    start(controller) {
      // Some browsers wait for the first bytes before they show the headers.
      controller.enqueue(encoder.encode(PING));
      ping = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(PING));
      }, pingSeconds * 1000);
    },
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (!done) return controller.enqueue(encoder.encode(eventOf(value)));
        clearInterval(ping);
        controller.enqueue(encoder.encode('event: complete\ndata:\n\n'));
        controller.close();
      } catch (error) {
        clearInterval(ping);
        controller.error(error);
      }
    },
    async cancel() {
      clearInterval(ping);
      await iterator.return?.();
    },
  });
  return new fetchAPI.Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' },
  });
}

/** A result without data or errors tells its position alone: an id without an event. */
function eventOf(result: ExecutionResult): string {
  const { position } = result.extensions ?? {};
  const id = position === undefined ? '' : `id: ${String(position)}\n`;
  if (!result.data && !result.errors) return `${id}\n`;
  return `event: next\n${id}data: ${textOf(result)}\n\n`;
}

function textOf(result: ExecutionResult & { stringify?: typeof JSON.stringify }): string {
  const { errors, stringify = JSON.stringify } = result;
  return stringify(errors ? { ...result, errors: errors.map(withoutInternals) } : result);
}

/** Errors tell Yoga their status in extensions that are not for clients. */
function withoutInternals(error: GraphQLError) {
  const { http: _, unexpected: __, ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions };
}
