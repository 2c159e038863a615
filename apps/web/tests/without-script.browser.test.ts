import { describe, expect, test } from 'vitest';
import { follow, noBrowser, open } from './browser.ts';

const CONFLICT = '/conflicts/kyrgyzstan-tajikistan';

describe.skipIf(noBrowser)('without JavaScript', () => {
  const plainly = (path: string) => open(path, { javaScriptEnabled: false });

  test.each([
    [CONFLICT, 'five thousand', '5,000–137,000'],
    ['/events/kgz-tjk-2022-09-fighting', 'what ECHO said later', '5,000–137,000'],
    ['/agreements/kyrgyzstan-tajikistan-ceasefire-2022-09-16', 'the breach', 'Breach alleged'],
    ['/reports/kgz-tjk-report-2022-09-16', 'the bombed villages', 'bombed once more'],
    ['/actors/government-of-kyrgyzstan', 'its later tolls', '102 people were injured'],
  ])('%s is rewound by its form, and knows nothing of %s', async (path, _, later) => {
    const page = await plainly(path);
    const main = page.locator('main');
    expect(await main.innerText()).toContain(later);
    await page.locator('summary', { hasText: 'As of' }).click();
    const tool = page.locator('details[name="page-tools"][open]');
    await tool.getByLabel('Moment, in UTC').fill('2022-09-16T05:00');
    await follow(page, tool.getByRole('button', { name: 'Rewind' }));
    expect(page.url()).toContain('asOf=2022-09-16T05');
    expect(await main.innerText()).not.toContain(later);
  });

  test('conflicts are found by name, put in order, and shown without the filter again', async () => {
    const page = await plainly('/conflicts');
    const names = () => page.locator('tbody th a').allInnerTexts();
    const all = await names();
    await page.getByRole('searchbox', { name: 'Name', exact: true }).fill('tajik');
    await follow(page, page.getByRole('button', { name: 'Show' }));
    expect(await names()).toEqual(['Kyrgyzstan – Tajikistan']);
    await follow(page, page.getByRole('link', { name: 'without the filter' }));
    expect(await names()).toEqual(all);
    await page.getByLabel('In order of').selectOption('NAME_DESC');
    await follow(page, page.getByRole('button', { name: 'Show' }));
    expect(await names()).toEqual([...all].sort((a, b) => b.localeCompare(a, 'en')));
  });

  test('the claims of a conflict are turned over and back, and tell where one is', async () => {
    const page = await plainly(CONFLICT);
    const said = page.getByRole('region', { name: 'Who said what' });
    const turn = page.getByRole('navigation', { name: /^Pages/ }).filter({ hasText: 'claims' });
    const summaries = () => said.getByRole('article').allInnerTexts();
    const first = await summaries();
    expect(await turn.innerText()).toMatch(/1–20 of \d+ claims/);
    await follow(page, turn.getByRole('link'));
    expect(await turn.innerText()).toMatch(/21–\d+ of \d+ claims/);
    expect(await summaries()).not.toContain(first[0]);
    await follow(page, turn.getByRole('link').first());
    expect(await summaries()).toEqual(first);
  });

  test('a chart is read as a table, and a picture of the world too', async () => {
    const page = await plainly('/');
    const table = page.getByRole('table', { name: 'The same events as a table' });
    expect(await table.isVisible()).toBe(false);
    await page.locator('summary', { hasText: 'As a table' }).first().click();
    expect(await table.isVisible()).toBe(true);
  });

  test('what a page lists comes as a file by following a link', async () => {
    const page = await plainly('/explore?conflicts=kyrgyzstan-tajikistan');
    const link = page.locator('main').getByRole('link', { name: 'CSV' }).first();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/^casus-events-\d+-of-\d+\.csv$/);
  });
});
