import { describe, expect, test } from 'vitest';
import { answerOf } from './answer-of.ts';
import { noBrowser, site, open } from './browser.ts';

const BRIEF = '/countries/kyrgyzstan';

/** The sums of deaths in an answer. */
function numbersIn(answer: unknown): number[] {
  if (Array.isArray(answer)) return answer.flatMap(numbersIn);
  if (answer === null || typeof answer !== 'object') return [];
  return Object.entries(answer).flatMap(([name, value]) =>
    typeof value === 'number' && name === 'best' ? [value] : numbersIn(value),
  );
}

describe.skipIf(noBrowser)('the brief of a country', () => {
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

  test('is found by the code of its country, in whatever case', async () => {
    for (const code of ['KG', 'kg']) {
      const answer = await fetch(`${site}/countries/${code}?asOf=2022-09-16`, {
        redirect: 'manual',
      });
      expect(answer.status).toBe(308);
      expect(answer.headers.get('location')).toBe('/countries/kyrgyzstan?asOf=2022-09-16');
    }
    expect((await fetch(`${site}/countries/xx`)).status).toBe(404);
  });
});
