import { describe, expect, test } from 'vitest';
import { follow, noBrowser, site, open } from './browser.ts';

const EVENT = '/events/kgz-tjk-2022-09-fighting?asOf=2022-09-16T23:59:59Z';

describe.skipIf(noBrowser)('a reader of another language', () => {
  test('changes it without JavaScript and stays at the same place of the record', async () => {
    const page = await open(EVENT, { javaScriptEnabled: false });
    await follow(page, page.getByRole('link', { name: 'Русский' }));
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
    ['/ky', 'Кыргыз-тажик чек ара чыр-чатагы', 'Тажикстандын өкмөтү', 'Баткен облусу'],
  ])('reads names as the record has them in it (%s)', async (prefix, conflict, party, place) => {
    const page = await open(`${prefix}/conflicts/kyrgyzstan-tajikistan`, {
      javaScriptEnabled: false,
    });
    const called = async () =>
      (await page.getByRole('heading', { level: 1 }).innerText()).replaceAll('\u00a0', ' ');
    expect(await called()).toBe(conflict);
    expect(await page.getByRole('link', { name: party, exact: true }).count()).toBeGreaterThan(0);
    const link = await page.locator('.tools a[href*="/graphql?"]').getAttribute('href');
    const { language = 'en' } = JSON.parse(new URL(link!).searchParams.get('variables')!);
    expect(`/${language}`).toBe(prefix || '/en');
    await page.goto(`${site}${prefix}/places/batken-region`);
    expect(await called()).toBe(place);
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

  test('picks a country by its name in it, and is told what is in force', async () => {
    const page = await open('/ru/explore', { javaScriptEnabled: false });
    await page.getByText('Где', { exact: true }).first().click();
    await page.getByRole('checkbox', { name: /Таджикистан/ }).check();
    await page.getByLabel('С', { exact: true }).fill('2021-04-01');
    await follow(page, page.getByRole('button', { name: 'Показать эти события' }));
    expect(page.url().replace(site, '')).toBe('/ru/explore?countries=TJ&during.from=2021-04-01');
    expect(await page.getByRole('link', { name: 'Страна Таджикистан' }).count()).toBe(1);
    expect(await page.locator('main').getByRole('status').innerText()).toMatch(
      /^\d+ событ(ие|ия|ий) из \d+$/,
    );
    await follow(page, page.getByRole('button', { name: 'Построить' }));
    const statistics = page.getByRole('region', { name: 'Сколько' });
    expect(await statistics.innerText()).toContain('Больше всего событий: ');
  });

  test('reads what moved, day by day, and which events a conflict has', async () => {
    const page = await open('/ru/changes?from=2022-09-16&to=2022-09-19');
    expect(await page.locator('.lede').innerText()).toMatch(
      /^\d+ изменени.+ \(с 16 сентября 2022 г\. по 19 сентября 2022 г\./,
    );
    await page.getByRole('checkbox', { name: 'Новые заявления' }).uncheck();
    await page.getByRole('button', { name: 'Показать' }).click();
    await page.waitForURL(/kind=REVISED/);
    await page.goto(`${site}/ru/conflicts/kyrgyzstan-tajikistan/events`);
    await page.getByLabel('Порядок').selectOption('Сначала с наибольшим числом погибших');
    await page.getByRole('button', { name: 'Показать' }).click();
    await page.waitForURL(/order=DEADLIEST_FIRST/);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^События: Кирг/);
  });

  test.each([
    ['/ru/conflicts/nowhere', 404, 'Нет конфликта с именем «nowhere»'],
    ['/ru/events/nowhere', 404, 'Нет события с именем «nowhere»'],
    ['/ru/changes?from=tomorrow', 400, '«tomorrow» — не день. Напишите 2022-09-16'],
    ['/ru/conflicts/kyrgyzstan-tajikistan/events?from=x', 400, 'Напишите 2021-04-29'],
    ['/ru/explore?minDeaths=many', 400, '«many» — не число людей'],
    ['/ru/explore?conflicts=nowhere', 400, 'ничто не называется «nowhere»'],
    ['/tg/actors/nowhere', 404, 'Иштирокчие бо номи «nowhere» нест'],
    ['/ky/places/nowhere', 404, '«nowhere» деп аталган жер жок'],
  ])('is told what is wrong with %s, status %i', async (path, status, words) => {
    const response = await fetch(site + path);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(words);
  });

  test('finds a place in it by its kind, and goes back to the list', async () => {
    const page = await open('/ru/places', { javaScriptEnabled: false });
    await page.getByRole('searchbox', { name: 'Название' }).fill('Баткен');
    await page.getByLabel('Вид').selectOption({ label: 'Регион' });
    await follow(page, page.getByRole('button', { name: 'Показать' }));
    await follow(page, page.getByRole('link', { name: 'Баткенская область' }));
    expect(await page.getByRole('region', { name: 'Что здесь произошло' }).count()).toBe(1);
    await page.locator('main').getByRole('link', { name: 'Места', exact: true }).first().click();
    expect(page.url()).toBe(`${site}/ru/places`);
  });

  test('reads where a ceasefire stands, and who says so through whom', async () => {
    const page = await open('/ru/agreements/kyrgyzstan-tajikistan-ceasefire-2022-09-16', {
      javaScriptEnabled: false,
    });
    const ledger = await page.getByRole('region', { name: 'Где оно сейчас' }).innerText();
    expect(ledger).toContain('достоверно с');
    // Each line that somebody said is the record's translation, and marked as one.
    const lines = page.locator('ol.ledger a');
    expect(await lines.count()).toBeGreaterThan(1);
    expect(
      await lines.evaluateAll((links) => links.map((link) => link.getAttribute('lang'))),
    ).not.toContain('en');
    expect(ledger).toContain('перевод');
    const declared = page.getByRole('region', { name: 'Кто о нём объявил' });
    await follow(page, declared.locator('.summary a').first());
    expect(await page.getByRole('region', { name: 'Через кого это дошло' }).count()).toBe(1);
  });

  test.each([
    ['/ru/events/kgz-tjk-2022-09-fighting', 'Бои на границе в сентябре 2022 года'],
    ['/ky/events/kgz-tjk-2022-09-fighting', '2022-жылдын сентябрындагы чек арадагы салгылашуу'],
    ['/tg/agreements/kyrgyzstan-tajikistan-ceasefire-2022-09-16', 'Оташбаси 16 сентябри 2022'],
  ])('reads %s under a translated name, with the English at hand', async (path, name) => {
    const page = await open(path, { javaScriptEnabled: false });
    const title = page.getByRole('heading', { level: 1 });
    expect(await title.innerText()).toBe(name);
    expect(await title.getAttribute('lang')).toBe(path.slice(1, 3));
    const originals = page.locator('header details', { hasText: 'Casus' });
    expect(await originals.locator('p[lang=en]').first().textContent()).toMatch(
      /^(Border fighting|Ceasefire) of .*September 2022$/,
    );
    await page.context().close();
  });

  test('reads events under translated names, each marked as one', async () => {
    const page = await open('/ru/conflicts/kyrgyzstan-tajikistan/events', {
      javaScriptEnabled: false,
    });
    const named = page.locator('td', { hasText: 'Бои вокруг Кок-Таша' }).last();
    expect(await named.locator('a').getAttribute('lang')).toBe('ru');
    expect(await named.innerText()).toContain('перевод');
    await page.context().close();
  });

  test('finds a ceasefire by its translated name', async () => {
    const page = await open('/ru/search?q=прекращение огня 16 сентября', {
      javaScriptEnabled: false,
    });
    await follow(
      page,
      page.locator('#hits').getByRole('link', { name: 'Прекращение огня 16 сентября' }).first(),
    );
    expect(page.url()).toContain('/ru/agreements/');
    await page.context().close();
  });

  test('a mistake is told of in it', async () => {
    const page = await open('/ru/nothing/here');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Под таким именем');
  });
});
