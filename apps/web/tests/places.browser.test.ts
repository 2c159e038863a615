import { describe, expect, test } from 'vitest';
import { follow, noBrowser, site, open } from './browser.ts';

describe.skipIf(noBrowser)('a reader of places', () => {
  test('without a script: finds one by its name in another language, and what lies in it', async () => {
    const page = await open('/places', { javaScriptEnabled: false });
    await page.getByRole('searchbox', { name: 'Name' }).fill('Баткен');
    await page.getByLabel('Kind').selectOption('ADMIN1');
    await follow(page, page.getByRole('button', { name: 'Show' }));
    await follow(page, page.getByRole('link', { name: 'Batken Region' }));
    expect(page.url()).toBe(`${site}/places/batken-region`);
    const main = page.locator('main');
    expect(await main.innerText()).toContain('Баткенская область');
    await follow(page, main.getByRole('link', { name: 'Leilek District' }).first());
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Leilek District');
  });

  test('sees what happened there, the deadliest first, and whose the numbers are', async () => {
    const page = await open('/places/batken-region', { javaScriptEnabled: false });
    const happened = page.getByRole('region', { name: 'What happened here' });
    await follow(page, happened.getByRole('link', { name: /^Deaths/ }));
    expect(await happened.getByRole('row').nth(1).innerText()).toMatch(/Kok-Tash[\s\S]+38/);
    expect(await happened.locator('caption').innerText()).toContain('Uppsala');
  });

  test('rewinds it, and finds none of what was not yet known', async () => {
    const page = await open('/places/batken-region?asOf=2015-01-01T00:00:00Z');
    expect(await page.getByText('was known by this time').count()).toBe(1);
    await page.getByRole('link', { name: 'Back to now' }).first().click();
    await page.waitForURL((url) => !url.search.includes('asOf'));
    await expect
      .poll(() => page.getByRole('link', { name: 'Evacuation from Batken Region' }).count())
      .toBe(1);
  });
});

describe.skipIf(noBrowser)('a reader of changes', () => {
  test('comes from the foot of any page to what moved last, on the record’s own days', async () => {
    const page = await open('/conflicts', { javaScriptEnabled: false });
    await follow(page, page.getByRole('contentinfo').getByRole('link', { name: 'Changes' }));
    expect(await page.getByLabel('From').inputValue()).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(await page.locator('#list li').count()).toBeGreaterThan(0);
  });

  test('asks for two days and only what was superseded: both values, each with whose it is', async () => {
    const page = await open('/changes', { javaScriptEnabled: false });
    await page.getByLabel('From').fill('2022-09-16');
    await page.getByLabel('To').fill('2022-09-19');
    await page.getByLabel('Conflict').selectOption('kyrgyzstan-tajikistan');
    for (const kind of ['New claims', 'Withdrawn', 'Agreements moved']) {
      await page.getByRole('checkbox', { name: kind }).uncheck();
    }
    await follow(page, page.getByRole('button', { name: 'Show' }));
    const entries = await page.locator('#list li').allInnerTexts();
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) expect(entry).toMatch(/→/);
  });

  test('sees a ceasefire come along by its steps', async () => {
    const page = await open('/changes?from=2022-09-16&to=2022-09-16&kind=AGREEMENT_MOVED');
    const list = await page.locator('#list').innerText();
    expect(list).toMatch(/breach alleged/);
    expect(list).toMatch(/announced/);
  });
});

describe.skipIf(noBrowser)('a reader of an index', () => {
  test.each(['/countries', '/actors', '/conflicts'])(
    'is told by %s as of a moment before any estimate that there was none, and goes to now',
    async (path) => {
      const page = await open(`${path}?asOf=2001-01-01T00:00:00Z`, { javaScriptEnabled: false });
      const lede = page.locator('.lede');
      expect(await lede.innerText()).toContain('had been published by 1 January 2001, 00:00 UTC');
      expect(await lede.innerText()).not.toContain('No dataset of events is loaded');
      await follow(page, lede.getByRole('link', { name: 'As of now' }));
      expect(page.url()).toBe(site + path);
      expect(await lede.innerText()).toContain('by the count of Uppsala Conflict Data Program');
    },
  );
});
