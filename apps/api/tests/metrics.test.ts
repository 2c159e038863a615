import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const lines = async (start: string) =>
  (await api.app.inject('/metrics')).body.split('\n').filter((line) => line.startsWith(start));

test('requests are counted by route, operations by name and outcome', async () => {
  await api.ask('query Front { __typename }');
  await api.ask('query Front { __typename }');
  await api.ask('query Front { events(first: 0) { totalCount } }');
  await api.ask('{ nothing }');
  await api.app.inject('/nothing/at?all=1');
  expect(await lines('casus_graphql_operations_total')).toEqual([
    'casus_graphql_operations_total{operation="Front",kind="query",outcome="OK"} 2',
    'casus_graphql_operations_total{operation="Front",kind="query",outcome="BAD_USER_INPUT"} 1',
    'casus_graphql_operations_total{operation="anonymous",kind="query",outcome="GRAPHQL_VALIDATION_FAILED"} 1',
  ]);
  expect(await lines('casus_http_request_duration_seconds_count')).toEqual(
    expect.arrayContaining([
      'casus_http_request_duration_seconds_count{method="POST",route="/graphql",status="200"} 4',
      'casus_http_request_duration_seconds_count{method="GET",route="none",status="404"} 1',
    ]),
  );
  // The one that asks.
  expect(await lines('casus_http_requests_under_way')).toEqual(['casus_http_requests_under_way 1']);
  expect(await lines('process_resident_memory_bytes ')).toHaveLength(1);
});

test('operations are counted by how they are executed, and by what kept them from the database', async () => {
  const countOf = async (name: string) =>
    Number((await lines(`${name} `))[0]?.split(' ').at(-1) ?? 0);
  const names = [
    'casus_graphql_executions_total{path="pushdown"}',
    'casus_graphql_executions_total{path="mixed"}',
    'casus_graphql_executions_total{path="resolvers"}',
    'casus_graphql_not_pushed_down_total{reason="first asked"}',
    'casus_graphql_not_pushed_down_total{reason="Query.nodes"}',
  ];
  const counts = () => Promise.all(names.map(countOf));
  const before = await counts();
  for (let time = 0; time < 5; time += 1) {
    await api.ask('query Pushed { conflicts(first: 1) { nodes { slug } } }');
    await api.ask('query Resolved { nodes(ids: ["RXZlbnQ6eA", "QWN0b3I6eA"]) { id } }');
  }
  const after = await counts();
  expect(after.map((count, at) => count - before[at]!)).toEqual([3, 0, 7, 4, 3]);
});

test('a client that leaves before its answer is no fault of the server', async () => {
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = api.app.server.address() as AddressInfo;
  const slow =
    '{ events(first: 100) { nodes { claims(first: 20) { totalCount nodes { summary } } } } }';
  const socket = connect(port, '127.0.0.1');
  const path = `/graphql?query=${encodeURIComponent(slow)}`;
  socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`, () => socket.destroy());
  await vi.waitFor(async () => {
    const left = 'casus_http_requests_left_total{route="/graphql"}';
    expect(await lines(left)).toEqual([`${left} 1`]);
  }, 20_000);
  const failed = (await lines('casus_http_request_duration')).filter((line) =>
    line.includes('status="5'),
  );
  expect(failed).toEqual([]);
  expect(await lines('casus_http_requests_under_way')).toEqual(['casus_http_requests_under_way 1']);
});

test('clients cannot fill them with names', async () => {
  for (let n = 0; n < 120; n++) await api.ask(`query Made${n} { __typename }`);
  const names = (await lines('casus_graphql_operations_total')).map(
    (line) => /operation="(\w+)"/.exec(line)![1],
  );
  expect(names).toContain('other');
  expect(new Set(names).size).toBeLessThanOrEqual(102);
});

test('others than those who run the service do not read them', async () => {
  const { statusCode, body } = await api.app.inject({
    url: '/metrics',
    remoteAddress: '203.0.113.7',
  });
  expect(statusCode).toBe(403);
  expect(JSON.parse(body).errors[0].extensions.code).toBe('FORBIDDEN');
});
