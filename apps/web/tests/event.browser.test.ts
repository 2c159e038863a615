import { describe, expect, test } from 'vitest';
import { noBrowser, open } from './browser.ts';

describe.skipIf(noBrowser)('a reader of an event', () => {
  test('sees how closely its place is known and where the entry comes from, and goes to the episode', async () => {
    const page = await open('/events/ucdp:ged:396873', { javaScriptEnabled: false });
    const particulars = page.getByRole('region', { name: 'When, where, who' });
    expect(await particulars.innerText()).toMatch(/Where\s+[\s\S]+° N, [\d.]+° E/);
    const source = page.getByRole('region', { name: 'Where the entry comes from' });
    expect(await source.innerText()).toContain('UCDP event');
    await particulars.getByRole('link', { name: 'Border fighting of April and May 2021' }).click();
    await page.waitForURL('**/events/kgz-tjk-2021-04-fighting');
    await expect
      .poll(() => page.getByRole('region', { name: /^Made up of/ }).innerText())
      .toContain('Fighting around Kok');
  });

  test('reads it in Russian', async () => {
    const page = await open('/ru/events/ucdp:ged:396873');
    expect(await page.getByRole('region', { name: 'Когда, где, кто' }).count()).toBe(1);
  });
});
