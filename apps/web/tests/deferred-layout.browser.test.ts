import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { noBrowser, openAnew, site } from './browser.ts';

const CONFLICT = '/conflicts/kyrgyzstan-tajikistan';

const height = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight);

/** Whether the section is laid out, be it in sight or not. */
const isLaidOut = (page: Page) =>
  page
    .locator('section:has(#said)')
    .evaluate((section) =>
      section.firstElementChild!.checkVisibility({ contentVisibilityAuto: true }),
    );

describe.skipIf(noBrowser)('a page just come to', () => {
  test('is soon laid out whole, as tall as one that was at once', async () => {
    const page = await openAnew(CONFLICT);
    expect(await isLaidOut(page)).toBe(true);
    const tall = await height(page);
    await page.reload();
    expect(await height(page)).toBe(tall);
  });

  test('is laid out as its reader comes to it, where its scripts never come', async () => {
    const page = await openAnew('/icon.svg');
    await page.route('**/*.js', (route) => route.abort());
    await page.goto(site + CONFLICT);
    expect(await isLaidOut(page)).toBe(false);
    await page.locator('#said').scrollIntoViewIfNeeded();
    await expect.poll(() => isLaidOut(page)).toBe(true);
  });

  test.each([
    ['is come back to by reloading', (page: Page) => page.reload()],
    [
      'is come back to from another site',
      (page: Page) => page.goto('about:blank').then(() => page.goBack()),
    ],
    [
      'is come to at one of its places',
      (page: Page) => page.goto('about:blank').then(() => page.goto(`${site}${CONFLICT}#said`)),
    ],
  ])('is laid out at once where it %s', async (_, come) => {
    const page = await openAnew('/icon.svg');
    await page.route('**/*.js', (route) => route.abort());
    await page.goto(site + CONFLICT);
    await come(page);
    expect(await page.locator('html[data-layout-deferred]').count()).toBe(0);
    expect(await isLaidOut(page)).toBe(true);
  });

  test('is found where it was left, by who left before it was laid out', async () => {
    const page = await openAnew('/icon.svg');
    await page.addInitScript(() => {
      window.requestIdleCallback = () => 0;
    });
    await page.goto(site + CONFLICT, { waitUntil: 'networkidle' });
    expect(await page.locator('html[data-layout-deferred]').count()).toBe(1);
    const claim = page.locator('article.claim .summary a').nth(10);
    const top = () => claim.evaluate((link) => Math.round(link.getBoundingClientRect().top));
    // As it comes into sight, what is around it is laid out and moves it, once or twice.
    await expect
      .poll(async () => {
        await claim.scrollIntoViewIfNeeded();
        const at = await top();
        await page.waitForTimeout(100);
        return at > 0 && at < 900 && at === (await top());
      })
      .toBe(true);
    const left = await top();
    await claim.click();
    await page.waitForURL('**/claims/**');
    await page.locator('h1').waitFor();
    await page.goBack();
    await page.locator('#said').waitFor();
    await expect.poll(async () => Math.abs((await top()) - left)).toBeLessThan(2);
  });
});
