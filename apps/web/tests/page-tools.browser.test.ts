import { describe, expect, test } from 'vitest';
import { noBrowser, site, open } from './browser.ts';

const CONFLICT = '/conflicts/kyrgyzstan-tajikistan';

describe.skipIf(noBrowser)('the tools of a page', () => {
  test('cite the moment that is shown, without JavaScript', async () => {
    const page = await open(`${CONFLICT}?asOf=2022-09-16T23:59:59Z`, { javaScriptEnabled: false });
    await page.locator('summary', { hasText: 'Cite' }).click();
    const permalink = `${site}${CONFLICT}?asOf=2022-09-16T23:59:59Z`;
    expect(await page.getByRole('link', { name: 'Permalink' }).getAttribute('href')).toBe(
      permalink,
    );
    expect(await page.getByRole('region', { name: 'Plain text' }).innerText()).toContain(permalink);
    expect(await page.getByRole('region', { name: 'BibTeX' }).innerText()).toContain(
      'year = {2022}',
    );
    // As of goes by when it was said: what is recorded later of what was said before comes to it.
    expect(await page.locator('details[name="page-tools"][open]').innerText()).toContain(
      'It shows what had been said by 16 September 2022, 23:59 UTC. What is said later does not change it; what had been said by then and is recorded only later is added.',
    );
    const csl = JSON.parse(await page.getByRole('region', { name: 'CSL-JSON' }).innerText());
    expect(csl[0]).toMatchObject({ title: 'Kyrgyzstan – Tajikistan', URL: permalink });
  });

  test('promise nothing of a moment that is still to come, without JavaScript and with it', async () => {
    for (const javaScriptEnabled of [false, true]) {
      const page = await open(`${CONFLICT}?asOf=9000-01-01`, { javaScriptEnabled });
      await page.locator('summary', { hasText: 'Cite' }).click();
      const box = page.locator('details[open]');
      await expect
        .poll(() => box.innerText())
        .toContain(
          'Not frozen: 1 January 9000, end of day UTC is still to come. Until then it shows the record as it stands.',
        );
      expect(await box.innerText()).toContain('Follows the record until 9000-01-01T23:59:59Z');
    }
  });

  test.each(['/datasets', '/datasets/ucdp:ged@21.01.21.12'])(
    'cite %s, which cannot be rewound, without the moment in its address',
    async (path) => {
      const page = await open(`${path}?asOf=2022-01-01`, { javaScriptEnabled: false });
      expect(await page.getByRole('note').innerText()).toContain('cannot be rewound');
      await page.locator('summary', { hasText: 'Cite' }).click();
      const box = page.locator('details[open]');
      expect(await box.innerText()).toContain('It always shows the record as it then stands.');
      expect(await box.innerText()).not.toContain('2022-01-01');
      const link = page.getByRole('link', { name: 'Permalink' });
      expect(await link.getAttribute('href')).toBe(site + path);
    },
  );

  test('cite the page as it is now by the moment it was made', async () => {
    const before = Date.now();
    const page = await open(CONFLICT);
    await page.locator('summary', { hasText: 'Cite' }).click();
    await page.getByRole('button', { name: /Copy.*BibTeX/ }).waitFor();
    const href = await page.getByRole('link', { name: 'Permalink' }).getAttribute('href');
    const frozen = Date.parse(new URL(href!).searchParams.get('asOf')!);
    expect(Math.abs(frozen - before)).toBeLessThan(60_000);
  });

  test('freeze the page as it is now at a permalink, without JavaScript', async () => {
    const before = Date.now();
    const page = await open(CONFLICT, { javaScriptEnabled: false });
    await page.locator('summary', { hasText: 'Cite' }).click();
    await page.getByRole('link', { name: 'Permalink' }).click();
    await page.waitForURL(/asOf=20/);
    const frozen = Date.parse(new URL(page.url()).searchParams.get('asOf')!);
    expect(Math.abs(frozen - before)).toBeLessThan(60_000);
    await page.locator('summary', { hasText: 'Cite' }).click();
    expect(await page.getByRole('region', { name: 'Plain text' }).innerText()).toContain(
      page.url(),
    );
  });

  test('download exactly the events that the page picks, and say how many of how many', async () => {
    const page = await open(`${CONFLICT}/events?from=2022-01-01`);
    await page.locator('summary', { hasText: 'Download' }).click();
    const panel = page.locator('details[open]');
    const [, rows] = (await panel.innerText()).match(
      /Events: (\d+) of \d+, filters: .*2022-01-01/,
    )!;
    const link = await panel.getByRole('link', { name: 'CSV' }).getAttribute('href');
    const csv = await (await fetch(link!)).text();
    expect(csv.trim().split('\r\n')).toHaveLength(Number(rows) + 1);
  });

  test('download a thing as JSON, and follow a conflict by its feed', async () => {
    const page = await open('/events/ucdp:ged:396873');
    await page.locator('summary', { hasText: 'Download' }).click();
    const json = await page.getByRole('link', { name: 'This page as JSON' }).getAttribute('href');
    expect((await fetch(json!)).headers.get('content-type')).toContain('json');
    await page.goto(site + CONFLICT);
    const feed = page.locator('link[type="application/atom+xml"]');
    expect(await (await fetch((await feed.getAttribute('href'))!)).text()).toContain('<feed');
  });

  test('download what a list shows, with the question that gave it', async () => {
    const page = await open('/places?q=batken', { javaScriptEnabled: false });
    await page.locator('summary', { hasText: 'Download' }).click();
    const link = page.getByRole('link', { name: 'What this page shows' });
    const file = await fetch((await link.getAttribute('href'))!, { headers: { accept: '*/*' } });
    expect(file.headers.get('content-disposition')).toContain('casus-places-page.json');
    const { data, casus } = (await file.json()) as {
      data: { places: { nodes: { name: string }[] } };
      casus: { variables: { filter: object } };
    };
    expect(data.places.nodes.map(({ name }) => name)).toContain('Batken Region');
    expect(JSON.stringify(casus.variables.filter)).toContain('batken');
  });

  test('cite a page that cannot be rewound by when it was read', async () => {
    const plain = await open('/methodology', { javaScriptEnabled: false });
    await plain.locator('summary', { hasText: 'Cite' }).click();
    expect(await plain.getByRole('link', { name: 'Permalink' }).getAttribute('href')).toBe(
      `${site}/methodology`,
    );
    expect(await plain.getByRole('region', { name: 'Plain text' }).innerText()).toContain(
      `${site}/methodology`,
    );
    // Only the reader's own browser knows when it is read.
    const page = await open('/methodology');
    await page.locator('summary', { hasText: 'Cite' }).click();
    await page.getByRole('region', { name: 'Plain text' }).getByText('Read 20').waitFor();
  });

  test('cite changes by their days, though the address had none', async () => {
    const page = await open('/changes', { javaScriptEnabled: false });
    await page.locator('summary', { hasText: 'Cite' }).click();
    const href = await page.getByRole('link', { name: 'Permalink' }).getAttribute('href');
    const { searchParams } = new URL(href!);
    expect(searchParams.get('from')).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(searchParams.get('to')).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test.each([
    '/',
    '/conflicts',
    '/conflicts/kyrgyzstan-tajikistan/events',
    '/events/kgz-tjk-2022-09-fighting',
    '/agreements',
    '/agreements/kyrgyzstan-tajikistan-ceasefire-2022-09-16',
    '/reports',
    '/reports/kgz-tjk-report-2022-09-16',
    '/claims/kgz-tjk-evacuated-120000',
    '/actors/government-of-kyrgyzstan',
    '/places',
    '/places/batken-region',
    '/datasets',
    '/datasets/ucdp:ged@21.01.21.12',
    '/changes',
    '/explore',
    '/search?q=batken',
    '/docs',
    '/methodology',
    '/about',
  ])('are all on %s', async (path) => {
    const html = await (await fetch(site + path)).text();
    for (const word of ['Open in playground', 'Download', 'Cite', 'Feed', 'og:image']) {
      expect(html).toContain(word);
    }
    const [, feed] = html.match(/<link rel="alternate"[^>]*href="([^"]+)"/)!;
    expect((await fetch(feed!.replaceAll('&amp;', '&'))).status).toBe(200);
  });

  test('open one at a time, by keyboard', async () => {
    const page = await open(CONFLICT);
    await page.locator('summary', { hasText: 'Cite' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('summary', { hasText: 'Download' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('details[name="page-tools"][open] summary').innerText()).toContain(
      'Download',
    );
  });

  test('rewind a list, and keep what was picked', async () => {
    const page = await open(`${CONFLICT}/events?from=2021-01-01`, { javaScriptEnabled: false });
    await page.locator('summary', { hasText: 'As of' }).click();
    await page.getByLabel('Moment, in UTC').fill('2022-09-16T09:00');
    await page.getByRole('button', { name: 'Rewind' }).click();
    const { searchParams } = new URL(page.url());
    expect([searchParams.get('from'), searchParams.get('asOf')]).toEqual([
      '2021-01-01',
      '2022-09-16T09:00',
    ]);
  });
});

describe.skipIf(noBrowser)('what a page tells programs', () => {
  test.each([
    [CONFLICT, 'Dataset', 'Kyrgyzstan – Tajikistan'],
    ['/events/kgz-tjk-2022-09-fighting', 'Event', 'Border fighting of September 2022'],
    ['/claims/kgz-tjk-evacuated-120000', 'Claim', '120,000 people have been evacuated'],
    ['/datasets/ucdp:ged@21.01.21.12', 'Dataset', 'UCDP'],
  ])('%s is a %s', async (path, type, words) => {
    const html = await (await fetch(site + path)).text();
    const [, json] = html.match(/<script type="application\/ld\+json">(.*?)<\/script>/)!;
    const data = JSON.parse(json!);
    expect(data['@type']).toBe(type);
    expect(`${data.name ?? ''}${data.text ?? ''}`).toContain(words);
    expect(html).toContain(`<link rel="canonical" href="${site}${path}"/>`);
    expect(html).not.toContain('ClaimReview');
  });

  test.each([
    [`/og${CONFLICT}/card.png`, 200],
    ['/ru/og/claims/kgz-tjk-evacuated-120000/card.png', 200],
    ['/ru/og/countries/kyrgyzstan/card.png', 200],
    ['/og/countries/batken-region/card.png', 404],
    ['/og/card.png', 200],
    ['/og/events/none/card.png', 404],
    ['/og/nothing/none/card.png', 404],
  ])('%s answers %i', async (path, status) => {
    const response = await fetch(site + path);
    expect(response.status).toBe(status);
    if (status !== 200) return;
    const picture = new DataView(await response.arrayBuffer());
    // PNG keeps its width and height in its first chunk.
    expect([picture.getUint32(16), picture.getUint32(20)]).toEqual([1200, 630]);
  });
});
