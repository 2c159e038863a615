import { describe, expect, test } from 'vitest';
import { noBrowser, site, useBrowser } from './browser.ts';

const EVENT = '/events/kgz-tjk-2022-09-fighting?asOf=2022-09-16T23:59:59Z';

describe.skipIf(noBrowser)('a reader of another language', () => {
  const { open } = useBrowser();

  test('changes it without JavaScript and stays at the same place of the record', async () => {
    const page = await open(EVENT, { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Русский' }).click();
    expect(page.url()).toBe(`${site}/ru${EVENT}`);
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
    expect(await page.getByText('16 сентября').count()).toBeGreaterThan(0);
    await page.getByRole('link', { name: 'Конфликты' }).first().click();
    expect(new URL(page.url()).pathname).toBe('/ru/conflicts');
    await page.getByRole('link', { name: 'English' }).click();
    expect(new URL(page.url()).pathname).toBe('/conflicts');
  });

  test.each([
    ['ky', 'Конфликттер', '16-сентябрь'],
    ['tg', 'Низоъҳо', '16 сентябри'],
  ])('reads %s before the page comes alive and after', async (locale, conflicts, day) => {
    const page = await open(`/${locale}${EVENT}`);
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('link', { name: conflicts }).count()).toBeGreaterThan(0);
    const times = await page.locator('main time').allInnerTexts();
    expect(times.some((text) => text.includes(day))).toBe(true);
    expect(times.filter((text) => text.includes('September'))).toEqual([]);
    await page.context().close();
  });

  test.each(['ru', 'ky', 'tg'])('follows links that stay in %s', async (locale) => {
    const page = await open(`/${locale}${EVENT}`, { javaScriptEnabled: false });
    const strays = await page
      .locator('main a[href^="/"], header a[href^="/"], footer a[href^="/"]')
      .evaluateAll((links, prefix) => {
        return links
          .filter((link) => !link.hasAttribute('hreflang'))
          .map((link) => link.getAttribute('href')!)
          .filter((href) => href !== prefix && !href.startsWith(`${prefix}/`));
      }, `/${locale}`);
    expect(strays).toEqual([]);
  });

  test.each([
    ['', 'Kyrgyzstan – Tajikistan', 'Government of Tajikistan', 'Batken Region'],
    [
      '/ru',
      'Киргизско-таджикский пограничный конфликт',
      'Правительство Таджикистана',
      'Баткенская область',
    ],
    ['/ky', 'Kyrgyzstan – Tajikistan', 'Тажикстандын өкмөтү', 'Баткен облусу'],
  ])('reads names as the record has them in it (%s)', async (prefix, conflict, party, place) => {
    const page = await open(`${prefix}/conflicts/kyrgyzstan-tajikistan`, {
      javaScriptEnabled: false,
    });
    const called = async () =>
      (await page.getByRole('heading', { level: 1 }).innerText()).replaceAll('\u00a0', ' ');
    expect(await called()).toBe(conflict);
    expect(await page.getByRole('link', { name: party, exact: true }).count()).toBeGreaterThan(0);
    const link = await page.locator('a.playground').getAttribute('href');
    const { language = 'en' } = JSON.parse(new URL(link!).searchParams.get('variables')!);
    expect(`/${language}`).toBe(prefix || '/en');
    await page.goto(`${site}${prefix}/places/batken-region`);
    expect(await called()).toBe(place);
    await page.context().close();
  });

  test('is told of the same page in every language', async () => {
    const html = await (await fetch(site + EVENT)).text();
    const alternates = [...html.matchAll(/rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)];
    expect(alternates.map(([, language]) => language)).toEqual([
      'en',
      'ru',
      'ky',
      'tg',
      'x-default',
    ]);
    expect(alternates[1]![2]!.replaceAll('&amp;', '&')).toBe(`${site}/ru${EVENT}`);
  });

  test('who reads from right to left gets a page that runs so, which no search engine keeps', async () => {
    const response = await fetch(`${site}/ar-XB/conflicts`);
    expect(response.headers.get('x-robots-tag')).toBe('noindex');
    expect(response.headers.get('content-language')).toBe('ar-XB');
    expect(await response.text()).toContain('<html lang="ar-XB" dir="rtl"');
  });

  test('a mistake is told of in it', async () => {
    const page = await open('/ru/nothing/here');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Под таким именем');
  });
});
