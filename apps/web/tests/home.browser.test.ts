import { describe, expect, test } from 'vitest';
import { follow, noBrowser, site, open } from './browser.ts';

describe.skipIf(noBrowser)('a reader of the front page', () => {
  test('sees what is in dispute, by whom, and goes to the conflict', async () => {
    const page = await open('/');
    const disputed = page.getByRole('region', { name: 'Figures in dispute' });
    expect(await disputed.innerText()).toMatch(/5,000–137,000\s+contested\s+by 3 claimants/);
    expect(await disputed.innerText()).toMatch(/The highest is 27\.4 times the lowest/);
    await disputed.getByRole('link', { name: 'Kyrgyzstan – Tajikistan' }).first().click();
    await page.waitForURL('**/conflicts/kyrgyzstan-tajikistan');
  });

  test('opens the chain of a new claim', async () => {
    const page = await open('/', { javaScriptEnabled: false });
    const newest = page.getByRole('region', { name: 'Newest claims' });
    const [claim] = await newest.getByRole('article').all();
    expect(await claim!.getByRole('list', { name: 'Chain of attribution' }).count()).toBe(0);
    await claim!.getByText('Through whom').click();
    expect(await claim!.getByRole('list', { name: 'Chain of attribution' }).innerText()).toContain(
      'published by',
    );
  });

  test('rewinds it to before the first word was certain', async () => {
    const page = await open('/?asOf=2022-09-16T09:00Z', { javaScriptEnabled: false });
    const main = page.locator('main');
    expect(await main.innerText()).toContain('All of this as of 16 September 2022, 09:00 UTC');
    expect(await main.innerText()).not.toContain('5,000–137,000');
    await follow(page, main.getByRole('link', { name: 'Back to now' }).first());
    expect(await main.innerText()).toContain('5,000–137,000');
  });

  test('looks up what the page itself offers', async () => {
    const page = await open('/', { javaScriptEnabled: false });
    const hint = await page.getByText('in any spelling').innerText();
    const [, first, second] = /: (.+), (.+)\./.exec(hint)!;
    for (const word of [first!, second!]) {
      await page.goto(site);
      await page.getByRole('searchbox', { name: 'Search the record' }).last().fill(word);
      await follow(page, page.getByRole('button', { name: 'Search' }).last());
      expect(await page.locator('#hits li').count()).toBeGreaterThan(0);
    }
  });

  test('reads it in Kyrgyz', async () => {
    const page = await open('/ky');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
      'Ким эмне деди, качан жана ким аркылуу',
    );
  });
});
