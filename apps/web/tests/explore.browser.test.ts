import { describe, expect, test } from 'vitest';
import { follow, noBrowser, site, open } from './browser.ts';

describe.skipIf(noBrowser)('an explorer of the events', () => {
  test('without a script: picks a country, sees it in force, takes it away again', async () => {
    const page = await open('/explore', { javaScriptEnabled: false });
    await page.getByText('Where', { exact: true }).first().click();
    await page.getByRole('checkbox', { name: /Tajikistan/ }).check();
    await page.getByLabel('From').fill('2021-04-01');
    await page.getByRole('button', { name: 'Show these events' }).click();
    expect(page.url().replace(site, '')).toBe('/explore?countries=TJ&during.from=2021-04-01');
    const chip = page.getByRole('link', { name: 'Country Tajikistan' });
    expect(await page.locator('main').getByRole('status').innerText()).toMatch(
      /^\d+ events of \d+/,
    );
    await chip.click();
    expect(page.url().replace(site, '')).toBe('/explore?during.from=2021-04-01');
    await follow(page, page.getByRole('link', { name: 'Clear all' }));
    expect(await page.getByText('None: every event on record.').count()).toBe(1);
  });

  test('is told what is wrong by field, and finds the form as it was filled in', async () => {
    const path = '/explore?kinds=WAR&minDeaths=many&text=border';
    expect((await fetch(site + path)).status).toBe(400);
    const page = await open(path);
    const alert = await page.getByRole('alert').innerText();
    expect(alert).toContain('“WAR” is none of');
    expect(alert).toContain('“many” is no number of persons');
    expect(await page.getByLabel('At least', { exact: true }).inputValue()).toBe('many');
    expect(await page.getByLabel(/^Words in/).inputValue()).toBe('border');
    await page.getByLabel('At least', { exact: true }).fill('3');
    await page.getByRole('button', { name: 'Show these events' }).click();
    await page.waitForURL(/minDeaths=3/);
    await expect.poll(() => page.getByRole('link', { name: 'Deaths, at least 3' }).count()).toBe(1);
  });

  test('types a name that addresses do not know, and picks what was nearly meant', async () => {
    const page = await open('/explore?conflicts=Tajikistan', { javaScriptEnabled: false });
    expect(await page.getByRole('alert').innerText()).toContain('called “Tajikistan”');
    await follow(page, page.getByRole('link', { name: /^Kyrgyzstan . Tajikistan$/ }));
    expect(page.url()).toContain('conflicts=kyrgyzstan-tajikistan');
    expect(await page.getByRole('heading', { name: 'Which' }).count()).toBe(1);
    await page.goto(`${site}/explore?actors=government-of-tajikistan,government-kyrgyzstan`);
    await follow(page, page.getByRole('link', { name: 'Government of Kyrgyzstan' }));
    expect(new URL(page.url()).search).toBe(
      '?actors=government-of-tajikistan,government-of-kyrgyzstan',
    );
  });

  test('asks for what happened near a place, and is told where a place has no point', async () => {
    const page = await open('/explore', { javaScriptEnabled: false });
    await page.getByText('Where', { exact: true }).first().click();
    await page.getByLabel('Near a place').fill('chorku');
    await page.getByLabel('Within, km').fill('60');
    await page.getByRole('button', { name: 'Show these events' }).click();
    expect(page.url().replace(site, '')).toBe('/explore?near.place=chorku&near.kilometres=60');
    const chip = page.getByRole('link', { name: 'Near a place within 60 km of Chorku' });
    expect(await page.locator('main').getByRole('status').innerText()).toMatch(
      /^[1-9]\d* events? of/,
    );
    const csv = await fetch((await page.getByRole('link', { name: 'CSV' }).getAttribute('href'))!);
    expect(csv.status).toBe(200);
    await chip.click();
    expect(page.url().replace(site, '')).toBe('/explore');
    await page.goto(`${site}/explore?near.place=chorkuu`);
    expect(await page.getByRole('alert').innerText()).toContain('called “chorkuu”');
    const pointless = await page.goto(`${site}/explore?near.place=batken-region`);
    expect(pointless!.status()).toBe(400);
    expect(await page.getByRole('alert').innerText()).toContain('“batken-region” has no point');
    expect(await page.getByLabel('Batken Region').isChecked()).toBe(true);
  });

  test('drags over months, and sees only their events', async () => {
    const page = await open('/explore?conflicts=kyrgyzstan-tajikistan');
    const chart = page.getByRole('img', { name: /^Events by month/ });
    // The two ends can be moved once the page has come alive.
    await page.getByRole('slider', { name: 'Last month' }).waitFor();
    const { x, y, width, height } = (await chart.boundingBox())!;
    await page.mouse.move(x + 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.2, y + height / 2, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/during\.from=2021-04-01/);
    await page.getByRole('link', { name: /^Days 2021-04-01 to 2021-0/ }).waitFor();
    await expect.poll(() => page.getByRole('cell', { name: /September 2022/ }).count()).toBe(0);
    const until = new URL(page.url()).searchParams.get('during.to');
    await page.getByRole('slider', { name: 'Last month' }).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('during.to') !== until);
    const end = page.getByRole('slider', { name: 'Last month' });
    await expect.poll(() => end.getAttribute('aria-valuetext')).toBe('Sept 2022');
    expect(await end.evaluate((each) => each === document.activeElement)).toBe(true);
  });

  test('moves the window of months on by touch, and takes one month alone by a tap', async () => {
    const asked =
      '/explore?conflicts=kyrgyzstan-tajikistan&during.from=2021-04-01&during.to=2021-08-31';
    const page = await open(asked, { hasTouch: true, viewport: { width: 390, height: 844 } });
    const last = page.getByRole('slider', { name: 'Last month' });
    await last.waitFor();
    const chart = page.getByRole('img', { name: /^Events by month/ });
    await chart.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await chart.boundingBox())!;
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', share: number) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x: x + width * share, y: y + height * 0.15 }],
      });
    await touch('touchStart', 0.14);
    for (const share of [0.2, 0.3, 0.4]) await touch('touchMove', share);
    await touch('touchEnd', 0.4);
    await page.waitForURL((url) => url.searchParams.get('during.from')! > '2021-04-01');
    const { searchParams } = new URL(page.url());
    const months = ['during.from', 'during.to'].map((name) => searchParams.get(name)!.slice(0, 7));
    const [from, to] = months.map(
      (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)),
    );
    expect(to! - from!).toBe(4);
    await page.touchscreen.tap(x + width * 0.95, y + height * 0.15);
    await page.waitForURL(/during\.from=2022-\d\d-01&during\.to=2022-/);
    const taken = new URL(page.url()).searchParams;
    expect(taken.get('during.to')!.slice(0, 7)).toBe(taken.get('during.from')!.slice(0, 7));
  });

  test('goes closer on the map, into a square, and back to all', async () => {
    const page = await open('/explore');
    await page.getByRole('link', { name: 'Closer' }).click();
    await page.waitForURL(/at=/);
    await page.getByRole('link', { name: 'All of them' }).click();
    await page.waitForURL((url) => !url.searchParams.has('at'));
    const square = page
      .getByRole('list', { name: 'Where they happened' })
      .getByRole('link')
      .first();
    const events = Number(/^\d+/.exec((await square.getAttribute('aria-label'))!)![0]);
    await square.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/within\.west=/);
    await expect
      .poll(() => page.locator('main').getByRole('status').innerText())
      .toMatch(new RegExp(`^${events} events? of`));
  });

  test('counts deaths by month, a panel for each country, and reads it as a table', async () => {
    const page = await open('/explore', { javaScriptEnabled: false });
    await page.getByLabel(/^Count /).selectOption('deaths');
    await page.getByLabel(/^By /).selectOption('MONTH');
    await page.getByLabel(/^A panel for each/).selectOption('COUNTRY');
    await page.getByRole('button', { name: 'Draw' }).click();
    expect(new URL(page.url()).search).toBe('?measure=deaths&by=MONTH&per=COUNTRY');
    const statistics = page.getByRole('region', { name: 'How many' });
    expect(await statistics.getByRole('heading', { level: 3 }).allInnerTexts()).toContain(
      'Tajikistan',
    );
    await statistics.getByText('As a table').click();
    await expect
      .poll(() => statistics.getByRole('row').nth(1).innerText())
      .toMatch(/^[A-Z][a-z]+ 20\d\d/);
  });

  test('sorts by deaths, and takes exactly the view along', async () => {
    const page = await open('/explore?countries=TJ&minDeaths=1');
    const header = page.getByRole('columnheader', { name: /Deaths/ }).last();
    await header.getByRole('link').click();
    await page.waitForURL(/orderBy=DEADLIEST_FIRST/);
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('descending');
    const label = await page.getByText(/events,\s+filters: Country: Tajikistan/).innerText();
    const csv = await fetch((await page.getByRole('link', { name: 'CSV' }).getAttribute('href'))!);
    const rows = (await csv.text()).trim().split('\r\n').length - 1;
    expect(label).toMatch(new RegExp(`^${rows} of`));
  });
});
