import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { noBrowser, open, orphanedSite, site, stalledSite } from './browser.ts';

describe.skipIf(noBrowser)('a mistake', () => {
  test.each([
    ['/conflicts/nowhere', 404, 'nowhere'],
    ['/events/ucdp:ged:0', 404, 'ucdp:ged:0'],
    ['/agreements/none', 404, 'none'],
    ['/reports/none', 404, 'none'],
    ['/claims/none', 404, 'none'],
    ['/actors/none', 404, 'none'],
    ['/datasets/none', 404, 'none'],
    ['/datasets/ucdp:ged@21.01.21.12?flag=ODD', 400, 'SOURCES_UNREADABLE'],
    ['/datasets/compare?from=ucdp:ged@21.01.21.12', 400, 'Two releases are needed'],
    ['/docs/schema/Klaim', 404, 'Klaim'],
    ['/places/nowhere', 404, 'nowhere'],
    ['/changes?from=2022-09-17&to=2022-09-16', 400, 'before they start'],
    ['/changes?since=abc', 400, '“abc” is not a day'],
    ['/changes?until=2022-02-30', 400, '“2022-02-30” is not a day'],
    ['/countries/kyrgyzstan?during=2022/2021', 400, 'before they start'],
    ['/places/kyrgyzstan?during=2022/2021', 400, 'before they start'],
    ['/places/kyrgyzstan?year=abc', 400, 'no year, month or span of days'],
    ['/explore?during.from=tomorrow', 400, 'Write it as 2021-04-29'],
    ['/explore?at=moon', 400, 'no view of the map'],
    ['/nothing/here', 404, ''],
    ['/conflicts/kyrgyzstan-tajikistan?asOf=yesterday', 400, 'Write it as 2022-09-16'],
    ['/conflicts/kyrgyzstan-tajikistan?after=zzz', 400, 'cursor'],
    ['/conflicts/%3Cscript%3Ealert(1)%3C%2Fscript%3E', 404, '<script>alert(1)</script>'],
  ])('%s is a page of its own, status %i, with a way on', async (path, status, words) => {
    const response = await fetch(site + path);
    expect(response.status).toBe(status);
    const page = await open(path);
    const main = page.locator('main');
    expect(await main.innerText()).toContain(words);
    expect(await main.innerText()).not.toMatch(/at .+:\d+:\d+/);
    expect(await main.getByRole('link').count()).toBeGreaterThan(0);
  });

  test('days that are none leave the form of what moved as it was filled in', async () => {
    const page = await open(
      '/changes?from=abc&to=2022-09-16&kind=REVISED&conflict=kyrgyzstan-tajikistan',
      { javaScriptEnabled: false },
    );
    expect(await page.getByRole('alert').innerText()).toContain('“abc” is not a day');
    expect(await page.getByLabel('To', { exact: true }).inputValue()).toBe('2022-09-16');
    expect(await page.locator('select[name="conflict"]').inputValue()).toBe(
      'kyrgyzstan-tajikistan',
    );
    expect(await page.locator('input[name="kind"]:checked').count()).toBe(1);
    expect(await page.locator('main').innerText()).not.toContain('Nothing');
  });

  test('an address that leads nowhere leads to a search for what it may have meant', async () => {
    const page = await open('/conflicts/kyrgyzstan-tadjikistan');
    await page.getByRole('link', { name: '“kyrgyzstan tadjikistan”' }).click();
    await page.waitForURL('**/search?q=kyrgyzstan+tadjikistan');
    expect(await page.locator('main').innerText()).toContain('Kyrgyzstan – Tajikistan');
  });

  test.each([
    ['/actors/government-kyrgyzstan', 'Government of Kyrgyzstan'],
    ['/conflicts/kyrgyzstan-tadjikistan', 'Kyrgyzstan – Tajikistan'],
    ['/places/batken', 'Batken'],
  ])('%s names what it may have meant, and leads there', async (path, name) => {
    expect((await fetch(site + path)).status).toBe(404);
    const page = await open(path, { javaScriptEnabled: false });
    const nearly = page.locator('.nearly').getByRole('link', { name }).first();
    await nearly.click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  });

  test('what was nearly meant is an address of the page, whichever way the page is asked for', async () => {
    const claimants = 'claimant=government-kyrgyzstan&claimant=government-of-tajikistan';
    for (const path of ['/claimants', '/claimants/__data.json']) {
      const answer = await (await fetch(`${site}${path}?${claimants}`)).text();
      expect(answer).toContain('/claimants?claimant=government-of-kyrgyzstan');
      expect(answer).not.toContain('__data.json?');
    }
  });

  test('an API that does not answer is told of, with status 503', async () => {
    const response = await fetch(`${orphanedSite}/conflicts/kyrgyzstan-tajikistan`);
    expect(response.status).toBe(503);
    const page = await open('/conflicts/kyrgyzstan-tajikistan', {}, orphanedSite);
    expect(await page.locator('main').innerText()).toContain('does not answer just now');
    expect(await page.getByRole('link', { name: 'Try again' }).count()).toBe(1);
  });

  test('an API that never answers is given up, with status 504', async () => {
    const page = await open('/conflicts', {}, stalledSite);
    expect((await fetch(`${stalledSite}/agreements`)).status).toBe(504);
    expect(await page.locator('main').innerText()).toContain('did not answer in time');
    expect(await page.getByRole('link', { name: 'Try again' }).count()).toBe(1);
  });

  test.each([
    ['ru', 'Под таким именем ничего не записано'],
    ['ky', 'Мындай ат менен эч нерсе жазылган эмес'],
    ['tg', 'Бо ин ном чизе сабт нашудааст'],
  ])('is told of in %s', async (locale, words) => {
    const response = await fetch(`${site}/${locale}/conflicts/nowhere`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain(words);
  });
});

describe.skipIf(noBrowser)('headers', () => {
  test.each(['/', '/conflicts/nowhere', '/ru/conflicts'])('keep %s to itself', async (path) => {
    const { headers } = await fetch(site + path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('geolocation=()');
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src 'self'( 'sha256-[^']+')+(;|$)/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  test.each(['/conflicts', '/explore', '/ru/claims/kgz-tjk-fled-18500'])(
    'let each script of %s run by its hash, and no other',
    async (path) => {
      const response = await fetch(site + path);
      const policy = response.headers.get('content-security-policy')!;
      const allowed = [...policy.matchAll(/'sha256-([^']+)'/g)].map(([, hash]) => hash!);
      const html = await response.text();
      const scripts = [
        ...html.matchAll(/<script(?! type="application\/ld)([^>]*)>([\s\S]*?)<\/script>/g),
      ];
      const written = scripts.flatMap(([, attributes, text]) =>
        attributes!.includes('src=') ? [] : [createHash('sha256').update(text!).digest('base64')],
      );
      expect(written.length).toBeGreaterThan(0);
      expect(allowed.toSorted()).toEqual(written.toSorted());
    },
  );
});
