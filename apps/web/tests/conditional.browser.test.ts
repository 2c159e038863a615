import { describe, expect, test } from 'vitest';
import { noBrowser, orphanedSite, site } from './browser.ts';
import { PAGES } from './pages.ts';

const LANGUAGES = ['', '/ru', '/ky', '/tg'];

const addresses = LANGUAGES.flatMap((language) =>
  Object.values(PAGES).map((path) => site + language + (language && path === '/' ? '' : path)),
);

interface Answer {
  status: number;
  etag: string | null;
  cacheControl: string | null;
  body: string;
}

async function answerOf(address: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(address, { headers });
  return {
    status: response.status,
    etag: response.headers.get('etag'),
    cacheControl: response.headers.get('cache-control'),
    body: await response.text(),
  };
}

describe.skipIf(noBrowser)('a page asked for twice', () => {
  test('is the same, and is not sent again to who has it, for every page in every language', async () => {
    const firsts = new Map<string, Answer>();
    for (const address of addresses) firsts.set(address, await answerOf(address));
    for (const [address, first] of firsts) {
      const known = { 'if-none-match': first.etag! };
      const { body, ...second } = await answerOf(address, known);
      expect({ address, ...second }).toEqual({
        address,
        // Only a page that was found can be told to be unchanged.
        status: first.status === 200 ? 304 : first.status,
        etag: first.etag,
        cacheControl: 'no-cache',
      });
      expect(first.etag).toMatch(/^"/);
      if (first.status !== 200) expect(body).toBe(first.body);
    }
  });

  test('differs between moments asked for, and between languages', async () => {
    const tags = await Promise.all(
      [
        '/conflicts/kyrgyzstan-tajikistan',
        '/conflicts/kyrgyzstan-tajikistan?asOf=2022-09-16T23:59:59Z',
        '/ru/conflicts/kyrgyzstan-tajikistan',
      ].map(async (path) => (await answerOf(site + path)).etag),
    );
    expect(new Set(tags).size).toBe(tags.length);
  });

  test('is kept by nobody when the server could not answer', async () => {
    const { status, cacheControl } = await answerOf(`${orphanedSite}/conflicts`);
    expect([status, cacheControl]).toEqual([503, 'no-store']);
  });
});
