import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from 'playwright-core';
import { inject, onTestFinished } from 'vitest';

export const site = inject('site');
export const orphanedSite = inject('orphanedSite');
export const stalledSite = inject('stalledSite');
export const hostileSite = inject('hostileSite');
export const watchedSite = inject('watchedSite');
export const watched = inject('watched');
const executablePath = inject('chromium');

/** `describe.skipIf(noBrowser)`: the tests are then reported as skipped, each by its name. */
export const noBrowser = executablePath === null;

/** One for all files of a process, and another after it has crashed; it ends with the process. */
let launched: Promise<Browser> | undefined;

async function running(): Promise<Browser> {
  const browser = await (launched ??= launch());
  if (browser.isConnected()) return browser;
  return (launched = launch());
}

/**
 * What Chromium is launched without. It takes the last such list, so Playwright's own, as far as a page notices it, is
 * here again. The last two are pages of the address bar: with each new context come their processes, which take three
 * times what the context itself does.
 */
const WITHOUT = [
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
  'AimEnabled',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxPopup',
];

const launch = () =>
  chromium.launch({
    executablePath: executablePath!,
    args: [
      '--no-sandbox',
      // Without its tabs and buttons, which it would draw anew at each load. Pages do not see whether it has any.
      '--kiosk',
      // Nor does it animate them, and it draws no more of a page than its window shows, which is a strip: every frame of a
      // whole page would be drawn once more there. With nothing of the page in it, pages would get one frame a second.
      '--animation-duration-scale=0',
      '--window-size=1,150',
      // Pages live too shortly to earn back what V8's last compiler takes.
      '--js-flags=--no-turbofan',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${WITHOUT.join(',')}`,
    ],
  });

type Options = BrowserContextOptions & {
  /** Called before anything is loaded; what it listens to ends with the test. */
  onPage?: (page: Page) => void;
};

const DESKTOP = { width: 1440, height: 900 };

/** Pages whose tests are over, by the options of their contexts. */
const left = new Map<string, Page[]>();

/**
 * A page of the site, laid out, for one test: in what another test has left of a page with the same options, without
 * what that stored. A new process of Chromium, and all that it fetches and compiles, take more time than most pages.
 */
export async function open(path: string, options: Options = {}, base = site): Promise<Page> {
  const key = JSON.stringify(options);
  const page = left.get(key)?.pop() ?? (await newPage(options));
  onTestFinished(({ task }) =>
    task.result?.state === 'fail' ? page.context().close() : leave(page, key),
  );
  return arrive(page, base + path, options);
}

/**
 * The same for who has never been here, nothing of it in a cache: for tests that measure what is fetched or change it
 * on its way, or have a script run before those of the page.
 */
export async function openAnew(path: string, options: Options = {}, base = site): Promise<Page> {
  const page = await newPage(options);
  onTestFinished(() => page.context().close());
  return arrive(page, base + path, options);
}

/** An empty page with nothing in its cache, for whoever closes its context. */
export async function newPage({ onPage: _, ...options }: Options = {}): Promise<Page> {
  const browser = await running();
  const { viewport = DESKTOP, ...others } = options;
  // Given to the context, the viewport would be the size of its window, too. Pages are laid out by their own size alone.
  const context = await browser.newContext({ locale: 'en-GB', ...others, viewport: null });
  const page = await context.newPage();
  await page.setViewportSize(viewport!);
  return page;
}

async function arrive(page: Page, address: string, { onPage }: Options): Promise<Page> {
  onPage?.(page);
  await page.goto(address);
  await laidOut(page);
  return page;
}

async function leave(page: Page, key: string): Promise<void> {
  const context = page.context();
  if (page.isClosed() || context.pages().length > 1) return context.close();
  const { viewport = DESKTOP, colorScheme = 'light' } = JSON.parse(key) as Options;
  try {
    for (const event of ['request', 'pageerror', 'console']) page.removeAllListeners(event);
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await context.clearCookies();
    // Of the same site: the next test's page then has the process of this one, with what it holds in memory.
    await page.goto(`${site}/icon.svg`);
    await page.setViewportSize(viewport!);
    await page.emulateMedia({ colorScheme, media: null });
    left.set(key, [...(left.get(key) ?? []), page]);
  } catch {
    // Of a page that was not even an error of the site's.
    await context.close();
  }
}

/** Until a page is laid out whole: before, what is far below has no places and no `innerText`. */
export const laidOut = (page: Page) => page.locator(':root:not([data-layout-deferred])').waitFor();

/** To the page that a click leads to, all of it: the click alone is done when the first of it comes. */
export const follow = (page: Page, link: Locator) =>
  Promise.all([page.waitForEvent('load'), link.click()]);
