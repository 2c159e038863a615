import { describe, expect, test } from 'vitest';
import { answerAt } from './answer-of.ts';
import { noBrowser, open } from './browser.ts';

interface Entity {
  name: string;
  totals: { events: number; deaths: { best: number } | null };
}

describe.skipIf(noBrowser)('an index of a span of days', () => {
  test.each([
    ['/conflicts?year=2021', 'conflicts'],
    ['/countries?during=2021-04/2021-05', 'countries'],
    ['/actors?during=2021-04/2021-05&order=MOST_EVENTS', 'actors'],
    ['/countries?during=2021-04&order=NAME_ASC', 'countries'],
  ])('%s has the sums of one query, without a script', async (address, field) => {
    const page = await open(address, { javaScriptEnabled: false });
    const data = await answerAt(page.getByRole('link', { name: 'Open in playground' }));
    const { nodes } = data[field] as { nodes: Entity[] };
    const expected = nodes.filter(({ totals }) => totals.events > 0);
    expect(expected.length).toBeGreaterThan(0);
    const rows = page.locator('tbody tr');
    expect(await rows.count()).toBe(expected.length);
    for (const [at, { name, totals }] of expected.entries()) {
      const row = rows.nth(at);
      expect(await row.locator('th').innerText()).toContain(name);
      expect(await row.locator('td.events').innerText()).toBe(totals.events.toLocaleString('en'));
      if (totals.deaths) {
        expect(await row.locator('td.deaths').innerText()).toContain(
          totals.deaths.best.toLocaleString('en'),
        );
      }
    }
  });

  test('says of how many days nothing is loaded that speaks of all of them', async () => {
    const page = await open('/conflicts?during=2021-04', { javaScriptEnabled: false });
    // The record's own dataset is an extract, of which no event tells nothing.
    expect(await page.locator('main').innerText()).toContain('Days of which nothing is loaded: 30');
  });

  test('of days that nothing is on record of says so', async () => {
    const page = await open('/actors?year=1990', { javaScriptEnabled: false });
    expect(await page.locator('main').innerText()).toContain('Nothing on record may have happened');
  });
});
