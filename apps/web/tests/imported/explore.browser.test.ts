import { describe, expect, test } from 'vitest';
import { noBrowser, open } from '../browser.ts';

describe.skipIf(noBrowser)('whose sums they are (skipped where ../shared is absent)', () => {
  test('explore and a brief name who estimates deaths, and not who counts the displaced', async () => {
    const explore = await open('/explore?measure=deaths', { javaScriptEnabled: false });
    expect(
      await explore.locator('section[aria-labelledby=statistics] figcaption').innerText(),
    ).toContain('from its dataset’s provider (Uppsala Conflict Data Program), never');
    // It has events: they can be asked for.
    expect(await explore.locator('main').textContent()).toContain(
      'IDMC Internal Displacement Updates',
    );
    const brief = await open('/countries/ethiopia', { javaScriptEnabled: false });
    const loaded = brief.locator('p', { hasText: 'Datasets of events loaded here' });
    expect(await loaded.innerText()).toContain('UCDP');
    expect(await loaded.innerText()).not.toContain('IDMC');
  });
});
