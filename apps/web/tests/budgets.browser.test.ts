import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Question } from './api-watch.ts';
import { noBrowser, laidOut, newPage, watched, watchedSite } from './browser.ts';
import { PAGES } from './pages.ts';

/** Kilobytes of JavaScript, compressed as it travels, before a page has come alive. */
const MOST_SCRIPT = 80;
/** Pages to work with, and the one of all components. */
const MORE_SCRIPT = { '/explore': 150, '/styleguide': 150 };
/** Kilobytes of the page itself, compressed, with its styles and what its scripts take it up from. */
const MOST_PAGE = 60;
const MOST_SHIFT = 0.1;
/** How long after a page its letters come: what stood in for them has been painted by then. */
const LETTERS_LATE_MS = 300;
const MOST_QUESTIONS = 3;
/** Its list, chart, map and the counts of its form together cost more than one question may. */
const MORE_QUESTIONS = { '/explore': 4, [PAGES['not found']]: 4 };
/** Once it is known that nothing has the name, it is asked what was nearly meant. */
const MORE_WAITING = { [PAGES['not found']]: 1 };

/** What the page of a path is granted, where that is more than others are. */
const granted = (more: Readonly<Record<string, number>>, path: string, most: number) =>
  Object.entries(more).find(([start]) => path.startsWith(start))?.[1] ?? most;

async function questionsSince(): Promise<Question[]> {
  return (await (await fetch(watched)).json()) as Question[];
}

describe.skipIf(noBrowser)('what a page costs', () => {
  let page: Page;
  /** Files of letters that the page at hand has asked for. */
  let letters = 0;
  // One for all, as a new one takes more than most pages do. Where requests are routed, nothing comes from a cache.
  beforeAll(async () => {
    page = await newPage();
    await page.addInitScript(() => {
      const seen = window as unknown as { shift: number };
      seen.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
          if (!shift.hadRecentInput) seen.shift += shift.value;
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.route('**/*.woff2', async (route) => {
      letters += 1;
      await new Promise((resolve) => setTimeout(resolve, LETTERS_LATE_MS));
      await route.continue();
    });
  });
  afterAll(() => page.context().close());

  // Of two questions sent at once the second may come after a quick answer to the first; one that waits always does.
  test.each(Object.entries(PAGES))('%s', { retry: 2 }, async (name, path) => {
    // The page before has ended by then, with what it listened to.
    await page.goto(`${watchedSite}/icon.svg`);
    await questionsSince();
    letters = 0;
    await page.goto(watchedSite + path, { waitUntil: 'networkidle' });
    await laidOut(page);
    const shift = await page.evaluate(() => (window as unknown as { shift: number }).shift);
    const bytes = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter(({ name: address }) => address.endsWith('.js'))
        .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
    );
    const sent = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map((entry) => (entry as PerformanceResourceTiming).transferSize),
    );
    const pageBytes = await page.evaluate(() => {
      const [came] = performance.getEntriesByType('navigation');
      return (came as PerformanceNavigationTiming).encodedBodySize;
    });
    const questions = await questionsSince();

    const kilobytes = bytes / 1000;
    process.stdout.write(
      `${name}: ${(pageBytes / 1000).toFixed(1)} kB, ${kilobytes.toFixed(1)} kB of script, shifts ${shift.toFixed(3)}, ${questions.length} questions\n`,
    );
    expect(pageBytes / 1000).toBeLessThanOrEqual(MOST_PAGE);
    expect(bytes).toBeGreaterThan(0);
    // As for who has never been here: all of it was sent, and its letters late.
    expect(Math.min(...sent)).toBeGreaterThan(0);
    expect(letters).toBeGreaterThan(0);
    expect(kilobytes).toBeLessThanOrEqual(granted(MORE_SCRIPT, path, MOST_SCRIPT));
    expect(shift).toBeLessThanOrEqual(MOST_SHIFT);
    expect(questions.length).toBeLessThanOrEqual(granted(MORE_QUESTIONS, path, MOST_QUESTIONS));
    // A cache between the site and the API can answer each.
    expect(questions.filter(({ address }) => address === '/graphql')).toEqual([]);
    // All are asked before the first is answered: none waits for another.
    const firstAnswer = Math.min(...questions.map(({ answered }) => answered));
    const waiting = questions.filter(({ asked }) => asked > firstAnswer);
    expect(waiting.length).toBeLessThanOrEqual(granted(MORE_WAITING, path, 0));
  });
});
