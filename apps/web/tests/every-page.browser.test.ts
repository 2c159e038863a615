import axeCore, { type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { noBrowser, useBrowser } from './browser.ts';
import { PAGES } from './pages.ts';

const WIDTHS = [390, 768, 1440];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on a page as it stands; `rules` for these alone. */
async function faultsOf(page: Page, look: string, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeCore.source);
  const options: RunOptions = {
    runOnly: rules ? { type: 'rule', values: rules } : { type: 'tag', values: RULES },
    // Without places for all that is in order.
    resultTypes: ['violations'],
  };
  const violations = await page.evaluate(async (given) => {
    const { axe } = window as unknown as { axe: typeof axeCore };
    return (await axe.run(document, given)).violations;
  }, options);
  return violations.map(({ id, nodes }) => {
    const places = nodes.map(({ html }) => html).slice(0, 3);
    return `${look} ${id}: ${places.join(' | ')}`;
  });
}

async function spillOf(page: Page, look: string): Promise<string[]> {
  const spill = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return spill === 0 ? [] : [`${look}: ${spill} px too wide`];
}

describe.skipIf(noBrowser)('every page', () => {
  const { open } = useBrowser();

  describe.each(Object.entries(PAGES))('%s', (_, path) => {
    test('is accessible and does not spill at any width, in light and dark', async () => {
      const page = await open(path);
      const faults: string[] = [];
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: 'light' });
        faults.push(...(await spillOf(page, `${width}`)));
        faults.push(...(await faultsOf(page, `${width} light`)));
        await page.emulateMedia({ colorScheme: 'dark' });
        // Between light and dark nothing differs but colour.
        faults.push(...(await faultsOf(page, `${width} dark`, ['color-contrast'])));
      }
      expect(faults).toEqual([]);
      await page.context().close();
    });

    test('is so from right to left', async () => {
      const page = await open(`/ar-XB${path}`);
      const faults: string[] = [];
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        faults.push(...(await spillOf(page, `${width}`)));
        // Between the directions nothing differs but where things lie.
        faults.push(...(await faultsOf(page, `${width}`, ['target-size'])));
      }
      faults.push(...(await faultsOf(page, 'wide')));
      expect(faults).toEqual([]);
      await page.context().close();
    });

    test('reads the same without JavaScript, and loads nothing from elsewhere', async () => {
      const plain = await open(path, { javaScriptEnabled: false });
      const hosts = new Set<string>();
      const errors: string[] = [];
      const withScript = await open(path, {
        onPage: (page) => {
          page.on('request', (request) => hosts.add(new URL(request.url()).host));
          page.on('pageerror', ({ message }) => errors.push(message));
          page.on('console', (message) => {
            if (message.type() === 'error' && !/status of 40[04]/.test(message.text()))
              errors.push(message.text());
          });
        },
      });
      await withScript.waitForLoadState('networkidle');
      const text = async (page: typeof plain) => {
        // What submits nothing works by script alone, and is there with it alone.
        await page.locator('main button[type=button]').evaluateAll((buttons) => {
          for (const button of buttons) button.remove();
        });
        return page.locator('main').innerText();
      };
      expect(await text(plain)).toBe(await text(withScript));
      expect([...hosts]).toEqual([new URL(plain.url()).host]);
      expect(errors).toEqual([]);
      await plain.context().close();
      await withScript.context().close();
    });
  });
});
