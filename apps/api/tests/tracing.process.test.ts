import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { copyDatabase } from '../../../packages/store/tests/embedded-template.ts';

const CASUS = join(import.meta.dirname, '../src/casus.ts');

interface Attribute {
  key: string;
  value: { stringValue?: string; intValue?: number | string };
}

/** As OTLP has it in JSON. */
interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: Attribute[];
  status: { code?: number; message?: string };
}

let folder: string;
let receiver: Server;
let serving: ChildProcess | undefined;
/** What came over OTLP: spans, and the resource that they are of. */
const spans: Span[] = [];
const resources: Attribute[] = [];
const headers: (string | undefined)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-tracing-'));
  copyDatabase(inject('recordTemplate'), folder);
  receiver = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    headers.push(request.headers['x-tenant'] as string | undefined);
    if (request.url === '/v1/traces') {
      for (const { resource, scopeSpans } of JSON.parse(text).resourceSpans) {
        resources.push(...resource.attributes);
        for (const scope of scopeSpans) spans.push(...scope.spans);
      }
    }
    response.setHeader('content-type', 'application/json').end('{}');
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
});
afterAll(async () => {
  serving?.kill('SIGKILL');
  receiver.close();
  await rm(folder, { recursive: true, force: true });
});

async function serve(environment: Record<string, string>) {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  const child = fork(CASUS, ['serve'], {
    env: {
      ...process.env,
      CASUS_API_PORT: String(port),
      CASUS_HOST: '127.0.0.1',
      CASUS_DATA_DIR: folder,
      CASUS_LOG_LEVEL: 'info',
      DATABASE_URL: '',
      ...environment,
    },
    silent: true,
  });
  serving = child;
  let out = '';
  child.stdout!.on('data', (chunk: Buffer) => (out += chunk.toString()));
  await once(child, 'message');
  return { child, address: `http://127.0.0.1:${port}`, said: () => out };
}

const attributesOf = ({ attributes }: Span) =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)]),
  );

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

test('a request, its operation and each statement are spans of the trace that the client names; log lines name it', async () => {
  const { child, address, said } = await serve({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=casus',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    OTEL_BSP_SCHEDULE_DELAY: '200',
  });
  const secret = 'not-for-traces';
  const answer = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      traceparent: `00-${TRACE}-${PARENT}-01`,
    },
    body: JSON.stringify({
      query:
        'query Conflicts($text: String) { conflicts(first: 2, filter: { text: $text }) { totalCount nodes { name } } }',
      variables: { text: secret },
    }),
  });
  expect(answer.status).toBe(200);
  await fetch(`${address}/nothing-here`);
  await fetch(`${address}/health`);
  await vi.waitFor(() => expect(said()).toContain('"operation":"Conflicts"'), 20_000);
  child.kill('SIGTERM');
  // What was not sent yet is sent before it ends.
  expect(await once(child, 'exit')).toEqual([0, null]);

  const ofTrace = spans.filter(({ traceId }) => traceId === TRACE);
  const named = (name: string) => ofTrace.find((span) => span.name === name)!;
  const http = named('POST /graphql');
  const operation = named('query Conflicts');
  expect(http.parentSpanId).toBe(PARENT);
  expect(attributesOf(http)).toMatchObject({
    'http.request.method': 'POST',
    'http.route': '/graphql',
    'http.response.status_code': 200,
    'casus.request_id': answer.headers.get('x-request-id'),
  });
  expect(operation.parentSpanId).toBe(http.spanId);
  expect(attributesOf(operation)).toEqual({
    'graphql.operation.type': 'query',
    'graphql.operation.name': 'Conflicts',
  });
  const statements = ofTrace.filter(({ parentSpanId }) => parentSpanId === operation.spanId);
  expect(statements.map(({ name, kind }) => ({ name, kind }))).toContainEqual({
    name: 'SELECT',
    kind: 3,
  });
  expect(attributesOf(statements[0]!)).toMatchObject({
    'db.system.name': 'postgresql',
    'db.query.text': expect.stringMatching(/conflicts/),
  });
  expect(JSON.stringify(spans)).not.toContain(secret);

  const others = spans.filter(({ traceId }) => traceId !== TRACE).map(({ name }) => name);
  expect(others).toContain('GET');
  expect(spans.some(({ name }) => name.includes('/health'))).toBe(false);
  const ofProcess = Object.fromEntries(resources.map(({ key, value }) => [key, value.stringValue]));
  expect(ofProcess).toMatchObject({
    'service.name': 'casus-api',
    'deployment.environment.name': 'test',
  });
  expect(new Set(headers)).toEqual(new Set(['casus']));

  const lines = said()
    .split('\n')
    .filter((line) => line.includes('"operation":"Conflicts"'));
  expect(JSON.parse(lines[0]!)).toMatchObject({ trace_id: TRACE, span_id: http.spanId });
});

test('with nothing that receives traces, none are made and nothing of OpenTelemetry is loaded', async () => {
  const { child, address, said } = await serve({
    OTEL_EXPORTER_OTLP_ENDPOINT: '',
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
      `import { registerHooks } from 'node:module';
       registerHooks({ load(url, context, next) {
         if (/node_modules\\/@opentelemetry\\/(?!api\\/)/.test(url)) console.log('LOADED ' + url);
         return next(url, context); } });`,
    )}`,
  });
  const answer = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"query Plain { __typename }"}',
  });
  expect(answer.status).toBe(200);
  await vi.waitFor(() => expect(said()).toContain('"operation":"Plain"'), 20_000);
  child.kill('SIGTERM');
  await once(child, 'exit');
  expect(said()).not.toContain('LOADED');
  expect(said()).not.toContain('trace_id');
});
