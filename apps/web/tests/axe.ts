import axeCore, { type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

export const WIDTHS = [390, 768, 1440];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on a page as it stands; `rules` for these alone. */
export async function faultsOf(page: Page, look: string, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(`${axeCore.source}; axe.configure({ noHtml: true })`);
  }
  const options: RunOptions = {
    runOnly: rules ? { type: 'rule', values: rules } : { type: 'tag', values: RULES },
    // Without places for all that is in order.
    resultTypes: ['violations'],
  };
  const violations = await page.evaluate(async (given) => {
    const { axe } = window as unknown as { axe: typeof axeCore };
    const { violations } = await axe.run(document, given);
    // Asked for here alone: axe would write down the text of every element that it looks at, of those in order, too.
    return violations.map(({ id, nodes }) => ({
      id,
      places: nodes.slice(0, 3).map(({ target }) => {
        const found = target.length === 1 ? document.querySelector(String(target[0])) : null;
        return found?.outerHTML.slice(0, 300) ?? target.join(' ');
      }),
    }));
  }, options);
  return violations.map(({ id, places }) => `${look} ${id}: ${places.join(' | ')}`);
}

export async function spillOf(page: Page, look: string): Promise<string[]> {
  const spill = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return spill === 0 ? [] : [`${look}: ${spill} px too wide`];
}

/** What is wrong with a page at any width, in light and dark, of one load. */
export async function faultsAtAllWidths(page: Page): Promise<string[]> {
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
  return faults;
}
