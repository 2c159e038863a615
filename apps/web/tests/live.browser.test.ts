import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { noBrowser, open, openAnew, site } from './browser.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PAGE = '/conflicts/russia-ukraine';

let record: string;
beforeAll(async () => {
  record = await mkdtemp(join(tmpdir(), 'casus-record-'));
  await cp(join(ROOT, 'records'), record, { recursive: true });
});
afterAll(() => rm(record, { recursive: true, force: true }));

const claimsSaid: string[] = [];

/** Writes one more claim into the record and loads it, as a curator would, beside the running server. */
async function recordClaim(summary: string): Promise<void> {
  claimsSaid.push(summary);
  const claims = claimsSaid.map(
    (each, index) => `  - id: said-${index}
    kind: OCCURRENCE
    about: { conflict: rus-ukr }
    summary: ${each}
    asserted: 2021
    chain:
      - { claimant: government-of-russia }
      - { publisher: government-of-russia }
    reliability: C
    credibility: POSSIBLY_TRUE
`,
  );
  await mkdir(join(record, 'russia-ukraine/claims'), { recursive: true });
  await writeFile(join(record, 'russia-ukraine/claims/said.yaml'), `claims:\n${claims.join('')}`);
  await promisify(execFile)(
    process.execPath,
    [join(ROOT, 'apps/api/src/casus.ts'), 'record', 'load', record],
    { env: { ...process.env, CASUS_DATA_DIR: inject('dataFolder'), DATABASE_URL: '' } },
  );
}

describe.skipIf(noBrowser)('a conflict’s page, open while claims are recorded', () => {
  /** Once it has asked what is new, which may be before it is laid out. */
  async function openListening(options?: { viewport: { width: number; height: number } }) {
    let asked: Promise<unknown> | undefined;
    const page = await open(PAGE, {
      ...options,
      onPage: (opened) => {
        asked = opened.waitForResponse((response) => response.url().includes('/live?since='));
      },
    });
    await asked;
    return page;
  }

  test('tells of them, and shows them when asked, without moving what is read', async () => {
    const page = await openListening({ viewport: { width: 390, height: 500 } });
    const particulars = page.getByRole('heading', { name: 'Particulars' });
    await particulars.scrollIntoViewIfNeeded();
    const stands = async () => (await particulars.boundingBox())!.y;
    const before = await stands();

    await recordClaim('Said while a reader had the page open.');
    await recordClaim('Said a little later.');
    const button = page.getByRole('button', { name: '2 new claims: show' });
    await button.waitFor();
    expect(await page.getByRole('status').last().innerText()).toBe('2 new claims recorded.');
    expect(await stands()).toBe(before);
    expect(await page.getByText('Said a little later.').count()).toBe(0);

    await button.click();
    const recorded = page.getByRole('region', { name: 'Recorded just now' });
    await recorded.waitFor();
    expect(await recorded.getByRole('article').allInnerTexts()).toEqual([
      expect.stringMatching(
        /According to Government of Russia[\s\S]+Said a little later\.[\s\S]+claimant/,
      ),
      expect.stringContaining('Said while a reader had the page open.'),
    ]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('recorded');
    // The page itself is asked for anew.
    const claims = page.getByRole('region', { name: /^Who said what/ });
    await claims.getByText('Said a little later.').waitFor();
    expect(await button.count()).toBe(0);
  });

  test('is told afterwards what was recorded while it was not listening', async () => {
    const since = new Date().toISOString();
    await recordClaim('Said while nobody was listening.');
    const page = await openAnew(PAGE);
    await page.route('**/live?since=*', (route) =>
      route.continue({ url: `${site}${PAGE}/live?since=${since}` }),
    );
    await page.getByRole('button', { name: '1 new claim: show' }).click();
    expect(await page.getByRole('region', { name: 'Recorded just now' }).innerText()).toContain(
      'Said while nobody was listening.',
    );
  });

  test('asks again when it comes back into sight', async () => {
    const page = await openListening();
    const again = page.waitForRequest((request) => request.url().includes('/live?since='));
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await again;
    await recordClaim('Said after the page was out of sight.');
    await page.getByRole('button', { name: '1 new claim: show' }).waitFor();
  });

  test('a rewound page does not listen', async () => {
    const page = await open(`${PAGE}?asOf=2022-09-16`);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.waitForTimeout(3000);
    expect(asked.filter((address) => address.includes('/live'))).toEqual([]);
  });
});

describe.skipIf(noBrowser)('the stream of a conflict’s claims', () => {
  test('is one of events, and wants to know since when', async () => {
    const leaving = new AbortController();
    const response = await fetch(`${site}${PAGE}/live?since=${new Date().toISOString()}`, {
      signal: leaving.signal,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    leaving.abort();
    expect((await fetch(`${site}${PAGE}/live`)).status).toBe(400);
    expect((await fetch(`${site}${PAGE}/live?since=lately`)).status).toBe(400);
  });

  test('ends for a conflict that is none', async () => {
    const response = await fetch(`${site}/conflicts/nowhere/live?since=2022-09-16T00:00:00Z`);
    expect(await response.text()).not.toContain('event: claim');
  });
});
