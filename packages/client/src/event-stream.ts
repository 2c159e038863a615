/** A server-sent event; without data it only tells where the stream stands. */
export interface ServerSentEvent {
  event: string;
  id: string | undefined;
  data: string | undefined;
}

/** Bytes may stop coming without a word, where a machine on the way was switched off. */
export class SilentStream extends Error {
  override name = 'SilentStream';
}

/**
 * The events of a body, as they are asked for: what nobody takes is not read. Parsers that are made for
 * `EventSource` leave out an id without data, which is how Casus says where a stream begins.
 *
 * @throws SilentStream once nothing came for so long, not even a comment
 */
export async function* eventsOf(
  body: ReadableStream<Uint8Array>,
  silenceMs: number,
): AsyncGenerator<ServerSentEvent, void, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await within(silenceMs, reader.read());
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        const event = eventOf(block);
        if (event) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Null for a comment. */
function eventOf(block: string): ServerSentEvent | null {
  const fields = new Map(
    block.split('\n').map((line) => {
      const [, name, value] = /^(\w*):? ?(.*)$/.exec(line)!;
      return [name!, value!];
    }),
  );
  const [id, data] = [fields.get('id'), fields.get('data')];
  if (id === undefined && data === undefined) return null;
  return { event: fields.get('event') ?? 'message', id, data };
}

function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new SilentStream(`Nothing came for ${milliseconds} ms.`)),
      milliseconds,
    );
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
