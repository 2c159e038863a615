import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { noBrowser, site, open } from './browser.ts';

const EXAMPLES = new URL('../../../examples/', import.meta.url);

async function apiAddress(): Promise<string> {
  return /\[GraphQL\]\((\S+)\)/.exec(await (await fetch(`${site}/llms.txt`)).text())![1]!;
}

describe.skipIf(noBrowser)('the static page of examples/', () => {
  test('asks from another site, and shows who says how many', async () => {
    const html = await readFile(new URL('static-page/index.html', EXAMPLES), 'utf8');
    const api = await apiAddress();
    const elsewhere = createServer((_, answer) => {
      answer.writeHead(200, { 'content-type': 'text/html' }).end(html);
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, 'localhost', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    const address = `/?api=${encodeURIComponent(api)}&asOf=2022-09-20T23:59:59Z`;
    const page = await open(address, {}, `http://localhost:${port}`);
    await expect
      .poll(() => page.getByRole('status').textContent(), { timeout: 20_000 })
      .toBe('5000 to 137000, contested');
    const rows = await page.locator('tbody tr').allInnerTexts();
    expect(rows).toContain('Kyrgyz authorities\t120000\t2022-09-14/2022-09-17');
    const contract = await page.evaluate(
      async (asked) => (await fetch(asked)).headers.get('x-casus-schema'),
      `${api}?query={__typename}`,
    );
    expect(contract).toMatch(/^sha256:[0-9a-f]{64}$/);
    elsewhere.closeAllConnections();
    elsewhere.close();
  });
});

describe.skipIf(noBrowser)('the notebook of examples/', () => {
  test('runs its cells, and again those that read what was changed', async () => {
    const elsewhere = createServer(async ({ url }, answer) => {
      const isPage = url!.startsWith('/?');
      const file = isPage ? 'index.html' : url!.slice(1);
      const type = isPage ? 'text/html' : 'text/javascript';
      answer
        .writeHead(200, { 'content-type': type })
        .end(await readFile(new URL(file, new URL('notebook/', EXAMPLES))));
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, 'localhost', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    const address = `/?api=${encodeURIComponent(await apiAddress())}`;
    const page = await open(address, {}, `http://localhost:${port}`);
    const cell = (name: string) => page.locator(`#${name} output`);
    const disputed = () => cell('disputed').textContent();
    await expect.poll(disputed).toMatch(/^[1-9]\d* of \d+ figures .+ 2022-09-18T23:59:59.999Z$/);
    expect(await cell('evacuated').locator('tbody tr').allInnerTexts()).toContainEqual(
      expect.stringMatching(/^Kyrgyz officials\t137000\t2022-09-18/),
    );
    await cell('moment').getByRole('slider').fill('0');
    await expect
      .poll(disputed)
      .toBe('0 of 0 figures are contested by claimants, as of 2022-09-13T23:59:59.999Z');
    const code = page.getByLabel('The code of disputed');
    await code.fill('(figures, nothing) => figures.length');
    await code.blur();
    await expect.poll(disputed).toBe('Error: There is no cell nothing.');
    elsewhere.closeAllConnections();
    elsewhere.close();
  });
});

describe.skipIf(noBrowser)('for programs', () => {
  test('llms.txt leads to guides that are there, as Markdown', async () => {
    const text = await (await fetch(`${site}/llms.txt`)).text();
    const guides = [...text.matchAll(/\((\S+\/docs\/[\w-]+\.md)\)/g)].map(
      ([, address]) => address!,
    );
    expect(guides.length).toBeGreaterThanOrEqual(9);
    for (const address of guides) {
      const answer = await fetch(address);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        'text/markdown; charset=utf-8',
      ]);
      expect(await answer.text()).toMatch(/^# /);
    }
  });

  test('the changes of the schema come as a feed', async () => {
    const answer = await fetch(`${site}/docs/changes/feed.atom`);
    expect(answer.headers.get('content-type')).toContain('application/atom+xml');
    const feed = await answer.text();
    expect(feed).toMatch(/<entry>\n<id>http:\S+#d2026-11-27<\/id>/);
    expect(feed.match(/<entry>/g)).toHaveLength(feed.match(/<\/entry>/g)!.length);
  });

  test('a guide that there is none of is 404', async () => {
    expect((await fetch(`${site}/docs/nothing`)).status).toBe(404);
    expect((await fetch(`${site}/docs/nothing.md`)).status).toBe(404);
  });
});
