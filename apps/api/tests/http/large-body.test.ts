import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type RunningApi } from '../api.ts';

const run = promisify(execFile);
const BODY = JSON.stringify({ query: '{ __typename }'.padEnd(8_000_000) });

let api: RunningApi;
let address: string;
let folder: string;
let file: string;
beforeAll(async () => {
  api = await startApi();
  address = await api.app.listen({ port: 0, host: 'localhost' });
  folder = await mkdtemp(join(tmpdir(), 'casus-large-body-'));
  file = join(folder, 'body.json');
  await writeFile(file, BODY);
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

type Post = (url: string, type: string) => Promise<number>;

const PYTHON = `
import sys, urllib.request, urllib.error
url, kind, file = sys.argv[1:]
try:
    print(urllib.request.urlopen(urllib.request.Request(url, open(file, 'rb').read(), {'content-type': kind})).status)
except urllib.error.HTTPError as error:
    print(error.code)
`;

const CLIENTS: Record<string, Post> = {
  fetch: async (url, type) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': type },
      body: BODY,
    });
    await response.text();
    return response.status;
  },
  // It writes all of the body before it reads, in pieces, and asks that the connection be closed.
  'node:http': (url, type) =>
    new Promise((resolve, reject) => {
      const sent = request(url, {
        method: 'POST',
        headers: { 'content-type': type, 'transfer-encoding': 'chunked', connection: 'close' },
      });
      sent.on('error', reject).on('response', (response) => {
        response.resume().on('end', () => resolve(response.statusCode!));
      });
      for (let at = 0; at < BODY.length; at += 65_536) sent.write(BODY.slice(at, at + 65_536));
      sent.end();
    }),
  curl: async (url, type) => {
    const header = `content-type: ${type}`;
    const { stdout } = await run('curl', [
      ...[
        '--silent',
        '--show-error',
        '--output',
        join(folder, 'answer'),
        '--write-out',
        '%{http_code}',
      ],
      ...['--header', header, '--header', 'expect:', '--data-binary', `@${file}`, url],
    ]);
    return Number(stdout);
  },
  python3: async (url, type) =>
    Number((await run('python3', ['-c', PYTHON, url, type, file])).stdout),
};

const isHere = (program: string) => spawnSync(program, ['--version']).status === 0;

describe.each(Object.entries(CLIENTS))('eight megabytes sent by %s', (name, post) => {
  const isMissing = ['curl', 'python3'].includes(name) && !isHere(name);
  test.skipIf(isMissing).each([
    ['/graphql', 'application/json', 413],
    ['/graphql', 'text/plain', 415],
    ['/nothing', 'text/plain', 404],
  ])('to %s as %s are answered %i, which the client gets to see', async (path, type, status) => {
    expect(await post(`${address}${path}`, type)).toBe(status);
  });
});
