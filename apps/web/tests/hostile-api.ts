import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Fields of the contract that hold what a curator or a dataset wrote. */
const TEXTS = new Set([
  'name',
  'title',
  'summary',
  'matchedText',
  'citation',
  'rankReason',
  'label',
]);

/** An override that is never closed, and a word from right to left, as names of a dataset hold them. */
export const OVERRIDE = '\u202E';
export const ARABIC = 'حمص';

/**
 * Stands before the API as if all its names, titles and summaries were hostile: each begins with an
 * override that is never closed and ends in Arabic, and each address runs a script.
 */
export async function hostileApi(api: string): Promise<{ address: string; server: Server }> {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.once('end', async () => {
      const answer = await fetch(new URL(incoming.url!, api), {
        method: incoming.method!,
        headers: { 'content-type': 'application/json', accept: incoming.headers.accept ?? '*/*' },
        ...(incoming.method === 'POST' ? { body: Buffer.concat(chunks) } : {}),
      });
      outgoing.writeHead(answer.status, { 'content-type': answer.headers.get('content-type')! });
      outgoing.end(JSON.stringify(hostile(await answer.json())));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return { address: `http://localhost:${(server.address() as AddressInfo).port}`, server };
}

function hostile(value: unknown, field = ''): unknown {
  if (typeof value === 'string') {
    if (field === 'url') return 'javascript:alert(1)';
    return TEXTS.has(field) ? `${OVERRIDE}${value} ${ARABIC}` : value;
  }
  if (Array.isArray(value)) return value.map((each) => hostile(each, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, hostile(each, name)]),
  );
}
