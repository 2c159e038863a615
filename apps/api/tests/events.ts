/** What a client of server-sent events hears, as the distinct connections mode of graphql-sse has it. */
export interface Listening {
  status: number;
  type: string | null;
  headers: Headers;
  /** The data of each `next` so far. */
  messages: {
    // A test knows the shape of what it asked for.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    data?: any;
    extensions?: { position: string };
    errors?: { message: string; extensions: { code: string } }[];
  }[];
  /** The id of each event so far; the first is that of the place where the stream begins. */
  ids: string[];
  pings: number;
  /** Whether the server said that it is over; rejects where the connection broke instead. */
  complete: Promise<boolean>;
  leave(): void;
}

export async function subscribe(
  url: string,
  query: string,
  {
    method = 'POST',
    headers = {},
  }: { method?: 'GET' | 'POST'; headers?: Record<string, string> } = {},
): Promise<Listening> {
  const leaving = new AbortController();
  const accept = 'text/event-stream';
  const response = await fetch(
    method === 'GET' ? `${url}?query=${encodeURIComponent(query)}` : url,
    {
      method,
      headers: {
        ...headers,
        accept,
        ...(method === 'POST' && { 'content-type': 'application/json' }),
      },
      body: method === 'POST' ? JSON.stringify({ query }) : null,
      signal: leaving.signal,
    },
  );
  const listening: Listening = {
    status: response.status,
    type: response.headers.get('content-type'),
    headers: response.headers,
    messages: [],
    ids: [],
    pings: 0,
    complete: Promise.resolve(false),
    leave: () => leaving.abort(),
  };
  listening.complete = read(response, listening);
  // Who leaves does not wait for the end.
  listening.complete.catch(() => {});
  return listening;
}

async function read(response: Response, listening: Listening): Promise<boolean> {
  let text = '';
  let complete = false;
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const events = text.split('\n\n');
    text = events.pop()!;
    for (const event of events) {
      if (event === ':') listening.pings += 1;
      const [, kind, id, data] =
        /^(?:event: (\w+)\n)?(?:id: (\S+)\n?)?(?:data: ?(.*))?$/s.exec(event) ?? [];
      if (id) listening.ids.push(id);
      if (kind === 'next') listening.messages.push(JSON.parse(data!));
      if (kind === 'complete') complete = true;
    }
  }
  return complete;
}
