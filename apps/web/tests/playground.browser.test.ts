import { describe, expect, test } from 'vitest';
import { noBrowser, open } from './browser.ts';

describe.skipIf(noBrowser)('the playground', () => {
  test('a page’s own question opens there as it stands, and runs', async () => {
    const page = await open('/conflicts/kyrgyzstan-tajikistan?asOf=2022-09-16T23:59:59Z');
    await page
      .getByRole('link', { name: /playground/i })
      .first()
      .click();
    await page.getByRole('button', { name: /execute query/i }).click();
    const answer = page.getByRole('region', { name: 'Result Window' });
    // The editor draws what can be seen of the answer: its first lines.
    await answer.getByText('"data"').waitFor();
    await answer.getByText('"conflict"').first().waitFor();
    expect(await answer.getByText('"errors"').count()).toBe(0);
  });

  test('it begins with worked questions', async () => {
    const page = await open('/conflicts/kyrgyzstan-tajikistan');
    const link = await page
      .getByRole('link', { name: /playground/i })
      .first()
      .getAttribute('href');
    await page.goto(new URL('/graphql', link!).href);
    const tabs = page.getByRole('tab');
    await tabs.first().waitFor();
    expect(await tabs.count()).toBeGreaterThan(5);
    await page.getByRole('button', { name: /execute query/i }).click();
    const answer = page.getByRole('region', { name: 'Result Window' });
    await answer.getByText('"data"').waitFor();
    expect(await answer.getByText('"errors"').count()).toBe(0);
  });
});
