import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/**
 * What becomes of a request on its way, by turns: never more than three times in a row is there no whole answer.
 * A stream that passes is cut in its midst.
 */
export const TURNS = [
  'passes',
  'refused',
  'cut before it',
  'passes without its encoding',
  'cut within',
  'overtaken',
  'ended too early',
  'sent twice',
  'replaced by a page',
  'passes',
] as const;

type Turn = (typeof TURNS)[number];

export interface HostileProxy {
  url: string;
  /** How often each has happened. */
  happened: ReadonlyMap<string, number>;
  close(): void;
}

/** Between a client and the server at `address`: strips encodings, cuts, reorders, repeats, answers by itself. */
export async function startHostileProxy(address: string): Promise<HostileProxy> {
  let turn = 0;
  const happened = new Map<string, number>();
  const note = (what: string) => happened.set(what, (happened.get(what) ?? 0) + 1);
  const order = reordering();
  const server = createServer((from, to) => {
    const what = TURNS[turn++ % TURNS.length]!;
    const hasLeft = order.enter();
    to.on('close', hasLeft);
    void forward(what, from, to);
  });

  async function forward(what: Turn, from: IncomingMessage, to: ServerResponse): Promise<void> {
    const body = Buffer.concat(await Array.fromAsync(from as AsyncIterable<Buffer>));
    if (what === 'overtaken') note((await order.letOthersPass()) ? what : 'passes');
    else note(what);
    if (what === 'refused') {
      to.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
      return;
    }
    if (what === 'replaced by a page') {
      to.writeHead(503, { 'content-type': 'text/html', 'retry-after': '0' }).end('<h1>Soon</h1>');
      return;
    }
    if (what === 'cut before it') {
      to.destroy();
      return;
    }
    // Half of a compressed answer is none at all; half of a plain one is text that looks like one.
    const encoding: Record<string, string> =
      what === 'passes' ? {} : { 'accept-encoding': 'identity' };
    if (what === 'sent twice') {
      const first = await sent(address, from, body, encoding);
      if (isStream(first)) first.destroy();
      else await Array.fromAsync(first);
    }
    const answer = await sent(address, from, body, encoding);
    if (isStream(answer)) await passStream(answer, to, note);
    else passAnswer(what, answer, Buffer.concat(await Array.fromAsync(answer)), to);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    happened,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Holds one back until another, which came later or earlier, has been answered. */
function reordering() {
  let underWay = 0;
  const held = new Set<(wasOvertaken: boolean) => void>();
  const release = (wasOvertaken: boolean) => {
    for (const pass of held) pass(wasOvertaken);
    held.clear();
  };
  return {
    enter: () => {
      underWay += 1;
      return () => {
        underWay -= 1;
        release(true);
      };
    },
    letOthersPass: (): Promise<boolean> => {
      if (underWay === held.size + 1) return Promise.resolve(false);
      return new Promise((resolve) => held.add(resolve));
    },
  };
}

function sent(
  address: string,
  { headers, method, url }: IncomingMessage,
  body: Buffer,
  encoding: Record<string, string>,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(`${address}${url}`, { method, headers: { ...headers, ...encoding } }, resolve)
      .on('error', reject)
      .end(body);
  });
}

const isStream = ({ headers }: IncomingMessage) =>
  headers['content-type']?.startsWith('text/event-stream') ?? false;

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const own = Object.entries(headers).filter(
    ([name, value]) => typeof value === 'string' && !/^(connection|transfer-encoding)$/.test(name),
  );
  return Object.fromEntries(own) as Record<string, string>;
}

function passAnswer(what: Turn, answer: IncomingMessage, body: Buffer, to: ServerResponse): void {
  const status = answer.statusCode!;
  const half = body.subarray(0, body.length / 2);
  // Where it may pass for an end.
  const upToBracket = body.subarray(0, body.lastIndexOf('}', -2) + 1);
  const { 'content-length': length, ...headers } = headersOf(answer);
  if (what === 'ended too early') {
    to.writeHead(status, headers).end(upToBracket);
  } else if (what === 'cut within') {
    to.writeHead(status, { ...headers, 'content-length': String(body.length) });
    to.write(half, () => to.destroy());
  } else {
    to.writeHead(status, { ...headers, ...(length && { 'content-length': length }) });
    to.end(body);
  }
}

/** Each event twice, and the fourth only in half. */
async function passStream(
  answer: IncomingMessage,
  to: ServerResponse,
  note: (what: string) => void,
): Promise<void> {
  to.writeHead(answer.statusCode!, headersOf(answer));
  to.on('close', () => answer.destroy());
  let text = '';
  let events = 0;
  try {
    for await (const chunk of answer.setEncoding('utf8')) {
      const blocks = (text += chunk as string).split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        events += 1;
        if (events === 4) {
          note('stream cut within');
          to.write(block.slice(0, block.length / 2), () => to.destroy());
          return;
        }
        to.write(`${block}\n\n${block}\n\n`);
      }
    }
    to.end();
  } catch {
    to.destroy();
  }
}
