import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gedCsv } from '../../../packages/ingest/src/ucdp-ged/fixture.ts';
import { answerAt } from './answer-of.ts';
import { faultsAtAllWidths } from './axe.ts';
import { noBrowser, open } from './browser.ts';
import { casus, processes } from './processes.ts';
import { putRecord } from './record-template.ts';

type Row = Parameters<typeof gedCsv>[0][number];

const SUDAN: Row = { country: 'Sudan', country_id: '625', adm_1: 'Northern state', adm_2: '' };
const MALI: Row = { country: 'Mali', country_id: '432', adm_1: 'Gao region', adm_2: '' };
const AFGHANISTAN: Row = { country: 'Afghanistan', country_id: '700', adm_1: '', adm_2: '' };

/** A made-up conflict of two sides, under one number for it, its dyad and its second side. */
const conflict = (number: string, name: string, a: [id: string, name: string], b: string): Row => ({
  conflict_new_id: number,
  conflict_name: name,
  dyad_new_id: number,
  dyad_name: `${a[1]} - ${b}`,
  side_a_new_id: a[0],
  side_a: a[1],
  side_b_new_id: number,
  side_b: b,
  gwnoa: '',
  gwnob: '',
});

const NORTH: Row = {
  ...SUDAN,
  ...conflict('9001', 'Sudan: Northmark', ['112', 'Government of Sudan'], 'Northmark Front'),
};
const SOUTH: Row = {
  ...MALI,
  ...conflict('9002', 'Mali: Southmark', ['72', 'Government of Mali'], 'Southmark Union'),
};
const BANDS: Row = {
  ...MALI,
  ...conflict('9003', 'Hill Band - Valley Band', ['9004', 'Hill Band'], 'Valley Band'),
  type_of_violence: '2',
};
const EAST: Row = {
  ...AFGHANISTAN,
  ...conflict('9005', 'Afghanistan: Eastmark', ['130', 'Government of Afghanistan'], 'Eastmark'),
};

/** An event of which so many died: on side A, on side B and civilians. */
const event = (id: string, of: Row, [a, b, civilians]: [number, number, number]): Row => ({
  ...of,
  id,
  deaths_a: String(a),
  deaths_b: String(b),
  deaths_civilians: String(civilians),
  low: String(a + b + civilians),
  best: String(a + b + civilians),
  high: String(a + b + civilians),
});

/** The later one lowers an event of Northmark and leaves one out, raises one of Southmark, gives it one of the bands', and adds one. */
const RELEASES = {
  '22.1': [
    event('1', NORTH, [10, 10, 10]),
    event('2', NORTH, [0, 10, 0]),
    event('3', SOUTH, [4, 4, 0]),
    event('4', BANDS, [2, 3, 0]),
  ],
  '23.1': [
    event('1', NORTH, [6, 6, 0]),
    event('3', SOUTH, [4, 4, 12]),
    event('4', SOUTH, [2, 3, 0]),
    { ...event('5', EAST, [3, 0, 0]), high: '5' },
  ],
};

const PAGE = '/datasets/compare?from=ucdp:ged@22.1&to=ucdp:ged@23.1';

/** What each row of the tables says: of what, of how many events, and the net deaths. */
const SPLIT = {
  Conflict: [
    ['Sudan: Northmark', 2, -28],
    ['Mali: Southmark', 2, 17],
    ['Hill Band - Valley Band', 1, -5],
    ['Afghanistan: Eastmark', 1, 3],
  ],
  Country: [
    ['Sudan', 2, -28],
    ['Mali', 2, 12],
    ['Afghanistan', 1, 3],
  ],
  Actor: [
    ['Government of Sudan', 2, -28],
    ['Northmark Front', 2, -28],
    ['Government of Mali', 2, 17],
    ['Southmark Union', 2, 17],
    ['Valley Band', 1, -5],
    ['Hill Band', 1, -5],
    ['Government of Afghanistan', 1, 3],
    ['Eastmark', 1, 3],
  ],
};

