import type { Store } from '@casus/store/open';
import { replaceCommonNames } from '@casus/store/search/common-names';
import { search, wantedOf } from '@casus/store/search/search';
import { actors } from '@casus/store/tables/actor';
import { groupMentions } from '@casus/store/writing/mentions';
import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openEmbedded } from '../../../store/tests/embedded-template.ts';
import { importRelease } from '../import.ts';
import type { Row } from './columns.ts';
import { bytesOf, gedCsv, gedRelease } from './fixture.ts';
import { ucdpGed } from './reader.ts';

let store: Store;
beforeAll(async () => {
  store = await openEmbedded();
});
afterAll(() => store.close());
beforeEach(() =>
  store.db.execute(
    sql`truncate actors, places, conflicts, datasets, external_ids, common_names cascade`,
  ),
);

const ARMY = { side_b_new_id: '140', side_b: 'Eastmark Army', gwnob: '', dyad_new_id: '15000' };
const FRONT = { side_b_new_id: '141', side_b: 'Front', gwnob: '', dyad_new_id: '15001' };
const ROWS: Partial<Row>[] = [
  { id: '1', ...ARMY, source_original: 'Eastmark Army spokesman Carl Berg; EMA spox; police' },
  { id: '2', ...FRONT, source_original: 'Ministry of Defence.; EMA (Telegram)' },
  { id: '3', source_original: 'Ministry of Defence; Front' },
];
const NEXT: Partial<Row>[] = [{ id: '2', ...ARMY, source_original: 'EMA (Telegram)' }];

const run = (rows: readonly Partial<Row>[], version: string) =>
  importRelease(store.db, ucdpGed, bytesOf(gedCsv(rows)), gedRelease([], { version }), {
    extent: 'EXTRACT',
  });

const nameArmy = () =>
  store.db.transaction(async (transaction) => {
    const name = { entity: 'ACTOR', entityKey: 'ucdp:actor:140', name: 'EMA' } as const;
    await replaceCommonNames(transaction, [{ ...name, language: 'en', source: 'Gazette' }]);
    await groupMentions(transaction);
  });

const mentions = async () =>
  (
    await store.db.select().from(actors).where(eq(actors.isMention, true)).orderBy(asc(actors.key))
  ).map(({ key, name, mentionOfKey, derivedSlug }) => [key, name, mentionOfKey, derivedSlug]);

const MENTIONS = [
  [
    'ucdp:source:703/eastmark army spokesman carl berg',
    'Eastmark Army spokesman Carl Berg',
    'ucdp:actor:140',
    null,
  ],
  ['ucdp:source:703/ema (telegram)', 'EMA (Telegram)', 'ucdp:actor:140', null],
  ['ucdp:source:703/ema spox', 'EMA spox', 'ucdp:actor:140', null],
  ['ucdp:source:703/front', 'Front', null, null],
  ['ucdp:source:703/front statement', 'Front statement', 'ucdp:actor:141', null],
  ['ucdp:source:703/ministry of defence', 'Ministry of Defence', null, null],
  ['ucdp:source:703/police', 'police', null, null],
];

test('sources name the parties to the events of which they tell, in whatever order all comes in', async () => {
  const front = { id: '4', ...FRONT, source_original: 'Front statement' };
  const steps = [() => run([...ROWS, front], '22.1'), () => run(NEXT, '23.1'), nameArmy];
  for (const order of [
    [0, 1, 2],
    [2, 0, 1],
    [1, 2, 0],
    [1, 0, 2],
  ]) {
    await store.db.execute(
      sql`truncate actors, places, conflicts, datasets, external_ids, common_names cascade`,
    );
    for (const step of order) await steps[step]!();
    expect(await mentions(), order.join()).toEqual(MENTIONS);
  }
});

test('once more changes nothing, and a name that is taken back names nobody', async () => {
  await nameArmy();
  await run(ROWS, '22.1');
  expect(await run(ROWS, '22.1')).toMatchObject({ added: 0, updated: 0 });
  const named = async () =>
    (await mentions()).flatMap(([, name, of]) => (of === 'ucdp:actor:140' ? [name] : []));
  expect(await named()).toEqual(['Eastmark Army spokesman Carl Berg', 'EMA spox']);
  await store.db.transaction(async (transaction) => {
    await replaceCommonNames(transaction, []);
    await groupMentions(transaction);
  });
  expect(await named()).toEqual(['Eastmark Army spokesman Carl Berg']);
});

test('are found by searches as what they name, and not by themselves', async () => {
  await nameArmy();
  await run(ROWS, '22.1');
  const found = async (query: string) => {
    const wanted = await wantedOf(store.db, query);
    const options = { size: 9, cursor: null, now: new Date().toISOString() };
    const { edges } = await search(store.db, wanted!, ['ACTOR'], options);
    return edges.map(({ node: { key, matchedText } }) => [key, matchedText]);
  };
  expect(await found('EMA spox')).toEqual([['ucdp:actor:140', 'EMA spox']]);
  expect(await found('ministry of defence')).toEqual([]);
});
