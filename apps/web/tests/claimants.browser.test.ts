import { describe, expect, test } from 'vitest';
import { noBrowser, open } from './browser.ts';

describe.skipIf(noBrowser)('a reader compares claimants', () => {
  test('on the conflict’s page, and follows one to its own', async () => {
    const page = await open('/conflicts/kyrgyzstan-tajikistan');
    const claimants = page.getByRole('region', { name: /^Claimant by claimant/ });
    const row = claimants.getByRole('row').filter({ hasText: 'Kyrgyz officials' });
    expect(await row.innerText()).toMatch(
      /about 137,000\s+5,000–120,000\s+above them · 2 claimants/,
    );
    await row.getByRole('link', { name: 'Kyrgyz officials' }).click();
    await page.waitForURL('**/actors/**');
    const numbers = page.getByRole('region', { name: 'Its numbers beside the others’' });
    await expect.poll(() => numbers.innerText()).toContain('above them · 2 claimants');
    await numbers.getByRole('link', { name: 'about 137,000' }).click();
    await page.waitForURL('**/claims/**');
  });

  test('as they stood at a moment', async () => {
    const page = await open('/actors/kyrgyz-authorities?asOf=2022-09-16T23:59:59Z');
    const numbers = page.getByRole('region', { name: 'Its numbers beside the others’' });
    expect(await numbers.innerText()).toContain('no other number');
  });

  test('sees the conflicts and events of a party', async () => {
    const page = await open('/actors/government-of-kyrgyzstan', { javaScriptEnabled: false });
    const party = page.getByRole('region', { name: /^As a party/ });
    expect(await party.innerText()).toContain('against Government of Tajikistan');
    const events = page.getByRole('region', { name: /^Events it took part in/ });
    expect(await events.innerText()).toContain('11 events');
    await party.getByRole('link', { name: 'Kyrgyzstan – Tajikistan' }).click();
    await page.waitForURL('**/conflicts/kyrgyzstan-tajikistan');
  });
});
