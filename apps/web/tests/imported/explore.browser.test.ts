import { describe, expect, test } from 'vitest';
import { follow, noBrowser, open } from '../browser.ts';

describe.skipIf(noBrowser)('explore and briefs (skipped where ../shared is absent)', () => {
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

  test('words that no event is called by, but a party is, lead to its events', async () => {
    const explore = await open('/explore?text=taliban', { javaScriptEnabled: false });
    const named = explore.locator('.named');
    expect(await named.innerText()).toContain('Taleban');
    await follow(explore, named.getByRole('link', { name: 'Taleban', exact: true }));
    expect(new URL(explore.url()).search).toBe('?actors=taleban');
    expect(await explore.locator('.count').innerText()).toMatch(/^[1-9][\d,]* events of/);
  });
});
