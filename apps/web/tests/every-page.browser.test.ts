import AxeBuilder from '@axe-core/playwright';
import { describe, expect, test } from 'vitest';
import { noBrowser, useBrowser } from './browser.ts';
import { PAGES } from './pages.ts';

const LOOKS = [390, 1440].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

describe.skipIf(noBrowser)('every page', () => {
  const { open } = useBrowser();

  describe.each(Object.entries(PAGES))('%s', (_, path) => {
    test.each(LOOKS)(
      'is accessible and does not spill at $width px, $colorScheme',
      async ({ width, colorScheme }) => {
        const page = await open(path, { viewport: { width, height: 900 }, colorScheme });
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        expect(
          violations.map(
            ({ id, nodes }) =>
              `${id}: ${nodes
                .map(({ html }) => html)
                .slice(0, 3)
                .join(' | ')}`,
          ),
        ).toEqual([]);
        const spill = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(spill).toBe(0);
        await page.context().close();
      },
    );

    test('reads the same without JavaScript, and loads nothing from elsewhere', async () => {
      const plain = await open(path, { javaScriptEnabled: false });
      const withScript = await open(path);
      const hosts = new Set<string>();
      withScript.on('request', (request) => hosts.add(new URL(request.url()).host));
      const errors: string[] = [];
      withScript.on('pageerror', ({ message }) => errors.push(message));
      withScript.on('console', (message) => {
        if (message.type() === 'error' && !/status of 40[04]/.test(message.text()))
          errors.push(message.text());
      });
      await withScript.reload({ waitUntil: 'networkidle' });
      const text = (page: typeof plain) => page.locator('main').innerText();
      expect(await text(plain)).toBe(await text(withScript));
      expect([...hosts]).toEqual([new URL(plain.url()).host]);
      expect(errors).toEqual([]);
      await plain.context().close();
      await withScript.context().close();
    });
  });
});
