import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { noBrowser, site, useBrowser } from './browser.ts';

const BRIEF = '/countries/kyrgyzstan';

/** The sums of deaths in an answer. */
function numbersIn(answer: unknown): number[] {
  if (Array.isArray(answer)) return answer.flatMap(numbersIn);
  if (answer === null || typeof answer !== 'object') return [];
  return Object.entries(answer).flatMap(([name, value]) =>
    typeof value === 'number' && name === 'best' ? [value] : numbersIn(value),
  );
}

/** What the query beside a sentence answers. */
async function answerOf(sentence: Locator): Promise<Record<string, unknown>> {
  const link = new URL((await sentence.locator('a.query').getAttribute('href'))!);
  const answer = await fetch(link.origin + link.pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: link.searchParams.get('query'),
      variables: JSON.parse(link.searchParams.get('variables')!),
    }),
  });
  const { data, errors } = (await answer.json()) as {
    data: Record<string, unknown>;
    errors?: unknown;
  };
  expect(errors).toBeUndefined();
  return data;
}

describe.skipIf(noBrowser)('the brief of a country', () => {
  const { open } = useBrowser();

  test('tells in each sentence what its query answers', async () => {
    const page = await open(BRIEF, { javaScriptEnabled: false });
    const sentences = page.locator('article p:has(a.query)');
    expect(await sentences.count()).toBeGreaterThanOrEqual(4);
    for (const sentence of await sentences.all()) {
      const data = await answerOf(sentence);
      // A table stands before the sentence that says what it goes by.
      const words = await sentence.evaluate((element) => {
        const before = element.previousElementSibling;
        const table = before?.matches('table') ? before.textContent : '';
        return `${table} ${element.textContent}`;
      });
      const { claimed } = data;
      // Of figures the brief tells the latest.
      const numbers = claimed === undefined ? numbersIn(data) : [];
      for (const number of numbers) expect(words).toContain(number.toLocaleString('en'));
    }
  });

  test('has who says how many, year by year, as its query answers', async () => {
    const page = await open(BRIEF, { javaScriptEnabled: false });
    const section = page.locator('.counted');
    const { counted } = (await answerOf(section)) as {
      counted: { year: number; deaths: { best: number } | null }[];
    };
    const years = await section.locator('h3').allTextContents();
    const sums = counted.filter(({ year, deaths }) => deaths && years.includes(`${year}`));
    expect(sums.length).toBeGreaterThan(0);
    const words = await section.textContent();
    for (const { deaths } of sums) expect(words).toContain(deaths!.best.toLocaleString('en'));
    // Beside the sums stand the numbers that claimants give themselves.
    expect(words).toContain('Internal Displacement Monitoring Centre');
  });

  test('is one page of paper', async () => {
    const page = await open(BRIEF);
    const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  });

  test('is found from the index and from the page of the country', async () => {
    const page = await open('/countries', { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Kyrgyzstan: brief on one page' }).click();
    expect(page.url()).toBe(site + BRIEF);
    await page.getByRole('link', { name: 'All of Kyrgyzstan' }).click();
    await page.getByRole('link', { name: 'Kyrgyzstan: brief on one page' }).click();
    expect(page.url()).toBe(site + BRIEF);
  });

  test('is of a country only', async () => {
    const page = await open('/countries/batken-region');
    expect(page.url()).toBe(`${site}/places/batken-region`);
  });
});
