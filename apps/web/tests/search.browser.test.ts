import { describe, expect, test } from 'vitest';
import { follow, noBrowser, site, open } from './browser.ts';

describe.skipIf(noBrowser)('a reader searches', () => {
  test('from any page, without a script, among one sort of thing', async () => {
    const page = await open('/conflicts', { javaScriptEnabled: false });
    const box = page.getByRole('combobox', { name: 'Search the record' });
    await box.fill('batken');
    await box.press('Enter');
    expect(page.url().replace(site, '')).toBe('/search?q=batken');
    const only = page.getByRole('navigation', { name: 'Only' });
    await follow(page, only.getByRole('link', { name: /^Places/ }));
    const hits = await page.locator('#hits li').allInnerTexts();
    expect(hits.length).toBeGreaterThan(0);
    for (const hit of hits) expect(hit).toMatch(/^Place/);
  });

  test('in Cyrillic, and is told by what name a thing was found', async () => {
    const page = await open('/search?q=Баткен');
    expect(await page.locator('#hits').innerText()).toContain('Batken');
  });

  test('by each word that the page offers', async () => {
    const page = await open('/search');
    const words = await page
      .locator('main a[href*="/search?q="]')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    expect(words.length).toBeGreaterThan(2);
    for (const address of words) {
      await page.goto(address);
      expect(await page.locator('#hits li').count()).toBeGreaterThan(0);
    }
  });

  test('for what is not there, and is told what to try', async () => {
    const page = await open('/search?q=qqqzzzxxx');
    const main = page.locator('main');
    expect(await main.innerText()).toContain('Nothing on record is called “qqqzzzxxx”');
    expect(await main.getByRole('link', { name: 'look among the events' }).count()).toBe(1);
  });

  test('with the arrows among suggestions, and is taken there', async () => {
    const page = await open('/');
    const box = page.getByRole('combobox', { name: 'Search the record' });
    await box.pressSequentially('evacuation from');
    const list = page.getByRole('listbox', { name: 'Search the record' });
    await list.getByRole('option').first().waitFor();
    expect(await box.getAttribute('aria-expanded')).toBe('true');
    const offered = await list.getByRole('option').allInnerTexts();
    const event = offered.findIndex((text) => text.includes('Event'));
    expect(event).toBeGreaterThanOrEqual(0);
    for (let step = 0; step <= event; step++) await box.press('ArrowDown');
    const active = await box.getAttribute('aria-activedescendant');
    expect(await page.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true');
    await box.press('Enter');
    await page.waitForURL('**/events/**');
  });

  test('with Ctrl K: rooms, what was lately opened, results; Escape closes it', async () => {
    const page = await open('/conflicts');
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Go to' });
    await palette.getByRole('option', { name: /Agreements/ }).waitFor();
    await page.keyboard.type('ceasefire of 16');
    await palette.getByRole('option', { name: /Ceasefire of 16 September/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.pathname.endsWith('/conflicts'));
    expect(await palette.count()).toBe(0);
    await page.keyboard.press('Control+k');
    await palette
      .getByRole('option', { name: /Lately/ })
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await palette.waitFor({ state: 'detached' });
  });
});
