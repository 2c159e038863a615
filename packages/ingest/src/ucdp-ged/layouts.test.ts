import { describe, expect, it } from 'vitest';
import type { Entry } from '../entry.ts';
import { READERS } from '../readers.ts';
import { findReader } from '../recognise.ts';
import { CANDIDATE_COLUMNS } from './columns.ts';
import { bytesOf, collect, gedCsv, gedRelease, gedRow, readGed } from './fixture.ts';
import { ucdpGed } from './reader.ts';

const release = gedRelease(['GEDEvent_v22_1.csv']);
const read = (csv: string) => collect(readGed(bytesOf(csv), release));
const find = (csv: string) => findReader(Buffer.from(csv), READERS);

const ROWS = [{ id: '1' }, { id: '2', date_prec: '2' }];
const PLAIN = gedCsv(ROWS);
/** As few columns as 19.1 has, on HDX. */
const OF_19_1 = Object.keys(gedRow()).filter(
  (column) => !['code_status', 'where_description'].includes(column),
);

/** The events alone: lines that are passed over change the numbers of those below them. */
async function events(csv: string) {
  const readings = await read(csv);
  expect(readings.filter(({ outcome }) => outcome === 'rejected')).toEqual([]);
  return readings
    .flatMap((reading) => (reading.outcome === 'read' ? reading.group : []))
    .filter((entry): entry is Extract<Entry, { entity: 'event' }> => entry.entity === 'event');
}

describe('a release is read the same', () => {
  const columns = Object.keys(gedRow());
  const [header, ...lines] = PLAIN.trimEnd().split('\n');
  const tags = columns.map((name) => (name === 'date_start' ? '#date+start' : ''));

  it.each([
    ['with the tags that HDX puts below the header', [header, tags.join(','), ...lines]],
    ['with the iso3 column of HDX', [`${header},"iso3"`, ...lines.map((line) => `${line},"KGZ"`)]],
    ['without a header line', gedCsv(ROWS, CANDIDATE_COLUMNS).split('\n').slice(1)],
    ['in the order of a candidate release', gedCsv(ROWS, CANDIDATE_COLUMNS).split('\n')],
  ])('%s', async (_, written) => {
    const csv = `${written.join('\n').trimEnd()}\n`;
    expect(await events(csv)).toEqual(await events(PLAIN));
    expect(await find(csv)).toBe(ucdpGed);
  });

  it('with the columns of an early one, but for what these do not hold', async () => {
    const [first] = await events(gedCsv(ROWS, OF_19_1));
    expect(first!.row).toEqual({
      ...(await events(PLAIN))[0]!.row,
      reviewStatus: null,
      locationDescription: null,
    });
  });
});

describe('a file that was spoilt on its way is refused with how to get a sound one', () => {
  it.each([
    [
      'by a European Excel',
      `\uFEFF${PLAIN.replaceAll('","', ';').replaceAll('"', '').replaceAll('\n', '\r\n')}`,
      'its cells are parted by semicolons, as Excel saves CSV where numbers have decimal commas: take the file as it was published, or save it with commas between cells and points in numbers',
    ],
    [
      'by a shapefile',
      PLAIN.replace(/^.*\n/, (header) =>
        header.replace(/\w+/g, (name) => name.slice(0, 'type_of_vi'.length)),
      ),
      /names were cut to 10 letters.*type_of_vi for type_of_violence.*take the CSV as it was published/,
    ],
  ])('%s', async (_, csv, message) => {
    await expect(read(csv)).rejects.toThrow(message);
    await expect(find(csv)).rejects.toThrow(message);
  });
});

it.each([
  ['1/1/2017', 'date_start is “1/1/2017”, not a date like 2021-12-31'],
  ['03/02/2017 00:00', 'date_start is “03/02/2017 00:00”, not a date like 2021-12-31'],
  ['42738', 'date_start is “42738”, not a date like 2021-12-31'],
  ['2017-02-29 00:00:00.000', 'date_start is “2017-02-29 00:00:00.000”, not a date'],
  ['0025-05-14', 'date_start 0025-05-14 is before 1946-01-01'],
])('rejects a line dated %s, rather than guess', async (date_start, reason) => {
  const readings = await read(gedCsv([{ id: '1', date_start }, { id: '2' }]));
  expect(readings[0]).toMatchObject({ outcome: 'rejected', line: 2 });
  expect(readings[0]).toHaveProperty('reason', expect.stringContaining(reason));
});

describe('parties', () => {
  const actorsOf = async (...rows: object[]) =>
    (await read(gedCsv(rows))).flatMap((reading) =>
      (reading.outcome === 'read' ? reading.group : []).flatMap((entry) =>
        entry.entity === 'actor' && /^ucdp:actor:/.test(entry.row.key) ? [entry] : [],
      ),
    );

  it('of several governments are one, of no one state', async () => {
    const [coalition] = await actorsOf({ side_a: 'Coalition', gwnoa: '2;200;900' });
    expect(coalition).toMatchObject({
      row: {
        kind: 'GOVERNMENT',
        countryKey: null,
        description:
          'One party for UCDP, of the states it numbers United States (2), United Kingdom (200), Australia (900).',
      },
      externalIds: [{ scheme: 'UCDP_ACTOR', value: '132' }],
    });
  });

  it('that are unsettled are each their own, though all have the number 0', async () => {
    const unsettled = (id: string, name: string) => ({
      id,
      side_a_new_id: '0',
      side_a: name,
      side_b_new_id: '0',
      side_b: name,
    });
    const actors = await actorsOf(unsettled('1', 'XXX700'), unsettled('2', 'XXX475'));
    expect(actors.map(({ row, externalIds }) => [row.key, row.name, externalIds])).toEqual([
      ['ucdp:actor:XXX700', 'Unidentified party in Afghanistan', []],
      ['ucdp:actor:XXX475', 'Unidentified party in Nigeria', []],
    ]);
  });
});
