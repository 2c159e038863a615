import { describe, expect, test } from 'vitest';
import { noBrowser, useBrowser } from './browser.ts';

describe.skipIf(noBrowser)('a reader of the front page', () => {
  const { open } = useBrowser();

  test('sees what is in dispute, by whom, and goes to the conflict', async () => {
    const page = await open('/');
    const disputed = page.getByRole('region', { name: 'Figures in dispute' });
    expect(await disputed.innerText()).toMatch(/5,000–137,000\s+contested\s+by 3 claimants/);
    await disputed.getByRole('link', { name: 'Kyrgyzstan – Tajikistan' }).click();
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

  test('looks something up', async () => {
    const page = await open('/', { javaScriptEnabled: false });
    await page.getByRole('searchbox', { name: 'Search the record' }).last().fill('Vorukh');
    await page.getByRole('button', { name: 'Search' }).last().click();
    await page.waitForURL('**/search?q=Vorukh');
  });

  test('reads it in Kyrgyz', async () => {
    const page = await open('/ky');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
      'Ким эмне деди, качан жана ким аркылуу',
    );
  });
});
