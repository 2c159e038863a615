import { describe, expect, test } from 'vitest';
import type { ComparedClaimantsQuery } from '../src/gql/graphql.ts';
import { answerAt } from './answer-of.ts';
import { noBrowser, open } from './browser.ts';

const BOTH = '/claimants?claimant=government-of-kyrgyzstan&claimant=kyrgyz-health-ministry';

describe.skipIf(noBrowser)('who counts higher', () => {
  test('is told of two claimants by one query, without a script', async () => {
    const page = await open(BOTH, { javaScriptEnabled: false });
    const { counts, compared } = (await answerAt(
      page.getByRole('link', { name: 'Open in playground' }),
    )) as unknown as ComparedClaimantsQuery;
    expect(compared.nodes.length).toBe(counts[0]!.compared);
    const rows = page.locator('tbody tr');
    expect(await rows.count()).toBe(compared.nodes.length);
    for (const [at, { higher, difference, overlaps, claims }] of compared.nodes.entries()) {
      const text = (await rows.nth(at).innerText()).replaceAll(/\s+/g, ' ');
      for (const { quantity } of claims) {
        expect(text).toContain((quantity!.best ?? quantity!.low)!.toLocaleString('en'));
      }
      expect(text).toContain(
        higher
          ? `${higher.claimant.name}, by ${difference.toLocaleString('en')}`
          : 'The same number',
      );
      expect(text).toContain(overlaps ? 'their ranges overlap' : 'no number in common');
    }
  });

  test('is asked by choosing two of those who count the same', async () => {
    const page = await open('/claimants', { javaScriptEnabled: false });
    const selects = page.locator('main select');
    await selects.nth(0).selectOption('government-of-kyrgyzstan');
    await selects.nth(1).selectOption('kyrgyz-health-ministry');
    await page.getByRole('button', { name: 'Compare' }).click();
    expect(new URL(page.url()).searchParams.getAll('claimant')).toEqual([
      'government-of-kyrgyzstan',
      'kyrgyz-health-ministry',
    ]);
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(0);
  });

  test('is found from a conflict of which several claimants speak', async () => {
    const page = await open('/conflicts/kyrgyzstan-tajikistan', { javaScriptEnabled: false });
    const link = page.getByRole('link', { name: 'Compare two claimants' });
    expect(await link.getAttribute('href')).toMatch(/^\/claimants\?claimant=.+&claimant=.+/);
  });

  test('of a name that nothing has says what it may mean', async () => {
    const page = await open(
      '/claimants?claimant=kyrgyz-health-ministery&claimant=government-of-kyrgyzstan',
    );
    const meant = page.getByRole('link', { name: 'Health Ministry of Kyrgyzstan' });
    await meant.click();
    await page.waitForURL(/claimant=kyrgyz-health-ministry&claimant=government-of-kyrgyzstan/);
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(0);
  });
});
