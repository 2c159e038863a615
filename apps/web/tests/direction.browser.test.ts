import { describe, expect, test } from 'vitest';
import { hostileSite, noBrowser, open } from './browser.ts';
import { ARABIC } from './hostile-api.ts';
import { PAGES } from './pages.ts';

const pages = (
  ['conflict, now', 'event', 'actor', 'search', 'explore, filtered', 'report', 'datasets'] as const
).map((name) => [name, PAGES[name]] as const);

/**
 * What stands left of what it follows, in the same line of the same paragraph: text that something
 * before it has reordered. A word of Arabic counts as one sign, wherever its letters stand in it.
 */
function reordered(arabic: string): string[] {
  interface Sign {
    left: number;
    top: number;
    text: string;
  }
  const isInline = (element: Element) => getComputedStyle(element).display === 'inline';
  const found: string[] = [];
  let paragraph: Element | null = null;
  let before: Sign | null = null;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent!;
    let block = node.parentElement!;
    if (block.closest('script, style, noscript')) continue;
    while (isInline(block)) block = block.parentElement!;
    if (block !== paragraph) before = null;
    paragraph = block;
    for (const match of text.matchAll(new RegExp(`${arabic}|[\\p{L}\\p{N}]`, 'gu'))) {
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const { left, top, width } = range.getBoundingClientRect();
      if (width === 0) continue;
      // Smaller and raised text stands a little higher in the same line.
      if (before && Math.abs(before.top - top) < 3 && left < before.left - 0.5) {
        found.push(`${before.text} | ${text.slice(match.index, match.index + 30)}`);
      }
      before = { left, top, text: text.slice(Math.max(0, match.index - 30), match.index + 1) };
    }
  }
  return found.slice(0, 5);
}

describe.skipIf(noBrowser)('a page whose names order a direction', () => {
  test.each(pages)('reads in its own: %s', async (_, path) => {
    const page = await open(path, {}, hostileSite);
    expect(await page.locator('main').innerText()).toContain(ARABIC);
    expect(await page.evaluate(reordered, ARABIC)).toEqual([]);
    // Nor do the names that programs and other sites show, beside text of their own.
    const html = await (await fetch(hostileSite + path)).text();
    expect(html).not.toMatch(/[\u202A-\u202E]/);
    const [, title] = html.match(/<title>(.*?)<\/title>/)!;
    expect(title!.split('\u2068')).toHaveLength(title!.split('\u2069').length);
    const [linked] = html.match(/<script type="application\/ld\+json">.*?<\/script>/) ?? [];
    expect(linked ?? '').not.toMatch(/[\u2066-\u2069]/);
    // And no address of the record runs a script.
    expect(await page.locator('[href^="javascript:" i], [href^="data:" i]').count()).toBe(0);
    expect(html).not.toContain('javascript:');
  });
});
