import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { OWN, type Checkout } from '../checkout.ts';
import type { Variables } from '../shapes/shape.ts';
import { Stop } from '../stop.ts';
import { startSite } from './serving.ts';

/** A question as the site sent it. */
export interface Asked {
  operation: string;
  document: string;
  variables: Variables;
}

/** What a visit made the site ask, in the order in which it did. */
export interface Visit {
  path: string;
  asked: Asked[];
}

/**
 * Visits pages of a checkout's built site over an API, one after the other, and writes down what each asks of it.
 * What an earlier site has no page for, it may leave unanswered: then it is no visit.
 * @throws Stop where the site is not built, or a page is not answered
 */
export async function recordVisits(
  api: string,
  paths: readonly string[],
  { checkout = OWN, mayLack = false }: { checkout?: Checkout; mayLack?: boolean } = {},
): Promise<Visit[]> {
  const documents = await documentsByHash(checkout);
  let asked: Asked[] = [];
  const between = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      if (request.method === 'POST') asked.push(sent(body));
      else asked.push(...namedByHash(request.url!, documents));
      const answer = await fetch(new URL(request.url!, api), {
        method: request.method!,
        headers: { 'content-type': 'application/json', accept: request.headers.accept ?? '*/*' },
        ...(request.method === 'POST' ? { body } : {}),
      });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type')! });
      response.end(Buffer.from(await answer.arrayBuffer()));
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
  const { port } = between.address() as AddressInfo;
  const site = await startSite(`http://127.0.0.1:${port}${new URL(api).pathname}`, {}, checkout);
  try {
    const visits: Visit[] = [];
    for (const path of paths) {
      asked = [];
      const response = await fetch(site.url + path);
      await response.arrayBuffer();
      if (response.ok) visits.push({ path, asked });
      else if (!mayLack) throw new Stop(`The site answered ${response.status} at ${path}`);
    }
    return visits;
  } finally {
    await site.close();
    between.closeAllConnections();
    between.close();
  }
}

function sent(body: string): Asked {
  const { query, variables } = JSON.parse(body) as { query: string; variables: Variables };
  return { operation: operationOf(query), document: query, variables };
}

/** What `GET ?documentId=…` asks; the site asks so what the API knows by its hash. */
function namedByHash(address: string, documents: ReadonlyMap<string, string>): Asked[] {
  const { searchParams } = new URL(address, 'http://api');
  const document = documents.get(searchParams.get('documentId') ?? '');
  if (document === undefined) return [];
  const variables = JSON.parse(searchParams.get('variables') ?? '{}') as Variables;
  return [{ operation: operationOf(document), document, variables }];
}

const operationOf = (document: string) => /\bquery (\w+)/.exec(document)![1]!;

/** None of a site that sent every document as it is. */
async function documentsByHash(checkout: Checkout): Promise<ReadonlyMap<string, string>> {
  const file = join(checkout, 'packages/serving/site-documents.json');
  const texts = JSON.parse(await readFile(file, 'utf8').catch(() => '[]')) as string[];
  return new Map(
    texts.map((text) => [`sha256:${createHash('sha256').update(text).digest('hex')}`, text]),
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
