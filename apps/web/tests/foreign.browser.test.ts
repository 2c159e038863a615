import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { noBrowser, site, open } from './browser.ts';
import { PAGES } from './pages.ts';

const MESSAGES = new URL('../messages/', import.meta.url);
/** Pages whose prose is English, and says so. */
const PROSE = ['/docs', '/methodology', '/about'];
/** Names that are the same in every language. */
const NAMES = ['Natural Earth', 'CC BY'];

const read = (area: string, locale: string) =>
  JSON.parse(readFileSync(new URL(`${area}/${locale}.json`, MESSAGES), 'utf8')) as Record<
    string,
    unknown
  >;

/** Two words or more of English, with nothing to fill in, that are said otherwise in Russian. */
const english = readdirSync(MESSAGES).flatMap((area) => {
  const russian = read(area, 'ru');
  return Object.entries(read(area, 'en')).flatMap(([key, message]) =>
    typeof message === 'string' &&
    message !== russian[key] &&
    /\S\s\S/.test(message) &&
    !message.includes('{')
      ? [message]
      : [],
  );
});

/** What a reader of the page is told outside code and what is marked as English: text and labels. */
const toldOn = (page: Page) =>
  page.evaluate(() => {
    const elsewhere = '[lang=en], [hreflang], code, kbd, pre, script, style, noscript';
    const texts: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement!.closest(elsewhere)) texts.push(node.textContent!);
    }
    for (const name of ['aria-label', 'title', 'data-label']) {
      for (const element of document.querySelectorAll(`body [${name}]`)) {
        if (!element.closest(elsewhere)) texts.push(element.getAttribute(name)!);
      }
    }
    return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim()).filter(Boolean);
  });

const LATIN =
  /\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*(?: \p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*)+/gu;

const pages = Object.entries(PAGES).filter(([, path]) =>
  PROSE.every((start) => !path.startsWith(start)),
);

describe.skipIf(noBrowser)('a page in Russian', () => {
  test('has English to be told from', () => {
    expect(english).toContain('Filters in force');
    expect(english.length).toBeGreaterThan(200);
  });

  test.each(pages)('says nothing in English but what the record says: %s', async (_, path) => {
    const page = await open(`/ru${path === '/' ? '' : path}`, { javaScriptEnabled: false });
    const texts = await toldOn(page);
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.filter((text) => english.includes(text))).toEqual([]);

    const record = await recordOf(path);
    const own = texts.flatMap((text) => text.match(LATIN) ?? []);
    expect(own.filter((words) => !record.includes(words) && !NAMES.includes(words))).toEqual([]);
  });
});

/** All that the server gave the page to show, which is where the record's own words are. */
async function recordOf(path: string): Promise<string> {
  const url = new URL(`/ru${path}`, site);
  url.pathname += `${url.pathname.endsWith('/') ? '' : '/'}__data.json`;
  return (await (await fetch(url)).text()).replaceAll(/\s+/g, ' ');
}
