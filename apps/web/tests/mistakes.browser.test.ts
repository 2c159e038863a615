import { describe, expect, test } from 'vitest';
import { noBrowser, orphanedSite, site, useBrowser } from './browser.ts';

describe.skipIf(noBrowser)('a mistake', () => {
  const { open } = useBrowser();

  test.each([
    ['/conflicts/nowhere', 404, 'nowhere'],
    ['/events/ucdp:ged:0', 404, 'ucdp:ged:0'],
    ['/agreements/none', 404, 'none'],
    ['/reports/none', 404, 'none'],
    ['/claims/none', 404, 'none'],
    ['/actors/none', 404, 'none'],
    ['/datasets/none', 404, 'none'],
    ['/datasets/ucdp:ged@21.01.21.12?flag=ODD', 400, 'SOURCES_UNREADABLE'],
    ['/docs/schema/Klaim', 404, 'Klaim'],
    ['/places/nowhere', 404, 'nowhere'],
    ['/changes?from=2022-09-17&to=2022-09-16', 400, 'before they start'],
    ['/explore?during.from=tomorrow', 400, 'Write it as 2021-04-29'],
    ['/explore?at=moon', 400, 'no view of the map'],
    ['/nothing/here', 404, ''],
    ['/conflicts/kyrgyzstan-tajikistan?asOf=yesterday', 400, 'Write it as 2022-09-16'],
    ['/conflicts/kyrgyzstan-tajikistan?after=zzz', 400, 'cursor'],
    ['/conflicts/%3Cscript%3Ealert(1)%3C%2Fscript%3E', 404, '<script>alert(1)</script>'],
  ])('%s is a page of its own, status %i, with a way on', async (path, status, words) => {
    const response = await fetch(site + path);
    expect(response.status).toBe(status);
    const page = await open(path);
    const main = page.locator('main');
    expect(await main.innerText()).toContain(words);
    expect(await main.innerText()).not.toMatch(/at .+:\d+:\d+/);
    expect(await main.getByRole('link').count()).toBeGreaterThan(0);
    await page.context().close();
  });

  test('an API that does not answer is told of, with status 503', async () => {
    const response = await fetch(`${orphanedSite}/conflicts/kyrgyzstan-tajikistan`);
    expect(response.status).toBe(503);
    const page = await open('/conflicts/kyrgyzstan-tajikistan', {}, orphanedSite);
    expect(await page.locator('main').innerText()).toContain('does not answer just now');
    expect(await page.getByRole('link', { name: 'Try again' }).count()).toBe(1);
  });
});
