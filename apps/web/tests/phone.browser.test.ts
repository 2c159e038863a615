import { describe, expect, test } from 'vitest';
import { noBrowser, open } from './browser.ts';
import { PAGES } from './pages.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

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
      const page = await open(path, PHONE);
      const { scrollHeight, scrollWidth } = await page.evaluate(() => ({
        scrollHeight: document.documentElement.scrollHeight,
        scrollWidth: document.documentElement.scrollWidth,
      }));
      expect(scrollHeight).toBeLessThan(LONGEST);
      expect(scrollWidth).toBeLessThanOrEqual(390);
    },
  );

  test('fingers have 44 pixels for what a page offers', async () => {
    const page = await open('/conflicts/kyrgyzstan-tajikistan', PHONE);
    await page.locator('header summary', { hasText: 'Tools' }).first().click();
    const targets = page.locator(
      'header nav[aria-label] a, footer nav a, .controls summary, .controls .single a, .tools summary, .tools > a, nav[aria-label="Sections of this page"] a',
    );
    const heights = await targets.evaluateAll((found) =>
      found
        .filter((each) => each.checkVisibility({ contentVisibilityAuto: true }))
        .map((each) => [each.textContent.trim(), each.getBoundingClientRect().height] as const)
        .filter(([, height]) => height > 0),
    );
    expect(heights.length).toBeGreaterThan(10);
    expect(heights.filter(([, height]) => height < 44)).toEqual([]);
  });

  test('what is wrong with a question is seen first', async () => {
    const page = await open('/explore?kinds=WAR&minDeaths=x', PHONE);
    const fault = await page.getByRole('alert').boundingBox();
    const form = await page.locator('form[aria-label="Filters"]').boundingBox();
    expect(fault!.y).toBeLessThan(844);
    expect(fault!.y + fault!.height).toBeLessThanOrEqual(form!.y);
  });
});
