import { describe, expect, test } from 'vitest';
import { noBrowser, open } from '../browser.ts';

describe.skipIf(noBrowser)('indexes of a span (skipped where ../shared is absent)', () => {
  test('says of which days something is loaded, and leads to the last twelve months', async () => {
    const page = await open('/conflicts?during=1970/2021', { javaScriptEnabled: false });
    const main = page.locator('main');
    expect(await main.innerText()).toMatch(/Days of which nothing is loaded: \d+/);
    await page.getByRole('link', { name: /^The last twelve months covered/ }).click();
    expect(await main.innerText()).toContain('These are the last twelve months that are covered');
    expect(await main.innerText()).not.toContain('Days of which nothing is loaded');
  });

  test('is chosen by its year', async () => {
    const page = await open('/countries', { javaScriptEnabled: false });
    await page.locator('main select[name=year]').selectOption('2021');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await page.locator('h1').innerText()).toBe('Countries, 2021');
  });
});
