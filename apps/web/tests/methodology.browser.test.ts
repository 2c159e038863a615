import { describe, expect, test } from 'vitest';
import { noBrowser, site, open } from './browser.ts';

describe.skipIf(noBrowser)('the methodology', () => {
  test('leads from the contents to a section, and from an example into the record', async () => {
    const page = await open('/methodology');
    const contents = page.getByRole('navigation', { name: 'On this page' });
    for (const link of await contents.getByRole('link').all()) {
      const id = (await link.getAttribute('href'))!;
      expect(await page.locator(id).count(), id).toBe(1);
    }
    await page
      .getByRole('region', { name: 'What a claim is' })
      .getByRole('link', { name: /18,500 people/ })
      .click();
    await page.waitForURL('**/claims/kgz-tjk-fled-18500');
  });

  test('shows a contested figure with its claimants, and two moments that differ', async () => {
    const page = await open('/methodology', { javaScriptEnabled: false });
    const figures = await page.getByRole('region', { name: 'How figures compete' }).innerText();
    expect(figures).toContain('contested');
    expect(figures).toContain('Human Rights Watch');
    const rows = page.getByRole('region', { name: 'What as of means' }).locator('tbody tr');
    const [before, after] = await rows.allInnerTexts();
    expect(before).toContain('no number yet');
    expect(after).toContain('120,000–137,000, contested');
    expect(after).toContain('Breach alleged');
  });
});

describe.skipIf(noBrowser)('in another language', () => {
  test('a page that is written in English says so, and stays beside its contents', async () => {
    const page = await open('/ru/methodology');
    expect(await page.locator('main').innerText()).toContain('на английском языке');
    expect(await page.locator('.prose').getAttribute('lang')).toBe('en');
    const contents = page.getByRole('navigation', { name: 'На этой странице' });
    const [nav, prose] = await Promise.all([
      contents.boundingBox(),
      page.locator('.prose').boundingBox(),
    ]);
    expect(prose!.width).toBeGreaterThan(nav!.width * 2);
  });

  test('datasets speak it, and lead on in it', async () => {
    const page = await open('/ky/datasets');
    expect(await page.locator('h1').innerText()).toBe('Маалымат топтомдору');
    await page.getByRole('heading', { level: 2 }).getByRole('link').first().click();
    await page.waitForURL('**/ky/datasets/ucdp:ged@**');
    expect(await page.locator('main').innerText()).toContain('Лицензия');
  });
});

describe.skipIf(noBrowser)('about', () => {
  test('lists corrections by number, and leads to the claim and to what a link keeps', async () => {
    const page = await open('/about#corrections');
    const row = page.getByRole('row', { name: /46 → 59/ });
    await row.getByRole('link').first().click();
    await page.waitForURL('**/claims/kgz-tjk-deaths-kyrgyz-59');
    await page.goBack();
    const citation = await page
      .getByRole('region', { name: 'A citation in plain text' })
      .innerText();
    const [cited] = /\/conflicts\/\S+$/.exec(citation.trim())!;
    const answer = await page.goto(new URL(cited, site).href);
    expect(answer!.status()).toBe(200);
    expect(await page.locator('main').innerText()).toContain('Kyrgyzstan');
  });
});

describe.skipIf(noBrowser)('datasets', () => {
  test('goes from the list to a release: licence, citation, what is odd, each event', async () => {
    const page = await open('/datasets');
    await page.getByRole('heading', { level: 2 }).getByRole('link').first().click();
    await page.waitForURL('**/datasets/ucdp:ged@**');
    const text = await page.locator('main').innerText();
    expect(text).toContain('CC BY 4.0');
    expect(text).toContain('Sundberg');
    await page
      .getByRole('region', { name: 'What is odd about them' })
      .locator('td a')
      .first()
      .click();
    await page.waitForURL('**?flag=*');
    const odd = page.getByRole('region', { name: 'Events with this flag' });
    const file = await fetch(
      (await odd.getByRole('link', { name: /as CSV/ }).getAttribute('href'))!,
    );
    const rows = (await file.text()).trim().split('\r\n').slice(1);
    expect(rows).toHaveLength(await odd.getByRole('listitem').count());
    await odd.getByRole('listitem').getByRole('link').first().click();
    await page.waitForURL('**/events/**');
  });
});
