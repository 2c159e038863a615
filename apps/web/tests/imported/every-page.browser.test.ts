import { describe, expect, test } from 'vitest';
import { faultsAtAllWidths } from '../axe.ts';
import { noBrowser, open } from '../browser.ts';
import { IMPORTED_PAGES } from './pages.ts';

describe.skipIf(noBrowser)(
  'every page type with imported events (skipped where ../shared is absent)',
  () => {
    test.each(Object.entries(IMPORTED_PAGES))(
      '%s is accessible and does not spill at any width, in light and dark',
      async (_, path) => {
        const page = await open(path);
        expect(await page.locator('h1').innerText()).not.toMatch(/^(Not found|That address)/);
        expect(await faultsAtAllWidths(page)).toEqual([]);
      },
    );
  },
);
