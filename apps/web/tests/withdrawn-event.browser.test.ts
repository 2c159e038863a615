import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gedCsv } from '../../../packages/ingest/src/ucdp-ged/fixture.ts';
import { noBrowser, open } from './browser.ts';
import { casus, processes } from './processes.ts';
import { putRecord } from './record-template.ts';

type Row = Parameters<typeof gedCsv>[0][number];

const event = (id: string, day: string, deaths: number, rest: Row = {}): Row => ({
  id,
  year: day.slice(0, 4),
  date_start: day,
  date_end: day,
  low: String(deaths),
  best: String(deaths),
  high: String(deaths),
  deaths_a: '0',
  deaths_b: '0',
  deaths_civilians: '0',
  deaths_unknown: String(deaths),
  ...rest,
});

/** A month, the same month again under its number, and the year, which leaves two events out and numbers one of them anew. */
const FILES: [version: string, released: string, rows: Row[]][] = [
  ['22.0.7', '2022-08-20', [event('1', '2022-07-03', 12), event('2', '2022-07-20', 2)]],
  [
    '22.0.7',
    '2022-08-28',
    [
      event('1', '2022-07-03', 15),
      event('2', '2022-07-20', 2, { code_status: 'Check deaths' }),
      event('3', '2022-07-24', 4),
    ],
  ],
  ['23.1', '2023-06-01', [event('1', '2022-07-03', 15), event('30', '2022-07-24', 4)]],
];

describe.skipIf(noBrowser)('an event that a later release leaves out', () => {
  let folder: string;
  let site: string;
  const { serveApi, serveSite, close } = processes();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'casus-withdrawn-'));
    const data = join(folder, 'data');
    await putRecord(data);
    for (const [version, released, rows] of FILES) {
      const file = join(folder, `${released}.csv`);
      await writeFile(file, gedCsv(rows));
      const of = ['--version', version, '--released', released];
      await casus(data, 'import', file, ...of, ...(version === '23.1' ? ['--complete'] : []));
    }
    site = await serveSite(`${await serveApi(data)}/graphql`);
  });
  afterAll(async () => {
    await close();
    await rm(folder, { recursive: true, force: true });
  });

  const textAt = async (path: string) => {
    const page = await open(path, { javaScriptEnabled: false }, site);
    return (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
  };

  test('says so first, why, and leads to the moment before', async () => {
    const page = await open('/events/ucdp:ged:2', { javaScriptEnabled: false }, site);
    const note = page.getByRole('note').filter({ hasText: 'Withdrawn' });
    expect(await note.innerText()).toMatch(
      /^Withdrawn 1 June 2023, end of day UTC: no claim about this event stands since\. Left out of UCDP Georeferenced Event Dataset 23\.1/,
    );
    const text = await textAt('/events/ucdp:ged:2');
    expect(text).toContain('No figure of it stands any more.');
    expect(text).toContain('No claim about it stands any more.');
    expect(text).not.toContain('is on record');
    await note.getByRole('link').click();
    await page.waitForURL(/asOf=2023-06-01T23/);
    expect(await page.getByRole('note').filter({ hasText: 'Withdrawn' }).count()).toBe(0);
    expect(await page.locator('main').innerText()).toContain('2 deaths by');
  });

  test('is marked among what a search finds', async () => {
    const page = await open('/search?q=Maksat&type=EVENT', { javaScriptEnabled: false }, site);
    const hits = page.locator('main li').filter({ has: page.locator('a[href^="/events/ucdp"]') });
    const details = new Map(
      await hits.evaluateAll((all) =>
        all.map((hit) => [
          decodeURIComponent(hit.querySelector('a')!.getAttribute('href')!),
          (hit as HTMLElement).innerText,
        ]),
      ),
    );
    expect(details.get('/events/ucdp:ged:2')).toContain('Withdrawn');
    expect(details.get('/events/ucdp:ged:1')).not.toContain('Withdrawn');
  });

  test('is offered with its other number, from both', async () => {
    const same = (number: string) =>
      `Probably the same under another number: .* ${number} \\(same days, same sides, same place, same deaths\\)`;
    expect(await textAt('/events/ucdp:ged:3')).toMatch(new RegExp(same('ucdp:ged:30')));
    expect(await textAt('/events/ucdp:ged:30')).toMatch(new RegExp(same('ucdp:ged:3')));
    const then = await textAt('/events/ucdp:ged:3?asOf=2023-01-01T00:00:00Z');
    expect(then).not.toContain('Probably the same');
  });

  test('counts no later claim less, and says nothing of nothing later', async () => {
    const then = await textAt('/events/ucdp:ged:2?asOf=2022-08-25T00:00:00Z');
    expect(then).toContain('1 later claim hidden.');
    const after = await textAt('/events/ucdp:ged:2?asOf=2022-09-01T00:00:00Z');
    expect(after).not.toMatch(/later claims? hidden|Nothing on record is later/);
  });

  test('tells of a file that came again under its number when it came', async () => {
    expect(await textAt('/events/ucdp:ged:1')).toContain('22.0.7, issue 2 28 August 2022');
  });
});
