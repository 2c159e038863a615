import { figureClaimsOfEvents } from '@casus/store/entities/claim';
import type { Store } from '@casus/store/open';
import { claimAttributions, claims as claimsTable } from '@casus/store/tables/claim';
import { events } from '@casus/store/tables/event';
import { figuresOf } from '@casus/store/rules/figures';
import { RECORD } from '@casus/store/writing/upsert';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEmbedded } from '../../../store/tests/embedded-template.ts';
import type { Entry } from '../entry.ts';
import { importRelease } from '../import.ts';
import type { Rejection } from '../reader.ts';
import { identifyRelease } from '../release.ts';
import { bytesOf } from '../ucdp-ged/fixture.ts';
import { writeGroups } from '../writer.ts';
import { COLUMNS, TEMPLATE } from './columns.ts';
import { claims } from './reader.ts';

const DAY = { earliest: '2022-09-16T00:00:00.000Z', latest: '2022-09-16T23:59:59.999Z' };
const GIVEN: Entry[] = [
  {
    entity: 'actor',
    row: {
      key: 'record:actor/red-cross',
      slug: 'red-cross',
      name: 'Red Cross',
      kind: 'HUMANITARIAN_ORGANIZATION',
    },
  },
  {
    entity: 'conflict',
    row: { key: 'ucdp:conflict:13324', slug: 'north-south', name: 'North – South' },
  },
  {
    entity: 'event',
    row: {
      key: 'record:n-s/clash',
      slug: 'clash',
      name: 'Clash',
      kind: 'ARMED_CLASH',
      ...DAY,
      precision: 'DAY',
      edtf: '2022-09-16',
      conflictKey: 'ucdp:conflict:13324',
    },
  },
];
const HEADER =
  'event,metric,best,quantifier,claimant,through,publisher,report_title,report_date,said';

let store: Store;
beforeAll(async () => {
  store = await openEmbedded();
  await store.db.transaction((within) => writeGroups(within, RECORD, [GIVEN]));
});
afterAll(() => store.close());

async function run(name: string, lines: readonly string[]) {
  const rejected: Rejection[] = [];
  const counts = await importRelease(
    store.db,
    claims,
    bytesOf(`${[HEADER, ...lines].join('\n')}\n`),
    identifyRelease(claims, [name]),
    { onRejected: (line) => rejected.push(line) },
  );
  return { ...counts, rejected };
}

async function figures() {
  const found = await figureClaimsOfEvents(store.db, ['record:n-s/clash']);
  return figuresOf(found.get('record:n-s/clash') ?? [], new Date().toISOString()).map(
    ({ low, high, contested, openEnded }) => ({ low, high, contested, openEnded }),
  );
}

it('puts two claimants beside each other, contested, and leaves the event’s own estimate alone', async () => {
  const counts = await run('sheet.csv', [
    'clash,deaths,37,at least,Ministry of Health,,Daily Courier,Losses,2022-09-17,2022-09-17',
    'https://example.org/en/events/clash?asOf=2022,deaths,24,,red cross,RIA; TASS,,,,2022-09-18',
  ]);
  expect(counts).toMatchObject({ added: 2, rejected: [] });
  expect(await figures()).toEqual([{ low: 24, high: 37, contested: true, openEnded: true }]);
  const [event] = await store.db.select().from(events);
  expect(event).toMatchObject({ deathsBest: null, withdrawnAt: null });
  const steps = await store.db
    .select()
    .from(claimAttributions)
    .orderBy(asc(claimAttributions.claimKey), asc(claimAttributions.ordinal));
  const chains = Map.groupBy(steps, ({ claimKey }) => claimKey);
  expect(
    [...chains.values()].map((chain) => chain.map(({ role, actorKey }) => [role, actorKey])).sort(),
  ).toEqual([
    [
      ['CLAIMANT', 'claims:actor:ministry of health'],
      ['PUBLISHER', 'claims:actor:daily courier'],
    ],
    [
      ['CLAIMANT', 'record:actor/red-cross'],
      ['RELAY', 'claims:actor:ria'],
      ['RELAY', 'claims:actor:tass'],
    ],
  ]);
});

