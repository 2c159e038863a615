import { describe, expect, test } from 'vitest';
import { noBrowser, open } from './browser.ts';

describe.skipIf(noBrowser)('the styleguide', () => {
  test('shows each component with the record in it, and rewinds them together', async () => {
    const page = await open('/styleguide', { javaScriptEnabled: false });
    const part = (name: string) => page.getByRole('region', { name, exact: true });
    expect(await part('Status ledger').innerText()).toContain('Breach alleged');
    await part('As-of control').getByLabel('Show the record as of (UTC)').fill('2022-09-16T14:00');
    await part('As-of control').getByRole('button', { name: 'Rewind' }).click();
    await page.waitForURL('**/styleguide?asOf=2022-09-16T14**');
    expect(await part('Status ledger').innerText()).not.toContain('Breach alleged');
  });

  test('shows what is folded on other pages open: a citation that can be copied, files, suggestions', async () => {
    const page = await open('/styleguide?asOf=2022-09-16T14:00:00Z');
    const part = (name: string) => page.getByRole('region', { name, exact: true });
    expect(await part('Cite box').innerText()).toContain(
      '/conflicts/kyrgyzstan-tajikistan?asOf=2022-09-16T14:00:00Z',
    );
    const csv = part('Download menu').getByRole('link', { name: 'Events, CSV' });
    expect(await csv.getAttribute('href')).toContain(
      '/events.csv?conflicts=kyrgyzstan-tajikistan&asOf=2022-09-16T14',
    );
    await part('Search field').getByRole('combobox').fill('batken');
    await part('Search field').getByRole('option').first().waitFor();
    expect(await part('Filter bar').getByRole('checkbox').count()).toBe(4);
    expect(await part('Map of squares').getByRole('link').count()).toBeGreaterThan(2);
  });

  test('speaks the reader’s language', async () => {
    const page = await open('/ru/styleguide', { javaScriptEnabled: false });
    expect(await page.locator('h1').innerText()).toBe('Стили и части сайта');
    expect(await page.getByRole('region', { name: 'Окно цитирования' }).count()).toBe(1);
  });

  test('shows the tokens that are in force: their colours are those of the page', async () => {
    const page = await open('/styleguide', { colorScheme: 'dark' });
    const row = page.getByRole('row', { name: /--paper/ });
    expect(await row.innerText()).toContain('#15171a');
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe('rgb(21, 23, 26)');
  });

  test.each([
    ['/styleguide', ['inter-latin', 'newsreader-latin']],
    [
      '/ru/styleguide',
      ['inter-cyrillic', 'inter-latin', 'newsreader-latin', 'source-serif-4-cyrillic'],
    ],
  ])('the letters that %s begins with come before they are painted', async (path, fonts) => {
    const page = await open(path, { javaScriptEnabled: false });
    const links = page.locator('link[rel=preload][as=font]');
    const files = await links.evaluateAll((all) => all.map((each) => each.getAttribute('href')!));
    expect(files.map((file) => /([a-z][a-z\d-]+)-wght/.exec(file)![1]).sort()).toEqual(fonts);
  });

  test('is kept out of search engines', async () => {
    const page = await open('/styleguide');
    expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex');
  });
});
