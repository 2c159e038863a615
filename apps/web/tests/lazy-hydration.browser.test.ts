import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { noBrowser, openAnew } from './browser.ts';

const CONFLICT = '/conflicts/kyrgyzstan-tajikistan';

const main = (page: Page) => page.locator('main').innerText();

const scriptsOf = (page: Page) =>
  page.evaluate(
    () =>
      performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).length,
  );

describe.skipIf(noBrowser)('what stands as the server wrote it', () => {
  test('loads its script only when the page has something else to show, and then shows that', async () => {
    const page = await openAnew(CONFLICT);
    await page.waitForLoadState('networkidle');
    const before = await scriptsOf(page);
    await page.getByRole('link', { name: /ceasefire: announced/ }).click();
    await page.locator('.as-of .now', { hasText: '16 September 2022, 10:00 UTC' }).waitFor();
    expect(await scriptsOf(page)).toBeGreaterThan(before);
    const drawn = await main(page);
    await page.reload({ waitUntil: 'networkidle' });
    expect(drawn).toBe(await main(page));
  });

  test('never stays behind the page, even where its script is gone', async () => {
    const page = await openAnew(CONFLICT);
    await page.waitForLoadState('networkidle');
    await page.route('**/*.js', (route) => route.abort());
    await page.getByRole('link', { name: /ceasefire: announced/ }).click();
    await page.locator('.as-of .now', { hasText: '16 September 2022, 10:00 UTC' }).waitFor();
    const status = page.locator('[data-status]').first();
    await expect.poll(() => status.getAttribute('data-status')).toBe('ANNOUNCED');
  });

  test('is where the reader left it, when they come back', async () => {
    const page = await openAnew(CONFLICT);
    await page.waitForLoadState('networkidle');
    const claim = page.locator('article.claim .summary a').nth(10);
    await claim.scrollIntoViewIfNeeded();
    const left = await page.evaluate(() => scrollY);
    await claim.click();
    await page.waitForURL('**/claims/**');
    await page.locator('h1').waitFor();
    await page.goBack();
    await page.locator('#said').waitFor();
    await expect.poll(() => page.evaluate(() => scrollY)).toBeCloseTo(left, -2);
  });

  test('is drawn with the page where one came from another', async () => {
    const page = await openAnew('/conflicts');
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => {
      const watched = window as unknown as { first: string };
      new MutationObserver((_, observer) => {
        if (!document.querySelector('h1')?.textContent?.includes('Kyrgyzstan')) return;
        watched.first = document.querySelector('main')!.innerText;
        observer.disconnect();
      }).observe(document.querySelector('main')!, { childList: true, subtree: true });
    });
    await page.locator(`main a[href="${CONFLICT}"]`).first().click();
    await page.waitForURL(`**${CONFLICT}`);
    await page.locator('#said').waitFor();
    const first = await page.evaluate(() => (window as unknown as { first: string }).first);
    expect(first).toContain('What was claimed');
    expect(first).toContain('Who said what');
  });

  test('comes alive when what needs its script is seen, and what was unfolded stays so', async () => {
    const page = await openAnew(CONFLICT, { viewport: { width: 390, height: 800 } });
    await page.waitForLoadState('networkidle');
    const slider = page.getByRole('slider');
    expect(await slider.count()).toBe(0);
    const before = await scriptsOf(page);
    const fold = page.locator('.as-of details').first();
    await fold.evaluate((details) => details.setAttribute('data-same', ''));
    await fold.locator('summary').first().click();
    await slider.waitFor();
    expect(await scriptsOf(page)).toBeGreaterThan(before);
    expect(await page.locator('.as-of details[data-same]').getAttribute('open')).toBe('');
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/asOf=/);
    await page.locator('.as-of .now', { hasText: 'UTC' }).waitFor();
    expect(await page.locator('.as-of details[data-same]').getAttribute('open')).toBe('');
  });
});
