import { describe, expect, test } from 'vitest';
import { noBrowser, open, site } from './browser.ts';

const PAGE = '/conflicts/kyrgyzstan-tajikistan';
const EVENING = `${PAGE}?asOf=2022-09-16T21:59:59.999Z`;

describe.skipIf(noBrowser)('a reader rewinds a conflict', () => {
  test('with the arrow keys: figures and ledger follow, the page is not loaded again', async () => {
    const page = await open(EVENING);
    const slider = page.getByRole('slider', { name: 'Moment to show' });
    const status = page.locator('[data-status]').first();
    const claimed = page.getByRole('region', { name: 'What was claimed' });
    await slider.focus();
    await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
    expect(await slider.getAttribute('aria-valuetext')).toBe(
      '16 September 2022, 21:59 UTC, 39 claims',
    );
    expect(await claimed.innerText()).toContain('120,000');

    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL('**asOf=2022-09-16T10*');
    await expect
      .poll(() => slider.getAttribute('aria-valuetext'))
      .toBe('16 September 2022, 10:00 UTC, 4 claims');
    await expect.poll(() => status.getAttribute('data-status')).toBe('ANNOUNCED');
    expect(await claimed.innerText()).not.toContain('120,000');
    const control = page.getByRole('region', { name: 'As of' });
    expect(await control.getByRole('status').innerText()).toContain(
      'As of 16 September 2022, 10:00 UTC.',
    );
    expect(await control.innerText()).toMatch(
      /What changed[\s\S]+Ceasefire of 16 September 2022: announced/,
    );

    // Still the same document, and the keyboard still on the knob.
    expect(await page.evaluate(() => Reflect.get(globalThis, 'sameDocument'))).toBe(true);
    expect(await slider.evaluate((knob) => knob === document.activeElement)).toBe(true);

    await page.keyboard.press('End');
    await page.waitForURL((url) => !url.searchParams.has('asOf'));
    await expect.poll(() => claimed.innerText()).toContain('contested');
  });

  test('asks once, not at every key, and Back leaves the page', async () => {
    const page = await open('/conflicts');
    await page.getByRole('link', { name: 'Kyrgyzstan – Tajikistan' }).click();
    await page.waitForURL(`**${PAGE}`);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('__data.json')) asked.push(request.url());
    });
    const slider = page.getByRole('slider', { name: 'Moment to show' });
    await slider.focus();
    for (let press = 0; press < 6; press++) await page.keyboard.press('ArrowLeft');
    await page.waitForURL('**asOf=**');
    expect(asked.length).toBeLessThanOrEqual(2);
    await page.goBack();
    await page.waitForURL('**/conflicts');
  });

  test('without JavaScript, step by step and by the form', async () => {
    const page = await open(EVENING, { javaScriptEnabled: false });
    expect(await page.getByRole('slider').count()).toBe(0);
    await page.getByRole('link', { name: 'Moment before: 16 September 2022, 17:59' }).click();
    await page.waitForURL('**asOf=2022-09-16T17**');
    await expect
      .poll(() => page.locator('[data-status]').first().getAttribute('data-status'))
      .toBe('ANNOUNCED');
    await page.getByLabel('Show the record as of (UTC)').fill('2022-09-15T12:00');
    await page.getByRole('button', { name: 'Rewind' }).click();
    await page.waitForURL('**asOf=2022-09-15**');
    await expect
      .poll(() => page.locator('[data-status]').first().getAttribute('data-status'))
      .toBe('NONE');
  });
});

test('the list of reports has those published by the moment, and says so', async () => {
  const page = async (path: string) => {
    const html = await (await fetch(site + path)).text();
    const days = [...html.matchAll(/<time datetime="([^"]+)"/g)].map(([, at]) => at!);
    return { html, days };
  };
  const asOf = '2022-09-16T12:00:00Z';
  expect((await page('/reports')).days.some((at) => at > asOf)).toBe(true);
  const { html, days } = await page(`/reports?asOf=${asOf}`);
  expect(days.length).toBeGreaterThan(0);
  expect(days.filter((at) => at > asOf)).toEqual([]);
  expect(html).toContain('certainly been published by 16 September 2022, 12:00 UTC');
  const { html: none, days: before } = await page('/reports?asOf=1990-01-01T00:00:00Z');
  expect(before).toEqual([]);
  expect(none).toContain('None had certainly been published by then.');
});
