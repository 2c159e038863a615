import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';

export const site = inject('site');
export const orphanedSite = inject('orphanedSite');
export const stalledSite = inject('stalledSite');
export const hostileSite = inject('hostileSite');
export const watchedSite = inject('watchedSite');
export const watched = inject('watched');
const executablePath = inject('chromium');

/** `describe.skipIf(noBrowser)`: the tests are then reported as skipped, each by its name. */
export const noBrowser = executablePath === null;

/**
 * A real browser for the tests of a file; `open` gives a fresh page of the site, laidOut. `onPage` is called
 * before anything is loaded.
 */
export function useBrowser() {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (!executablePath) return;
    browser = await chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });
  afterAll(() => browser?.close());

  async function open(
    path: string,
    { onPage, ...options }: BrowserContextOptions & { onPage?: (page: Page) => void } = {},
    base = site,
  ): Promise<Page> {
    const context = await browser!.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      ...options,
    });
    const page = await context.newPage();
    onPage?.(page);
    await page.goto(base + path);
    await laidOut(page);
    return page;
  }

  return { open };
}

/** Until a page is laid out whole: before, what is far below has no places and no `innerText`. */
export const laidOut = (page: Page) => page.locator(':root:not([data-layout-deferred])').waitFor();

/** To the page that a click leads to, all of it: the click alone is done when the first of it comes. */
export const follow = (page: Page, link: Locator) =>
  Promise.all([page.waitForEvent('load'), link.click()]);
