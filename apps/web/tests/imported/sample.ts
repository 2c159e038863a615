import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SHARED = join(import.meta.dirname, '../../../../../shared/data');
const GED = join(SHARED, 'ucdp/GEDEvent_v21_01_21_12.csv');
/** Displacements by event, and by country and year. */
const IDU = join(SHARED, 'idmc/idmc_idu.json');
const GIDD = join(SHARED, 'idmc/idmc-gidd-internal-displacements.csv');

export const hasSample = [GED, IDU, GIDD].every((file) => existsSync(file));

/** Countries with the party of most events, the most deaths, several wars at once, and the curated conflict. */
const COUNTRIES = [
  'Afghanistan',
  'Ethiopia',
  'Mali',
  'Burkina Faso',
  'Iraq',
  'Ukraine',
  'Kyrgyzstan',
];
/** Those of which the made-up 2020 has more than 2021. */
const DECLINING = ['Mali', 'Iraq'];
/** The years of the made-up release, as its version has them. */
const PAST = { version: '21_1', first: 1989, last: 2020 };

/**
 * Real events of some countries in 2021, and every second of them again in a made-up release of the years before, so that
 * there are long series, and years to compare; of some countries all in its last year, and 2021 without every third. What the
 * tests compare is a page with the API, never a page with the world. Answers with what `casus import` takes, import by import.
 */
export async function writeSample(folder: string): Promise<string[][]> {
  const text = await readFile(GED, 'utf8');
  const [header, ...rows] = text.match(/(?:"(?:[^"]|"")*"|[^"\n])+/g) ?? [];
  const column = (name: string) => header!.split(',').indexOf(`"${name}"`);
  const [id, relid, year, country, start, end] = [
    'id',
    'relid',
    'year',
    'country',
    'date_start',
    'date_end',
  ].map(column) as [number, number, number, number, number, number];

  const cells = rows.map((row): string[] => row.match(/"(?:[^"]|"")*"/g) ?? []);
  const isIn = (row: string[], countries: string[]) =>
    countries.some((each) => row[country]!.startsWith(`"${each}`));
  const sampled = cells.filter((row) => isIn(row, COUNTRIES));
  const present = sampled.filter((row, index) => index % 3 > 0 || !isIn(row, DECLINING));
  const past = sampled
    .filter((row, index) => index % 2 === 0 || isIn(row, DECLINING))
    .map((row, index) => {
      const before = isIn(row, DECLINING) ? 0 : index % (PAST.last - PAST.first + 1);
      const moved = String(PAST.last - before);
      const inYear = (day: string) => day.replace('"2021-', `"${moved}-`);
      return row
        .with(id, `"9${row[id]!.slice(1)}`)
        .with(relid, row[relid]!.replace('2021', moved))
        .with(year, `"${moved}"`)
        .with(start, inYear(row[start]!))
        .with(end, inYear(row[end]!));
    });

  const write = async (version: string, lines: string[][]) => {
    const file = join(folder, `GEDEvent_v${version}.csv`);
    await writeFile(file, `${[header!, ...lines.map((row) => row.join(','))].join('\n')}\n`);
    return file;
  };
  return [
    [await write(PAST.version, past)],
    [await write('21_01_21_12', present)],
    [IDU, '--version', '2023-11-10'],
    [await ofEthiopia(folder), '--version', '2025'],
  ];
}

/** IDMC's yearly figures of one country. */
async function ofEthiopia(folder: string): Promise<string> {
  const [header, ...rows] = (await readFile(GIDD, 'utf8')).split('\n');
  const file = join(folder, 'idmc-gidd.csv');
  await writeFile(file, [header, ...rows.filter((row) => row.startsWith('ETH,'))].join('\n'));
  return file;
}
