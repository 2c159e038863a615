import { createReadStream, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../entry.ts';
import { bytesOf, collect, gedCsv, gedRelease, gedRow, readGed } from './fixture.ts';
import type { Reading } from '../reader.ts';
import { ucdpGed } from './reader.ts';

const release = gedRelease(['GEDEvent_v22_1.csv']);
const read = (csv: string | Buffer) => collect(readGed(bytesOf(csv), release));

const groupOf = (reading: Reading) => ('group' in reading ? reading.group : []);
const brief = (readings: readonly Reading[]) =>
  readings.map((reading) =>
    reading.outcome === 'rejected'
      ? `line ${reading.line}: ${reading.reason}`
      : [
          reading.outcome === 'read' ? `line ${reading.line}` : reading.outcome,
          ...groupOf(reading).map(({ entity }) => entity),
        ].join(' '),
  );

it('gives what lines share with the first of them, and conflicts whole at the end', async () => {
  const readings = await read(
    gedCsv([{ id: '1' }, { id: '2', side_b_new_id: '140', side_b: 'Eastmark Army', gwnob: '' }]),
  );
  expect(brief(readings)).toEqual([
    'line 2 place place place place actor place actor actor actor report conflict dyad event claim',
    'line 3 actor event claim',
    'shared conflict',
  ]);
  expect(groupOf(readings[0]!).find(({ entity }) => entity === 'conflict')).not.toHaveProperty(
    'alsoParties',
  );
  expect(groupOf(readings.at(-1)!)).toMatchObject([
    {
      row: { key: 'ucdp:conflict:13324', kind: 'INTERSTATE' },
      alsoParties: [
        { actorKey: 'ucdp:actor:132', side: 'A' },
        { actorKey: 'ucdp:actor:131', side: 'B' },
        { actorKey: 'ucdp:actor:140', side: 'B' },
      ],
      alsoPlaces: [{ placeKey: 'iso:KG' }],
    },
  ]);
});

it('rejects a line that cannot be read and keeps the rest', async () => {
  const csv = gedCsv([
    { id: '1', where_description: 'on two\nlines' },
    { id: '2', best: 'many' },
    { id: '1' },
    { id: '3' },
  ]);
  const lines = csv.split('\n');
  lines.splice(4, 0, '"4","2021"', '');
  expect(brief(await read(lines.join('\n'))).filter((line) => line.startsWith('line'))).toEqual([
    expect.stringMatching(/^line 2 /),
    'line 4: best is “many”, not a whole number',
    `line 5: 2 cells where the header has ${Object.keys(gedRow()).length}`,
    'line 7: event 1 stands on an earlier line too',
    'line 8 event claim',
  ]);
});

describe('other releases', () => {
  const rows = [{ id: '1' }, { id: '2', side_a: 'Front, "South"' }];
  const quoted = gedCsv(rows);

  it.each([
    ['a byte-order mark', `\uFEFF${quoted}`],
    ['Windows line ends', quoted.replaceAll('\n', '\r\n')],
    ['no line end at the end', quoted.trimEnd()],
    ['dates with a T', quoted.replaceAll(' 00:00:00.000', 'T00:00:00')],
    ['dates alone', quoted.replaceAll(' 00:00:00.000', '')],
    ['another order of columns', gedCsv(rows, Object.keys(gedRow()).toReversed())],
    ['unquoted cells', quoted.replace(/(?<=^|,)"([\w .]*)"(?=,|$)/gm, '$1')],
  ])('may have %s', async (_, csv) => {
    expect(await read(csv)).toEqual(await read(quoted));
  });

  it('may have quotes within unquoted cells', async () => {
    const csv = quoted.replace('"Maksat"', 'so-called "Maksat" ford');
    const [first] = await read(csv);
    expect(groupOf(first!).find(({ entity }) => entity === 'event')?.row).toMatchObject({
      locationDescription: 'so-called "Maksat" ford',
    });
  });
});

describe('a file that cannot be taken', () => {
  const csv = gedCsv([{ id: '1' }, { id: '2' }]);

  it.each([
    ['is empty', '', 'the file is empty'],
    ['has a header alone', gedCsv([]), 'nothing in it: only the header line is there'],
    ['is another CSV', 'name,age\nAnn,3\n', 'not a UCDP GED file'],
    [
      'ends within a cell',
      csv.slice(0, -10),
      'cut off: the quote opened on line 3 is never closed',
    ],
    [
      'ends between cells',
      csv.slice(0, csv.lastIndexOf('"Batken') - 1),
      /^cut off: its last line \(3\) has 21 of \d+ cells$/,
    ],
    ['is in UTF-16', Buffer.from(csv, 'utf16le'), 'in UTF-16, not UTF-8'],
    [
      'is in Latin-1',
      Buffer.from(gedCsv([{ id: '1' }, { id: '2', side_a: 'Junta de Méjico' }]), 'latin1'),
      'not in UTF-8 (line 3 has a byte',
    ],
    [
      'never closes a quote',
      `${csv}"${'x'.repeat(1_100_000)}`,
      'a quote on line 4 is never closed',
    ],
  ])('%s', async (_, bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(message);
  });
});

it('recognises a file by its header, without reading on', async () => {
  await expect(ucdpGed.recognise(bytesOf(gedCsv([{}])))).resolves.toBeUndefined();
  await expect(ucdpGed.recognise(bytesOf('name,age\n'))).rejects.toThrow('not a UCDP GED file');
  await expect(ucdpGed.recognise(bytesOf(''))).rejects.toThrow('the file is empty');
});

const SHARED = join(import.meta.dirname, '../../../../../shared/data');

describe.skipIf(!existsSync(SHARED))(
  'the shared GED files (skipped where ../shared/data is absent)',
  () => {
    it('hold what they are known to hold, each reference after what it refers to', async () => {
      const file = join(SHARED, 'ucdp/GEDEvent_v21_01_21_12.csv');
      const totals = { events: 0, best: 0, low: 0, high: 0, rejected: 0 };
      const violence: Record<string, number> = {};
      const flags: Record<string, number> = {};
      // The import adds the provider.
      const met = new Set([`actor ${ucdpGed.source.provider.key}`]);
      const dangling: string[] = [];
      for await (const reading of readGed(createReadStream(file), gedRelease([basename(file)]))) {
        if (reading.outcome === 'rejected') totals.rejected += 1;
        if (reading.outcome === 'read') {
          for (const flag of reading.flags) flags[flag] = (flags[flag] ?? 0) + 1;
        }
        const group = groupOf(reading);
        for (const { entity, row } of group) met.add(`${entity} ${row.key}`);
        for (const entry of group) {
          dangling.push(...references(entry).filter((reference) => !met.has(reference)));
          if (entry.entity !== 'event') continue;
          totals.events += 1;
          totals.best += entry.row.deathsBest!;
          totals.low += entry.row.deathsLow!;
          totals.high += entry.row.deathsHigh!;
          violence[entry.row.violence!] = (violence[entry.row.violence!] ?? 0) + 1;
        }
      }
      const count = (entity: string) =>
        [...met].filter((key) => key.startsWith(`${entity} `)).length;
      expect(totals).toEqual({
        events: 17_407,
        best: 115_471,
        low: 108_381,
        high: 189_157,
        rejected: 0,
      });
      expect([count('conflict'), count('dyad')]).toEqual([528, 585]);
      expect(violence).toEqual({ STATE_BASED: 9972, NON_STATE: 4966, ONE_SIDED: 2469 });
      expect(flags).toEqual({
        LOW_BEST_HIGH_DISORDERED: 707,
        DATE_PRECISION_OUTSIDE_CODEBOOK: 1,
        ENDS_AFTER_DATASET_YEAR: 1,
        SIDE_AND_PLACE_DISAGREE: 2,
      });
      expect(dangling).toEqual([]);
    }, 60_000);

    it('hold the Kyrgyz–Tajik events of 2021', async () => {
      const file = join(SHARED, 'kgz-tjk/ged-candidate-2021-conflict-13324.csv');
      const readings = await collect(readGed(createReadStream(file), release));
      const events = readings.flatMap((reading) =>
        groupOf(reading).filter((entry) => entry.entity === 'event'),
      );
      expect(events.map(({ row }) => [row.name, row.deathsBest])).toMatchInlineSnapshot(`
        [
          [
            "Government of Kyrgyzstan – Government of Tajikistan, Kek-Tash village",
            38,
          ],
          [
            "Government of Kyrgyzstan – Government of Tajikistan, Kulundu village",
            1,
          ],
          [
            "Government of Kyrgyzstan – Government of Tajikistan, Naumina pass",
            1,
          ],
          [
            "Government of Kyrgyzstan – Government of Tajikistan, Nayman village",
            1,
          ],
          [
            "Government of Kyrgyzstan – Government of Tajikistan, Navobod Isfara location",
            1,
          ],
          [
            "Government of Kyrgyzstan – Government of Tajikistan, Chorku village",
            5,
          ],
          [
            "Government of Kyrgyzstan – Government of Tajikistan, Ovchikalacha village",
            1,
          ],
          [
            "Government of Kyrgyzstan – Government of Tajikistan, Khojai A’lo border post",
            8,
          ],
        ]
      `);
    });
  },
);

function references(entry: Entry): string[] {
  switch (entry.entity) {
    case 'event':
      return [
        `conflict ${entry.row.conflictKey}`,
        `dyad ${entry.row.dyadKey}`,
        `place ${entry.row.placeKey}`,
        `place ${entry.row.countryKey}`,
        ...(entry.participants ?? []).map(({ actorKey }) => `actor ${actorKey}`),
      ];
    case 'claim':
      return [
        `event ${entry.row.subjectEventKey}`,
        `actor ${entry.row.claimantKey}`,
        ...entry.attribution.map(({ actorKey }) => `actor ${actorKey}`),
        ...entry.attribution.flatMap(({ reportKey }) => (reportKey ? [`report ${reportKey}`] : [])),
      ];
    case 'conflict':
      return [
        ...(entry.alsoParties ?? []).map(({ actorKey }) => `actor ${actorKey}`),
        ...(entry.alsoPlaces ?? []).map(({ placeKey }) => `place ${placeKey}`),
      ];
    case 'dyad':
      return [
        `conflict ${entry.row.conflictKey}`,
        `actor ${entry.row.sideAKey}`,
        `actor ${entry.row.sideBKey}`,
      ];
    default:
      return [];
  }
}
