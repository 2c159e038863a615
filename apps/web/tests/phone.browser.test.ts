import { describe, expect, test } from 'vitest';
import { noBrowser, open } from './browser.ts';
import { PAGES } from './pages.ts';

/** CSS pixels; a screen of a phone is 844 of them. */
const LONGEST = 9000;
/** Made to be searched in, not read through. */
const REFERENCE = [
  'styleguide',
  'schema reference',
  'a guide',
  'cookbook',
  'paging, errors, limits',
  'changes of the schema',
];

describe.skipIf(noBrowser)('on a phone', () => {
  test.each(Object.entries(PAGES).filter(([name]) => !REFERENCE.includes(name)))(
    '%s is no longer than ten screens and no wider than one',
    async (_, path) => {
      const page = await open(path, { viewport: { width: 390, height: 844 }, hasTouch: true });
      const { scrollHeight, scrollWidth } = await page.evaluate(() => ({
        scrollHeight: document.documentElement.scrollHeight,
        scrollWidth: document.documentElement.scrollWidth,
      }));
      expect(scrollHeight).toBeLessThan(LONGEST);
      expect(scrollWidth).toBeLessThanOrEqual(390);
    },
  );
});
