import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { faultsAtAllWidths, faultsOf, spillOf, WIDTHS } from './axe.ts';
import { noBrowser, open } from './browser.ts';
import { PAGES } from './pages.ts';

/** What a page tells, but for what submits nothing: that works by script alone, and is there with it alone. */
async function mainText(page: Page): Promise<string> {
  await page.locator('main button[type=button]').evaluateAll((buttons) => {
    for (const button of buttons) button.remove();
  });
  return page.locator('main').innerText();
}

describe.skipIf(noBrowser)('every page', () => {
  describe.each(Object.entries(PAGES))('%s', (_, path) => {
    // One load tells all of it: what comes of a page's scripts and letters takes longer than axe.
    test('is accessible and does not spill at any width, in light and dark; reads the same without JavaScript, and loads nothing from elsewhere', async () => {
      const hosts = new Set<string>();
      const errors: string[] = [];
      const page = await open(path, {
        onPage: (opened) => {
          opened.on('request', (request) => hosts.add(new URL(request.url()).host));
          opened.on('pageerror', ({ message }) => errors.push(message));
          opened.on('console', (message) => {
            if (message.type() === 'error' && !/status of 40[04]/.test(message.text()))
              errors.push(message.text());
          });
        },
      });
      expect.soft(await faultsAtAllWidths(page)).toEqual([]);

      const plain = await open(path, { javaScriptEnabled: false });
      await page.waitForLoadState('networkidle');
      expect.soft(await mainText(plain)).toBe(await mainText(page));
      expect.soft([...hosts]).toEqual([new URL(page.url()).host]);
      expect.soft(errors).toEqual([]);
    });

    test('is so from right to left', async () => {
      const page = await open(`/ar-XB${path}`);
      const faults: string[] = [];
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        faults.push(...(await spillOf(page, `${width}`)));
        // Between the directions nothing differs but where things lie.
        const rules = width === WIDTHS.at(-1) ? undefined : ['target-size'];
        faults.push(...(await faultsOf(page, `${width}`, rules)));
      }
      expect(faults).toEqual([]);
    });
  });
});