it('tells what is wrong line by line, whatever is wrong with it', async () => {
  const { rejected } = await run('wrong.csv', [
    'nowhere,deaths,37,,Ministry of Health,,Daily Courier,Losses,2022-09-17,2022-09-17',
    'clash,deaths,many,,Ministry of Health,,Daily Courier,Losses,2022-09-17,2022-09-17',
    'neither,deaths,37,,Ministry of Health,,Daily Courier,Losses,2022-09-17,2022-09-17',
    'clash,deaths,24,,Ministry of Health,,Daily Courier,Losses,2022-09-17,soon',
  ]);
  expect(rejected.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
});

it('corrects what it said when the sheet is corrected, and withdraws the line that was taken out', async () => {
  expect(
    await run('sheet.csv', [
      'clash,deaths,73,at least,Ministry of Health,,Daily Courier,Losses,2022-09-17,2022-09-17',
    ]),
  ).toMatchObject({ added: 0, updated: 1, withdrawn: 1, rejected: [] });
  expect(await figures()).toEqual([{ low: 73, high: 73, contested: false, openEnded: true }]);
  const standing = await store.db
    .select({ best: claimsTable.best, supersedes: claimsTable.supersedesKey })
    .from(claimsTable)
    .where(
      and(eq(claimsTable.subjectEventKey, 'record:n-s/clash'), isNull(claimsTable.withdrawnAt)),
    )
    .orderBy(asc(claimsTable.best));
  expect(standing).toEqual([
    { best: 37, supersedes: null },
    { best: 73, supersedes: expect.stringMatching(/^claims:sheet\//) as string },
  ]);
});

it('keeps what one claimant said at different times, from whatever sheets', async () => {
  await run('later.csv', ['clash,injuries,9,,Ministry of Health,,,,,2022-09-20']);
  await run('earlier.csv', ['clash,injuries,5,,Ministry of Health,,,,,2022-09-18']);
  expect(await figures()).toContainEqual({ low: 9, high: 9, contested: false, openEnded: false });
});

it.each([
  [
    'clash,deaths,12,circa,A,,,,,2022-09-17',
    'column “quantifier”: “circa” is not allowed; write one of exact, about, at least, more than, up to',
  ],
  [
    'clash,dead,12,,A,,,,,2022-09-17',
    'column “metric”: “dead” is not allowed; write one of deaths, injuries, missing, detained, evacuated, fled, displaced, returned',
  ],
  [
    'clash,deaths,a dozen,,A,,,,,2022-09-17',
    'column “best”: “a dozen” is not a whole number of persons; write digits alone, like 1200',
  ],
  [
    'clash,,12,,A,,,,,2022-09-17',
    'column “metric”: is empty beside a number; write what is counted',
  ],
  [
    'war,deaths,12,,A,,,,,2022-09-17',
    'column “event”: nothing here is called “war”; open the event on the site and copy the end of its address, after /events/',
  ],
])('says of a line in a spreadsheet’s words what is wrong: %s', async (line, reason) => {
  const { rejected, read } = await run('wrong.csv', [line, 'clash,,,,A,,,,,2022-09-17']);
  expect(read).toBe(2);
  expect(rejected).toEqual([{ outcome: 'rejected', line: 2, reason }]);
});

it('is stopped where a sheet was cut, though its events stay, until it is said to be whole', async () => {
  const lines = Array.from(
    { length: 6 },
    (_, index) => `clash,injuries,${index + 1},,Hospital ${index + 1},,,,,2022-09-17`,
  );
  await run('cut.csv', lines);
  const half = lines.slice(0, 3);
  await expect(run('cut.csv', half)).rejects.toThrow(
    'it would withdraw 3 of the 6 claims that stand, because it leaves them out: import it with --extract',
  );
  const whole = await importRelease(
    store.db,
    claims,
    bytesOf(`${[HEADER, ...half].join('\n')}\n`),
    identifyRelease(claims, ['cut.csv']),
    { extent: 'COMPLETE' },
  );
  expect(whole).toMatchObject({ withdrawn: 3, withdrawals: [{ by: null, count: 3 }] });
});

it('tells of a corrected sheet what was revised, withdrawn and said again', async () => {
  const line = (id: number, injured: number) =>
    `clash,injuries,${injured},,Clinic ${id},,,,,2022-09-17`;
  await run('corrected.csv', [line(1, 4), line(2, 5), line(3, 6)]);
  expect(await run('corrected.csv', [line(1, 9), line(2, 5)])).toMatchObject({
    read: 2,
    added: 0,
    updated: 1,
    unchanged: 1,
    withdrawn: 1,
  });
  const through = line(2, 5).replace('Clinic 2,,', 'Clinic 2,TASS,');
  expect(await run('corrected.csv', [line(1, 9), through, line(4, 1)])).toMatchObject({
    added: 1,
    updated: 1,
    unchanged: 1,
    withdrawn: 0,
  });
});

it('has a template that holds no claim but is one of its sheets', async () => {
  await claims.recognise(bytesOf(TEMPLATE));
  expect(TEMPLATE.split('\n')[0]).toBe(
    Object.keys(COLUMNS)
      .map((name) => `"${name}"`)
      .join(','),
  );
  const filled = `${TEMPLATE}${Object.keys(COLUMNS)
    .map((name) => ({ event: 'clash', claimant: 'A', said: '2022-09-17' })[name] ?? '')
    .join(',')}\n`;
  const counts = await importRelease(
    store.db,
    claims,
    bytesOf(filled),
    identifyRelease(claims, ['filled.csv']),
  );
  expect(counts).toMatchObject({ read: 1, added: 1 });
});
