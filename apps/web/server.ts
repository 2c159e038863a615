import { listeningOrigin, isHost } from '@casus/serving/host';
import { inNetworks, networkList } from '@casus/serving/networks';
import { READER_HEADER } from '@casus/serving/reader';
import proxyAddr from '@fastify/proxy-addr';
import compression from 'compression';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

const host = process.env['HOST'] || 'localhost';
const port = Number(process.env['PORT'] || 3000);

/** Proxies whose X-Forwarded-For is believed. */
const isProxy = inNetworks(networkList(process.env['CASUS_TRUST_PROXY'] || 'none'));

// Pages cite their own whole addresses. This server speaks HTTP alone; what stands before it and how
// readers write its name, only the operator knows, never a request.
const seen = process.env['CASUS_SITE_URL'] ? new URL(process.env['CASUS_SITE_URL']) : null;
process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
process.env['ADDRESS_HEADER'] = READER_HEADER;

/**
 * The built site as a process of its own. adapter-node's entry would do, but tells nobody when it
 * listens, and outlives the process that started it.
 */
const { handler } = (await import(new URL('./build/handler.js', import.meta.url).href)) as {
  handler: (request: IncomingMessage, response: ServerResponse) => void;
};

/** Of what is told as it happens, each word goes out at once. */
const compress = compression({
  filter: (request, response) =>
    !/^text\/event-stream/.test(String(response.getHeader('content-type'))) &&
    compression.filter(request, response),
}) as (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** How long a request may take to come, headers and body; the API goes by the same variable. */
const requestMs = Number(process.env['CASUS_REQUEST_SECONDS'] || 20) * 1000;

const server = createServer(
  {
    requestTimeout: requestMs,
    headersTimeout: requestMs,
    connectionsCheckingInterval: Math.min(requestMs / 2, 5_000),
  },
  (request, response) => {
    if (!isHost(request.headers.host ?? 'localhost')) {
      response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('The Host header should name one host, such as example.org or [::1]:3000.\n');
      return;
    }
    // Who is behind a proxy only a proxy that the operator names can tell; what it told is taken out.
    request.headers[READER_HEADER] = proxyAddr(request, isProxy);
    if (isProxy(request.socket.remoteAddress ?? '')) delete request.headers['x-forwarded-for'];
    const origin = seen ?? new URL(listeningOrigin({ host, port }, request.socket));
    request.headers['x-forwarded-proto'] = origin.protocol.slice(0, -1);
    request.headers.host = origin.host;
    compress(request, response, () => handler(request, response));
  },
);

server.once('error', (error: NodeJS.ErrnoException) => {
  const why =
    error.code === 'EADDRINUSE' ? 'is taken by another program' : `failed (${error.code})`;
  process.stderr.write(`Port ${port} ${why}. Set CASUS_WEB_PORT to a free port.\n`);
  process.exit(1);
});

server.listen(port, host, () => {
  const address = `http://${host}:${port}`;
  if (process.send) process.send({ listening: address });
  else process.stdout.write(`The site is at ${address}\n`);
});

/** Longer than an answer takes; who listens for news would stay for ever. */
const PARTING_MS = 2000;

function stop(): void {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), PARTING_MS).unref();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
process.on('disconnect', stop);