describe.skipIf(noBrowser)('the comparison of two releases', () => {
  let folder: string;
  let site: string;
  const { serveApi, serveSite, close } = processes();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'casus-releases-'));
    const data = join(folder, 'data');
    await putRecord(data);
    for (const [version, rows] of Object.entries(RELEASES)) {
      const file = join(folder, `GEDEvent_v${version.replace('.', '_')}.csv`);
      await writeFile(file, gedCsv(rows));
      await casus(data, 'import', file, '--complete');
    }
    site = await serveSite(`${await serveApi(data)}/graphql`);
  });
  afterAll(async () => {
    await close();
    await rm(folder, { recursive: true, force: true });
  });

  const openComparison = (options: Parameters<typeof open>[1] = {}) => open(PAGE, options, site);

  test('splits the net deaths by conflict, country and actor, those that move most first', async () => {
    const page = await openComparison({ javaScriptEnabled: false });
    const split = page.getByRole('region', { name: 'Net deaths by conflict, country and actor' });
    const rows = async (of: string) => {
      const table = split.getByRole('table').filter({
        has: page.getByRole('columnheader', { name: of, exact: true }),
      });
      const cells = await table
        .locator('tbody tr')
        .evaluateAll((all) =>
          all.map((row) => [...row.querySelectorAll('td')].map(({ innerText }) => innerText)),
        );
      return cells.map(([name, events, net]) => [name, Number(events), netOf(net!)]);
    };
    for (const [of, expected] of Object.entries(SPLIT)) {
      // The dataset's hyphen between two sides is a dash on pages.
      expect(await rows(of)).toEqual(
        expected.map(([name, ...rest]) => [String(name).replace(' - ', ' – '), ...rest]),
      );
    }
    // Where low and high change otherwise than the best estimate, they stand below it; and whose dead they are.
    expect(await split.locator('tr', { hasText: 'Eastmark' }).first().innerText()).toMatch(
      /\+3\s+\+3 to \+5\s+side\sA\s\+3\s*$/,
    );
    await split.getByRole('link', { name: 'Mali: Southmark' }).click();
    await page.waitForURL('**/conflicts/mali-southmark');
  });

  test('says what its query answers, and its CSV adds up to the same split', async () => {
    const page = await openComparison({ javaScriptEnabled: false });
    const { releaseDiff } = (await answerAt(
      page.getByRole('link', { name: 'Open in playground' }),
    )) as { releaseDiff: { groups: Group[] } };
    const of = (by: string) =>
      releaseDiff.groups
        .filter((group) => group.by === by)
        .map(({ conflict, country, actor, events, deaths }) => [
          (conflict ?? country ?? actor)!.name,
          events,
          deaths.best,
        ]);
    expect({ Conflict: of('CONFLICT'), Country: of('COUNTRY'), Actor: of('ACTOR') }).toEqual(SPLIT);

    const link = page.getByRole('link', { name: 'All 5 as CSV' });
    const csv = await (await fetch((await link.getAttribute('href'))!)).text();
    const events = readCsv(csv);
    expect(events).toHaveLength(5);
    for (const [column, table] of [
      ['conflict_name', SPLIT.Conflict],
      ['country', SPLIT.Country],
    ] as const) {
      expect(netBy(events, column)).toEqual(
        Object.fromEntries(table.map(([name, , net]) => [name, net])),
      );
    }
  });

  test('is accessible and does not spill at any width, in light and dark', async () => {
    expect(await faultsAtAllWidths(await openComparison())).toEqual([]);
  });
});

interface Group {
  by: string;
  conflict: { name: string } | null;
  country: { name: string } | null;
  actor: { name: string } | null;
  events: number;
  deaths: { best: number };
}

/** The number at the beginning of a cell: "−28", "+3". */
const netOf = (cell: string) => Number(cell.split('\n')[0]!.trim().replace('\u2212', '-'));

function readCsv(text: string): Record<string, string>[] {
  const [header, ...rows] = text
    .trim()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!,
      ),
    );
  return rows.map((cells) => Object.fromEntries(header!.map((name, at) => [name, cells[at]!])));
}

/** What the events add to each of what they were of after, and take from each of what they were of before. */
function netBy(events: Record<string, string>[], column: string): Record<string, number> {
  const net: Record<string, number> = {};
  for (const event of events) {
    for (const [end, sign] of [
      ['before', -1],
      ['after', 1],
    ] as const) {
      const name = event[`${end}_${column}`]!;
      if (name !== '') net[name] = (net[name] ?? 0) + sign * Number(event[`${end}_best`]);
    }
  }
  return net;
}
