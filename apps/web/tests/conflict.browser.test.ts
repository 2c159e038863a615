import { describe, expect, test } from 'vitest';
import { answerAt } from './answer-of.ts';
import { noBrowser, open } from './browser.ts';

const PAGE = '/conflicts/kyrgyzstan-tajikistan';
const EVENING = `${PAGE}?asOf=2022-09-16T23:59:59Z`;

describe.skipIf(noBrowser)('a reader of the conflict', () => {
  test('sees who said what, through whom, and follows a claim to its report', async () => {
    const page = await open(EVENING);
    const fled = page.getByRole('article').filter({ hasText: 'Red Cross' }).first();
    expect(await fled.getByRole('list', { name: 'Chain of attribution' }).innerText()).toMatch(
      /claimant\s+Red Cross\s+relayed by\s+RIA[\s\S]+published by[\s\S]+paragraph 4/,
    );
    await fled
      .getByRole('link', { name: 'Kyrgyzstan and Tajikistan report heavy fighting' })
      .first()
      .click();
    await page.waitForURL('**/reports/**');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
      'Kyrgyzstan and Tajikistan report heavy fighting',
    );
    expect(await page.getByText('18,500').count()).toBeGreaterThan(0);
  });

  test('rewinds from 23:59 to 09:00 UTC and sees the ceasefire unmade', async () => {
    const page = await open(EVENING);
    const status = page.locator('[data-status]').first();
    expect(await status.getAttribute('data-status')).toBe('BREACH_ALLEGED');
    await page.getByLabel('Show the record as of (UTC)').fill('2022-09-16T09:00');
    await page.getByRole('button', { name: 'Rewind' }).click();
    await page.waitForURL('**asOf=2022-09-16T09**');
    await expect.poll(() => status.getAttribute('data-status')).toBe('NONE');
    await expect
      .poll(() => page.getByText('No agreement had certainly been announced').count())
      .toBe(1);
    await page.getByRole('link', { name: /10:00 ceasefire: announced/ }).click();
    await page.waitForURL('**asOf=2022-09-16T10**');
    await expect.poll(() => status.getAttribute('data-status')).toBe('ANNOUNCED');
  });

  test('sees each figure with its claimant, and no later one', async () => {
    const page = await open(EVENING);
    const claimed = page.getByRole('region', { name: 'What was claimed' });
    const text = await claimed.innerText();
    expect(text).toContain('120,000');
    expect(text).toContain('Kyrgyz authorities');
    expect(text).not.toContain('137,000');
    expect(text).not.toContain('contested');
    await page.getByRole('link', { name: 'Back to now' }).click();
    await page.waitForURL((url) => !url.search.includes('asOf'));
    await expect.poll(() => claimed.innerText()).toContain('contested');
    await expect.poll(() => claimed.innerText()).toContain('137,000');
  });

  test('goes to the ceasefire and to an event on the map, and back by the crumbs', async () => {
    const page = await open(EVENING);
    const ceasefire = page.getByRole('heading', { name: 'Ceasefire of 16 September 2022' });
    await ceasefire.getByRole('link').click();
    await page.waitForURL('**/agreements/**');
    await expect.poll(() => page.getByText('16:00 in Bishkek').count()).toBeGreaterThan(0);
    expect(page.url()).toContain('asOf=2022-09-16T23');
    await page.goBack();
    await page.waitForURL('**/conflicts/**');
    // By keyboard: circles of one place lie over each other, and each must be reached all the same.
    await page.getByRole('region', { name: 'Where' }).locator('svg a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/events/**');
    await page
      .getByRole('link', { name: /Kyrgyzstan . Tajikistan/ })
      .first()
      .click();
    await page.waitForURL('**/conflicts/kyrgyzstan-tajikistan**');
  });

  test('reads what came when, by the clocks of the place and by UTC, and rewinds from there', async () => {
    const page = await open(PAGE);
    const timeline = page.getByRole('region', { name: /^What came when/ });
    expect(await timeline.getByRole('img', { name: /^Timeline: 17 events/ }).count()).toBe(1);
    expect(await timeline.innerText()).toMatch(
      /Ceasefire of 16 September 2022: announced\s+by Presidential Office of Kyrgyzstan · certain since 16:00 in Bishkek, 10:00 UTC/,
    );
    await timeline.getByRole('link', { name: '39 claims came to be certain' }).click();
    await page.waitForURL('**asOf=2022-09-16T21**');
    await expect.poll(() => timeline.innerText()).not.toContain('1 June 2026');
  });

  test('reads deaths by month, low to high, with who estimates them', async () => {
    const page = await open(PAGE);
    const months = page.getByRole('region', { name: 'Events by month' });
    expect(await months.innerText()).toContain(
      'sum of each event’s own estimate (Uppsala Conflict Data Program)',
    );
    await months.getByText('As a table').click();
    const row = months.getByRole('row', { name: /^Jul 2021/ });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual([
      'State-based',
      '1',
      '0',
      '1',
      '1',
      '–',
    ]);
  });

  test('opens the page’s own question in the playground', async () => {
    const page = await open(EVENING);
    const data = await answerAt(page.getByRole('link', { name: 'Open in playground' }));
    expect(data).toMatchObject({ conflict: { name: 'Kyrgyzstan – Tajikistan' } });
  });
});
