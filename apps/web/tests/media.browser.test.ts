import { describe, expect, test } from 'vitest';
import { noBrowser, site, open } from './browser.ts';

const CONFLICT = '/conflicts/kyrgyzstan-tajikistan?asOf=2022-09-16T23:59:59Z';

describe.skipIf(noBrowser)('on paper', () => {
  test.each(['light', 'dark'] as const)(
    'a page is black on white, without what paper cannot do (%s screen)',
    async (colorScheme) => {
      const page = await open(CONFLICT, { colorScheme, javaScriptEnabled: false });
      await page.emulateMedia({ media: 'print', colorScheme });
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
        'rgb(255, 255, 255)',
      );
      expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(0, 0, 0)');
      for (const gone of ['Open in playground', 'Explore', 'Rewind']) {
        expect(await page.getByText(gone, { exact: true }).first().isVisible()).toBe(false);
      }
    },
  );

  test('what is folded is open, and the page tells its address', async () => {
    const page = await open(CONFLICT, { javaScriptEnabled: false });
    const table = page.locator('main details table').first();
    expect(await table.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await table.isVisible()).toBe(true);
    expect(await page.getByText(site + CONFLICT, { exact: true }).isVisible()).toBe(true);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
  });
});

describe.skipIf(noBrowser)('for who asked for less motion', () => {
  test('nothing moves', async () => {
    const page = await open(CONFLICT, { reducedMotion: 'reduce' });
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((element) => {
          const { animationName, transitionDuration } = getComputedStyle(element);
          return animationName !== 'none' || transitionDuration !== '0s';
        }).length,
    );
    expect(moving).toBe(0);
  });
});
