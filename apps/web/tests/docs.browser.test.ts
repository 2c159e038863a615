import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { follow, noBrowser, site, open } from './browser.ts';

const run = promisify(execFile);

const RUNNERS = [
  { language: 'sh', program: 'bash', is: ['--version'], says: '"contested":true' },
  { language: 'mjs', program: process.execPath, is: ['--version'], says: 'contested by' },
  { language: 'py', program: 'python3', is: ['--version'], says: 'contested by' },
  // The package that the page names, too.
  { language: 'R', program: 'Rscript', is: ['-e', 'library(httr2)'], says: 'contested by' },
];

async function missing({ program, is }: (typeof RUNNERS)[number]): Promise<boolean> {
  return run(program, is).then(
    () => false,
    () => true,
  );
}

const runners = await Promise.all(
  RUNNERS.map(async (each) => ({ ...each, absent: await missing(each) })),
);

async function answerTo(playground: string): Promise<{ data: unknown; errors?: unknown }> {
  const { origin, pathname, searchParams } = new URL(playground);
  const response = await fetch(origin + pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: searchParams.get('query'),
      variables: JSON.parse(searchParams.get('variables') ?? '{}'),
    }),
  });
  return (await response.json()) as { data: unknown; errors?: unknown };
}

describe.skipIf(noBrowser)('the quickstart', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'casus-docs-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  for (const { language, program, says, absent } of runners) {
    test.skipIf(absent)(`its ${language} runs as the page has it`, async () => {
      const page = await open('/docs');
      const code = await page.locator(`pre[data-language=${language}]`).textContent();
      const file = join(folder, `quickstart.${language}`);
      await writeFile(file, code!);
      const { stdout } = await run(program, [file]);
      expect(stdout).toContain(says);
    });
  }

  test('shows the answer with its claimants, and leads to a claim', async () => {
    const page = await open('/docs');
    const answer = page.getByRole('region', { name: 'What it answers' });
    expect(await answer.innerText()).toContain('contested');
    await answer
      .getByRole('link', { name: /Ministry/ })
      .first()
      .click();
    await page.waitForURL('**/claims/**');
    expect(page.url()).toContain('asOf=2022-09-18');
  });

  test('each worked question runs as its link has it', async () => {
    const page = await open('/docs', { javaScriptEnabled: false });
    const links = page.locator('#main details a', { hasText: 'Run in playground' });
    const addresses = await links.evaluateAll((all) =>
      all.map((a) => (a as HTMLAnchorElement).href),
    );
    expect(addresses.length).toBeGreaterThan(5);
    for (const address of addresses) expect((await answerTo(address)).errors).toBeUndefined();
  });
});

describe.skipIf(noBrowser)('the schema reference', () => {
  test('finds while one types, and by a form without JavaScript', async () => {
    const page = await open('/docs/schema');
    await page.getByLabel('Search types, fields and values').fill('contested');
    await page.waitForURL('**/docs/schema?q=contested');
    await page.getByRole('link', { name: 'Figure.contested' }).click();
    await page.waitForURL('**/docs/schema/Figure#contested');
    expect(await page.locator('#contested').innerText()).toContain('Boolean!');

    const plain = await open('/docs/schema', { javaScriptEnabled: false });
    await plain.getByLabel('Search types, fields and values').fill('as-of zebra');
    await follow(plain, plain.getByRole('button', { name: 'Search' }));
    expect(await plain.locator('main').innerText()).toContain('Try a shorter word');
  });

  test('goes from a field to its type and back to where it is met', async () => {
    const page = await open('/docs/schema/Conflict');
    await page.locator('#figures').getByRole('link', { name: 'Figure', exact: true }).click();
    await page.waitForURL('**/docs/schema/Figure');
    const uses = page.getByRole('region', { name: 'Where it is met' });
    await uses.getByRole('link', { name: 'Conflict.figures' }).click();
    await page.waitForURL('**/docs/schema/Conflict#figures');
  });

  test('its examples run, and so does the question for the page itself', async () => {
    const page = await open('/docs/schema/Conflict');
    for (const name of ['Run in playground', 'Open in playground']) {
      const href = await page.getByRole('link', { name }).first().getAttribute('href');
      const { data, errors } = await answerTo(href!);
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data)).toMatch(/greement/);
    }
  });

  test('a type that is not there is told of', async () => {
    expect((await fetch(`${site}/docs/schema/__Type`)).status).toBe(404);
    const page = await open('/docs/schema/Klaim');
    expect(await page.locator('main').innerText()).toContain('no type “Klaim”');
  });
});
