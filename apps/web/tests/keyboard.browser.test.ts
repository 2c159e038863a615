import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { noBrowser, open } from './browser.ts';

const CONFLICT = '/conflicts/kyrgyzstan-tajikistan';

/** Tab until what has the focus is called so; how often it took. */
async function tabTo(page: Page, name: string | RegExp, most = 120): Promise<number> {
  for (let times = 1; times <= most; times++) {
    await page.keyboard.press('Tab');
    const called = await page.evaluate(() => {
      const { activeElement: it } = document;
      return (it?.getAttribute('aria-label') ?? it?.textContent ?? '').trim();
    });
    if (typeof name === 'string' ? called.startsWith(name) : name.test(called)) return times;
  }
  throw new Error(`The focus never came to ${String(name)}.`);
}

/** What has the focus and does not show it; null where it does. */
const unseen = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement!;
    const { outlineStyle, outlineWidth } = getComputedStyle(focused);
    if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) return null;
    // A mark of a map has no box to outline: its own edge is drawn stronger.
    const mark = focused.closest('svg') && focused.querySelector('circle, rect, path');
    const edge = mark && parseFloat(getComputedStyle(mark).strokeWidth);
    return edge && edge >= 2 ? null : focused.outerHTML.slice(0, 200);
  });

describe.skipIf(noBrowser)('by keyboard alone', () => {
  test('past the header to the page, and one always sees where one is', async () => {
    const page = await open(CONFLICT);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the page' });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    expect((await skip.boundingBox())!.x).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    for (let times = 0; times < 40; times++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('header nav'))).toBeNull();
      expect(await unseen(page)).toBeNull();
    }
  });

  test('a file of a conflict is opened and left, and the focus is where it was', async () => {
    const page = await open(CONFLICT);
    await tabTo(page, 'Download');
    await page.keyboard.press('Enter');
    await tabTo(page, 'This page as JSON', 1);
    await page.keyboard.press('Escape');
    expect(await page.locator('details[name="page-tools"][open]').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Download');
  });

  test('a figure’s claims are unfolded, and one of them followed', async () => {
    const page = await open(CONFLICT);
    await tabTo(page, /^All \d claims, as they came/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/claims/**');
  });

  test('events are picked, counted and followed', async () => {
    const page = await open('/explore');
    await tabTo(page, 'Where');
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: /Tajikistan/ }).focus();
    await page.keyboard.press('Space');
    await tabTo(page, 'Show these events');
    await page.keyboard.press('Enter');
    await page.waitForURL(/countries=TJ/);
    await expect.poll(() => page.locator('main').innerText()).toContain('Country: Tajikistan');
  });

  test('the other language is one link away, and keeps the place', async () => {
    const page = await open(CONFLICT);
    await tabTo(page, 'Тоҷикӣ');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/tg${CONFLICT}`);
    expect(await page.locator('html').getAttribute('lang')).toBe('tg');
  });
});
