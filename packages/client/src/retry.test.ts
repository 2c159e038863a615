import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { retrying } from './retry.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Turn = Response | Error;
const refused = (status: number, headers: Record<string, string> = {}) =>
  new Response('{}', { status, headers });

/** A server that answers so, one after the other; `asked` counts. */
function server(...turns: Turn[]) {
  let asked = 0;
  const fetch = () => {
    const turn = turns[asked++]!;
    return turn instanceof Error ? Promise.reject(turn) : Promise.resolve(turn);
  };
  return { fetch: fetch as unknown as typeof globalThis.fetch, asked: () => asked };
}

const OPTIONS = { retries: 3, longestWaitSeconds: 60 };
const ask = (
  { fetch }: { fetch: typeof globalThis.fetch },
  options = OPTIONS,
  init?: RequestInit,
) => retrying(fetch, options)('http://x', init);

test.each([[429], [502], [503], [504]])('%i is asked again', async (status) => {
  const one = server(refused(status), refused(status), refused(200));
  const answer = ask(one);
  await vi.runAllTimersAsync();
  expect([(await answer).status, one.asked()]).toEqual([200, 3]);
});

test.each([[200], [400], [404], [413], [500]])('%i is the answer', async (status) => {
  const one = server(refused(status));
  expect([(await ask(one)).status, one.asked()]).toEqual([status, 1]);
});

test('a lost request is sent again, so often and no more', async () => {
  const lost = new TypeError('fetch failed');
  const one = server(lost, refused(200));
  const answer = ask(one);
  await vi.runAllTimersAsync();
  expect((await answer).status).toBe(200);
  const gone = server(lost, lost, lost, lost);
  const never = ask(gone);
  const failed = expect(never).rejects.toBe(lost);
  await vi.runAllTimersAsync();
  await failed;
  expect(gone.asked()).toBe(4);
});

test('wherever an answer ends too early, it is asked for again', async () => {
  const text = '{"data":{"claims":[{"summary":"} says {"},{"party":null}],"more":{}}}';
  const json = (body: string) =>
    new Response(body, { headers: { 'content-type': 'application/json' } });
  for (let length = 0; length < text.length; length += 1) {
    const one = server(json(text.slice(0, length)), json(text));
    const answer = ask(one);
    await vi.runAllTimersAsync();
    expect([await (await answer).text(), one.asked()]).toEqual([text, 2]);
  }
});

test('Retry-After is kept to, to the second', async () => {
  const one = server(refused(429, { 'retry-after': '7' }), refused(200));
  const answer = ask(one);
  await vi.advanceTimersByTimeAsync(6_999);
  expect(one.asked()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect([(await answer).status, one.asked()]).toEqual([200, 2]);
});

test('nobody is made to wait longer than they would', async () => {
  const one = server(refused(503, { 'retry-after': '61' }));
  expect([(await ask(one)).status, one.asked()]).toEqual([503, 1]);
});

test.each(['ratelimit', 'ratelimit-cost'])(
  'a limit that is used up (%s) is waited out',
  async (name) => {
    const last = refused(200, { [`${name}-remaining`]: '0', [`${name}-reset`]: '5' });
    const one = server(last, refused(200));
    const fetch = retrying(one.fetch, OPTIONS);
    await fetch('http://x');
    const next = fetch('http://x');
    await vi.advanceTimersByTimeAsync(4_999);
    expect(one.asked()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect([(await next).status, one.asked()]).toEqual([200, 2]);
  },
);

test('who gives a request up waits no more', async () => {
  const given = new AbortController();
  const one = server(refused(429, { 'retry-after': '7' }));
  const answer = ask(one, OPTIONS, { signal: given.signal });
  const failed = expect(answer).rejects.toThrow('enough');
  await vi.advanceTimersByTimeAsync(1_000);
  given.abort(new Error('enough'));
  await failed;
  expect(one.asked()).toBe(1);
});
