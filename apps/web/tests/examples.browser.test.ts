import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { noBrowser, site, useBrowser } from './browser.ts';

describe.skipIf(noBrowser)('the static page of examples/', () => {
  const { open } = useBrowser();

  test('asks from another site, and shows who says how many', async () => {
    const html = await readFile(
      new URL('../../../examples/static-page/index.html', import.meta.url),
      'utf8',
    );
    const [, api] = /\[GraphQL\]\((\S+)\)/.exec(await (await fetch(`${site}/llms.txt`)).text())!;
    const elsewhere = createServer((_, answer) => {
      answer.writeHead(200, { 'content-type': 'text/html' }).end(html);
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, 'localhost', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    const address = `/?api=${encodeURIComponent(api!)}&asOf=2022-09-20T23:59:59Z`;
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
    await page.context().close();
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
