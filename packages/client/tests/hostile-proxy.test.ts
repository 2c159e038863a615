import { startApi, type RunningApi } from '../../../apps/api/tests/api.ts';
import {
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient, type CasusClient } from '../src/client.ts';
import { ClaimsDocument, ConflictDocument, EventsDocument } from '../src/generated/documents.ts';

/** What becomes of a request on its way, by turns: never more than three times in a row is there no whole answer. */
const TURNS = [
  'passes',
  'refused',
  'cut before it',
  'passes without its encoding',
  'cut within',
  'ended too early',
  'sent twice',
  'replaced by a page',
  'passes',
] as const;

let api: RunningApi;
let proxy: Server;
let direct: CasusClient;
let behind: CasusClient;
const happened = new Map<string, number>();
beforeAll(async () => {
  api = await startApi();
  const address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  let turn = 0;
  proxy = createServer((from, to) => {
    const what = TURNS[turn++ % TURNS.length]!;
    happened.set(what, (happened.get(what) ?? 0) + 1);
    void forward(what, from, to, address);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  direct = createClient({ url: `${address}/graphql` });
  const { port } = proxy.address() as AddressInfo;
  behind = createClient({ url: `http://127.0.0.1:${port}/graphql`, retries: 4 });
});
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await api.close();
});

async function forward(
  what: (typeof TURNS)[number],
  from: IncomingMessage,
  to: ServerResponse,
  address: string,
): Promise<void> {
  const body = Buffer.concat(await Array.fromAsync(from as AsyncIterable<Buffer>));
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
  const answer = await upstream(what, from, body, address);
  if (what === 'sent twice') await upstream(what, from, body, address);
  const half = answer.body.subarray(0, answer.body.length / 2);
  const { 'content-length': length, ...headers } = answer.headers;
  if (what === 'ended too early') {
    to.writeHead(answer.status, headers).end(half);
  } else if (what === 'cut within') {
    to.writeHead(answer.status, { ...headers, 'content-length': String(answer.body.length) });
    to.write(half, () => to.destroy());
  } else {
    to.writeHead(answer.status, { ...headers, ...(length && { 'content-length': length }) });
    to.end(answer.body);
  }
}

interface Forwarded {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

function upstream(
  what: string,
  { headers, method, url }: IncomingMessage,
  body: Buffer,
  address: string,
): Promise<Forwarded> {
  // Half of a compressed answer is none at all; half of a plain one is text that looks like one.
  const plain = what !== 'passes' && { 'accept-encoding': 'identity' };
  return new Promise((resolve, reject) => {
    request(`${address}${url}`, { method, headers: { ...headers, ...plain } }, async (response) => {
      const chunks = await Array.fromAsync(response as AsyncIterable<Buffer>);
      const own = Object.entries(response.headers).filter(
        ([name, value]) =>
          typeof value === 'string' && !/^(connection|transfer-encoding)$/.test(name),
      );
      resolve({
        status: response.statusCode!,
        headers: Object.fromEntries(own) as Record<string, string>,
        body: Buffer.concat(chunks),
      });
    })
      .on('error', reject)
      .end(body);
  });
}

async function rowsOf(casus: CasusClient): Promise<unknown[]> {
  return Array.fromAsync(
    casus.paginate(ClaimsDocument, {}, ({ claims }) => claims, { pageSize: 20 }),
  );
}

test('a proxy that refuses, cuts, repeats and strips changes no answer', async () => {
  const slug = 'kyrgyzstan-tajikistan';
  for (let round = 0; round < 6; round += 1) {
    const asOf = `2022-09-${14 + round}T12:00:00Z`;
    for (const ask of [
      (casus: CasusClient) => casus.query(ConflictDocument, { slug, asOf }),
      (casus: CasusClient) => casus.query(EventsDocument, { first: 5 }),
      (casus: CasusClient) => casus.query(EventsDocument, { first: 0 }),
    ]) {
      expect(await ask(behind)).toEqual(await ask(direct));
    }
  }
  expect(await rowsOf(behind)).toEqual(await rowsOf(direct));
  expect([...happened.keys()].sort()).toEqual([...new Set<string>(TURNS)].sort());
});
