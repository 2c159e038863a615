import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { casus, processes } from './processes.ts';

/** Far more than a page has room for, and than a question's cost allows fields. */
const CLAIMS = 1000;
const CLAIMANTS = 400;
const EVENT = 'kgz-tjk-2022-09-fighting';

let folder: string;
let api: string;
let site: string;
let figure: string;
const { serveApi, serveSite, close } = processes();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-full-figure-'));
  await cp(inject('recordTemplate'), join(folder, 'data'), { recursive: true });
  const lines = Array.from({ length: CLAIMS }, (_, index) => {
    const day = new Date(Date.UTC(2022, 8, 20) + index * 3_600_000).toISOString().slice(0, 16);
    return [EVENT, 'deaths', 10 + index, `Observer ${index % CLAIMANTS}`, `${day}Z`, `c${index}`];
  });
  const sheet = join(folder, 'observers.csv');
  const header = ['event', 'metric', 'best', 'claimant', 'said', 'id'];
  await writeFile(sheet, [header, ...lines].map((cells) => `${cells.join(',')}\n`).join(''));
  const data = join(folder, 'data');
  await casus(data, 'import', 'claims', sheet);
  api = await serveApi(data);
  site = await serveSite(`${api}/graphql`);
  const { event } = await ask(
    `{ event(slug: "${EVENT}") { figures(metric: DEATHS) { claimCount claimantCount claims(first: 1) { slug } } } }`,
  );
  const full = (
    event.figures as { claimCount: number; claimantCount: number; claims: { slug: string }[] }[]
  ).find(({ claimCount }) => claimCount >= CLAIMS)!;
  expect(full.claimantCount).toBeGreaterThanOrEqual(CLAIMANTS);
  figure = full.claims[0]!.slug;
}, 240_000);
afterAll(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

async function ask(query: string) {
  const answer = await fetch(`${api}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await answer.json();
  expect(errors).toBeUndefined();
  return data;
}

async function pageAt(path: string): Promise<string> {
  const answer = await fetch(site + path);
  const html = await answer.text();
  expect(answer.status, `${path}: ${/<main[^]*/.exec(html)?.[0].slice(0, 400)}`).toBe(200);
  return html;
}

test.each([
  '/',
  '/methodology',
  '/docs',
  '/docs/concepts',
  '/styleguide',
  '/conflicts/kyrgyzstan-tajikistan',
  `/events/${EVENT}`,
  '/actors/government-of-kyrgyzstan',
  '/countries/kyrgyzstan',
  '/places/batken-region',
  '/search?q=observer',
  '/changes?from=2022-09-16&to=2022-10-30',
])('%s is answered, whoever else has counted', async (path) => {
  await pageAt(path);
});

test('the pages that show the figure lead to all of its claims', async () => {
  for (const path of ['/methodology', '/conflicts/kyrgyzstan-tajikistan', `/events/${EVENT}`]) {
    const html = await pageAt(path);
    expect(html, path).toContain(`/figures/${figure}`);
    expect(html, path).toMatch(/12 of 40\d claimants are marked/);
  }
});

test('its own page has every claim once, page by page', async () => {
  const slugs: string[] = [];
  let at: string | undefined = `/figures/${figure}`;
  while (at) {
    const html: string = await pageAt(at);
    const list = /<section[^>]*aria-labelledby="list"[^]*?<\/section>/.exec(html)![0];
    slugs.push(...[...list.matchAll(/href="\/claims\/([^"?]+)/g)].map(([, slug]) => slug!));
    const next: string | undefined = /href="([^"]+)"[^>]*rel="next"/.exec(list)?.[1];
    at = next && `/figures/${figure}${next.replaceAll('&amp;', '&').replace(/#.*/, '')}`;
  }
  expect(new Set(slugs).size).toBe(slugs.length);
  expect(slugs.length).toBeGreaterThanOrEqual(CLAIMS);
  expect(slugs[0]).toBe(figure);
});

test('any claim of it leads to it, and the claimant’s page compares its number', async () => {
  const { claims } = await ask(
    `{ claims(filter: { sameFigureAs: "${figure}" }, last: 1, orderBy: EARLIEST_FIRST) { nodes { slug claimant { slug } } } }`,
  );
  const [{ slug, claimant }] = claims.nodes;
  expect(await pageAt(`/claims/${slug}`)).toContain(`/figures/${slug}`);
  expect(await pageAt(`/figures/${slug}`)).toContain(`/claims/${figure}`);
  const actor = await pageAt(`/actors/${claimant.slug}`);
  expect(actor).toContain('id="numbers"');
});

test('it is quoted, cited and drawn', async () => {
  for (const file of [
    '',
    '/card.svg',
    '/card.png',
    '/citation.txt',
    '/citation.bib',
    '/citation.json',
  ]) {
    const answer = await fetch(`${site}/embed/figures/${figure}${file}`);
    expect(answer.status, file).toBe(200);
    const body = await answer.text();
    if (file !== '/card.png') expect(body, file).toMatch(/39\d more/);
  }
});

test('its files are answered: those of what it is about, and its claims', async () => {
  for (const path of [
    `events/${EVENT}.json`,
    'conflicts/kyrgyzstan-tajikistan.json',
    'figures.csv',
    `claims.csv?sameFigureAs=${encodeURIComponent(figure)}`,
  ]) {
    const answer = await fetch(`${api}/${path}`);
    const body = await answer.text();
    expect(answer.status, `${path}: ${body.slice(0, 300)}`).toBe(200);
    if (path.startsWith('claims')) {
      expect(body.trimEnd().split('\r\n').length).toBeGreaterThanOrEqual(CLAIMS);
    }
  }
});
