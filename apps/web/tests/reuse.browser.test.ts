import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noBrowser, site, open } from './browser.ts';

const CLAIM = '/embed/claims/kgz-tjk-deaths-17';
const FIGURE = '/embed/figures/kgz-tjk-deaths-17';

describe.skipIf(noBrowser)('a number that is picked up', () => {
  /** A page of somebody else's. */
  let newsroom: Server;
  let address = '';
  let body = '';
  beforeAll(async () => {
    newsroom = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<!doctype html><title>News</title>${body}`);
    });
    await new Promise<void>((resolve) => newsroom.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(newsroom.address() as AddressInfo).port}`;
  });
  afterAll(() => newsroom.close());

  test.each([300, 700])(
    'stands as a card of %i px on a page of another site, without a script',
    async (width) => {
      body = `<iframe src="${site}${FIGURE}" width="${width}" height="600"></iframe>`;
      const page = await open('/', { javaScriptEnabled: false }, address);
      const card = page.frameLocator('iframe');
      await expect
        .poll(() => card.locator('main').innerText())
        .toMatch(/17–100 or more\s+contested/);
      expect(await card.locator('li').allInnerTexts()).toEqual([
        expect.stringMatching(/Unspecified sources[^]*17/),
        expect.stringMatching(/Human Rights Watch[^]*more than 100/),
      ]);
      const [wide, room] = await card
        .locator('html')
        .evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
      expect(wide).toBeLessThanOrEqual(room!);
    },
  );

  test('is framed by anybody, and no other page of the site is', async () => {
    const policy = async (path: string) =>
      (await fetch(site + path)).headers.get('content-security-policy');
    expect(await policy(CLAIM)).toMatch(/default-src 'none'.*frame-ancestors \*/);
    expect(await policy('/claims/kgz-tjk-deaths-17')).toContain("frame-ancestors 'none'");
  });

  test('is as it was at its moment, and says when it had not been said', async () => {
    const text = async (path: string) => (await fetch(site + path)).text();
    expect(await text(`${FIGURE}?asOf=2022-09-17T23:59:59Z`)).not.toContain('Human Rights Watch');
    expect(await text(`${CLAIM}?asOf=2022-09-01`)).toContain('Not yet said at this moment.');
    expect((await fetch(`${site}/embed/claims/nothing`)).status).toBe(404);
    expect((await fetch(`${site}${CLAIM}?theme=sepia`)).status).toBe(400);
  });

  test.each([
    ['/embed/claims/nothing', 404, 'There is no such claim on record.'],
    ['/embed/nothing', 404, 'There is no such claim on record.'],
    ['/ru/embed/figures/nothing', 404, 'Такого заявления в записях нет.'],
    ['/embed/claims/%E0%A4%A', 400, 'There is no such claim on record.'],
    [`${CLAIM}?theme=sepia`, 400, '“sepia” is none of light, dark.'],
    [`/tg${FIGURE}?asOf=yesterday`, 400, 'yesterday'],
  ])('that is none, %s, says so in its frame, with status %i', async (path, status, words) => {
    const answer = await fetch(site + path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      'text/html; charset=utf-8',
    ]);
    expect(answer.headers.get('content-security-policy')).toMatch(
      /default-src 'none'; style-src 'sha256-.*frame-ancestors \*/,
    );
    body = `<iframe src="${site}${path}" width="300" height="200"></iframe>`;
    const page = await open('/', { javaScriptEnabled: false }, address);
    const main = page.frameLocator('iframe').locator('main');
    await expect.poll(() => main.innerText()).toContain(words);
    expect(await main.getByRole('link').getAttribute('target')).toBe('_top');
  });

  test('comes as a picture with its caption inside, and as a citation by its claimant', async () => {
    const svg = await fetch(`${site}${FIGURE}/card.svg`);
    expect(svg.headers.get('content-type')).toContain('image/svg+xml');
    const drawn = await svg.text();
    expect(drawn).toContain('Human Rights Watch');
    expect(drawn).toContain(`${site}/events/kgz-tjk-2022-09-fighting`);
    const png = await fetch(`${site}${FIGURE}/card.png`);
    expect([...new Uint8Array(await png.arrayBuffer())].slice(1, 4)).toEqual([0x50, 0x4e, 0x47]);
    const cited = await (await fetch(`${site}${FIGURE}/citation.txt`)).text();
    expect(cited).toMatch(/Human Rights Watch.*contested.*Through .*Said .*Read \d{4}-/);
    const early = await (await fetch(`${site}${FIGURE}/citation.txt?asOf=9000-01-01`)).text();
    expect(early).toMatch(/Read \d{4}-.*\. Follows the record until 9000-01-01T23:59:59Z\. /);
    const bib = await (await fetch(`${site}/embed/claims/kgz-tjk-fled-18500/citation.bib`)).text();
    expect(bib).toContain('author = {{Red Cross}}');
    expect(bib).toMatch(/note = \{Through [^}]*RIA/);
  });

  test.each([
    ['/ru/embed/claims/none/card.png', 404, 'Такого заявления в записях нет.'],
    ['/embed/claims/none/card.svg', 404, 'There is no such claim on record.'],
    ['/embed/claims/none/citation.bib', 404, 'There is no such claim on record.'],
    ['/embed/claims/none/citation.json', 404, 'There is no such claim on record.'],
    [`${CLAIM}/citation.txt?asOf=soon`, 400, '“soon” is not a moment.'],
    ['/tg/og/events/none/card.png', 404, 'Бо ин ном чизе сабт нашудааст'],
  ])('where there is none, %s tells people on a page, and programs', async (path, status, why) => {
    const page = await fetch(site + path, {
      headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
    });
    expect([page.status, page.headers.get('vary')]).toEqual([
      status,
      expect.stringMatching(/accept(?!-)/i),
    ]);
    const html = await page.text();
    const language = path.match(/^\/(ru|tg)\//)?.[1] ?? 'en';
    expect(html).toContain(`<html lang="${language}"`);
    expect(html).toContain(why);
    expect(html).toContain(`href="${site}${language === 'en' ? '' : `/${language}`}`);
    const typed = await fetch(site + path, { headers: { accept: 'image/png,*/*;q=0.5' } });
    expect([typed.status, typed.headers.get('content-type')]).toEqual([status, 'application/json']);
    expect(await typed.json()).toMatchObject({ message: expect.stringContaining(why) });
  });

  test('is found by programs into which an address is pasted', async () => {
    const page = await open('/ru/claims/kgz-tjk-deaths-17');
    const found = await page.locator('link[type="application/json+oembed"]').getAttribute('href');
    const answer = await (await fetch(`${found}&maxwidth=420`)).json();
    expect(answer).toMatchObject({ version: '1.0', type: 'rich', width: 420 });
    expect(answer.html).toContain(`${site}/ru${CLAIM}`);
    const status = async (query: string) => (await fetch(`${site}/oembed?${query}`)).status;
    expect(await status('url=https://elsewhere.example/claims/x')).toBe(404);
    expect(await status(`url=${site}/claims/kgz-tjk-deaths-17&format=xml`)).toBe(501);
    expect(await status(`url=${site}/claims/kgz-tjk-deaths-17&maxwidth=wide`)).toBe(400);
  });

  test('has its caption on the claim’s page without a script, and its moment with one', async () => {
    const bare = await open('/claims/kgz-tjk-fled-18500', { javaScriptEnabled: false });
    await bare.getByText('Use this number').first().click();
    await expect
      .poll(() => bare.locator('details.use[open]').innerText())
      .toMatch(/Fled: 18,500, according to Red Cross, through RIA[^]*Follows the record/);
    const page = await open('/claims/kgz-tjk-fled-18500');
    await page.getByText('Use this number').first().click();
    await expect
      .poll(() => page.locator('details.use[open]').innerText())
      .toContain('Stays as of ');
  });
});
