import { replaceCommonNames } from '@casus/store/search/common-names';
import { search, wantedOf } from '@casus/store/search/search';
import type { Store } from '@casus/store/open';
import { actors } from '@casus/store/tables/actor';
import { conflicts, dyads } from '@casus/store/tables/conflict';
import { places } from '@casus/store/tables/place';
import { reports } from '@casus/store/tables/report';
import { SEARCH_TYPES, type SearchType } from '@casus/store/vocabulary';
import { createReadStream, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEmbedded } from '../../../store/tests/embedded-template.ts';
import { importRelease } from '../import.ts';
import { gedRelease } from '../ucdp-ged/fixture.ts';
import { ucdpGed } from '../ucdp-ged/reader.ts';
import { readRecordFolder } from './read.ts';
import { writeRecord } from './write.ts';

const FILE = join(import.meta.dirname, '../../../../../shared/data/ucdp/GEDEvent_v21_01_21_12.csv');

const actor = (id: number) => `ucdp:actor:${id}`;
const conflict = (id: number) => `ucdp:conflict:${id}`;
const dyad = (id: number) => `ucdp:dyad:${id}`;
const place = (path: string) => `ucdp:place:${path}`;

/** By their keys, as UCDP names them. */
const ACTORS: Record<number, string> = {
  303: 'Taleban',
  234: 'IS',
  1051: "Jama'atu Ahlis Sunna Lidda'awati wal-Jihad",
  1091: 'Ansarallah',
  410: 'TPLF',
  717: 'Al-Shabaab',
  1151: 'Jalisco Cartel New Generation',
  775: 'Sinaloa Cartel',
  323: 'PKK',
  356: 'TTP',
  209: 'Hamas',
  208: 'PIJ',
  607: 'Fulani',
  144: 'Government of Myanmar (Burma)',
  6692: 'ARSA',
  1160: 'M23',
  169: 'CPP',
  7463: 'URDPC',
  6712: 'LPR',
  7013: 'FARC dissidents',
  6288: 'SDF',
  195: 'CPI-Maoist',
  1088: 'Los Zetas',
  118: 'Government of Syria',
  769: 'al-Qaida',
  881: 'AQAP',
  130: 'Government of Afghanistan',
  123: 'Government of Yemen (North Yemen)',
  84: 'Government of Nigeria',
  97: 'Government of Ethiopia',
  115: 'Government of Turkey',
};
const CONFLICTS: Record<number, string> = {
  333: 'Afghanistan: Government',
  230: 'Yemen (North Yemen): Government',
  267: 'Ethiopia: Government',
  13306: 'Ukraine: Novorossiya',
  354: 'Turkey: Kurdistan',
  364: 'India: Kashmir',
  13641: 'Nigeria: Islamic State',
  297: 'Nigeria: Government',
};
/** By their keys: of which conflict, and the two parties. */
const DYADS: Record<number, [conflict: number, sideA: number, sideB: number]> = {
  735: [333, 130, 303],
  863: [230, 123, 1091],
  640: [297, 84, 1051],
  14669: [13641, 84, 234],
  555: [267, 97, 410],
  781: [354, 115, 323],
};
const COUNTRIES: Record<string, string> = {
  AF: 'Afghanistan',
  YE: 'Yemen',
  MM: 'Myanmar',
  ET: 'Ethiopia',
  SY: 'Syria',
  TR: 'Türkiye',
  CI: 'Cote d’Ivoire',
  SZ: 'Eswatini',
  CD: 'Democratic Republic of the Congo',
  NE: 'Niger',
  NG: 'Nigeria',
  SD: 'Sudan',
  SS: 'South Sudan',
  UA: 'Ukraine',
};
const PLACES: Record<string, string> = {
  '369/Kyiv city': 'Kyiv city',
  '645/Al Anbār province/Al Qā’im district': 'Al Qā’im district',
  '652/Ar Raqqah governorate': 'Ar Raqqah governorate',
  '678/Şa‘dah governorate': 'Şa‘dah governorate',
  '678/al-Ḩudaydah governorate': 'al-Ḩudaydah governorate',
  "678/Ta'izz governorate": "Ta'izz governorate",
  '700/Hirat province': 'Hirat province',
  '700/Hilmand province': 'Hilmand province',
  '490/Nord Kivu province': 'Nord Kivu province',
  '666/Gaza Strip': 'Gaza Strip',
  '369/Luhansk oblast': 'Luhansk oblast',
  '369/Donetsk oblast/Bakhmut Raion': 'Bakhmut Raion',
  '645/Nīnawá province/Qaḑā’ al Mawşil/Mosul town': 'Mosul town',
  '652/Damascus governorate/Damascus district/Damascus city': 'Damascus city',
  '678/Amānat al ‘Āşimah governorate//Şan‘ā’ city': 'Şan‘ā’ city',
  '625/West Darfur state': 'West Darfur state',
  '775/Rakhine state': 'Rakhine state',
  '625/Khartoum state/Khartoum district/Khartoum city': 'Khartoum city',
};
/** What is full of the same words, and matters less. */
const SPOKEN = [
  'Taliban spox',
  'Taliban',
  'Houthi spokesperson',
  'Kiev forces',
  'ISIS',
  'Herat police',
];
const TOLD = ['Taliban', 'Boko Haram', 'ISIS', 'Houthi', 'Kiev', 'Burma', 'Gaza', 'PKK', 'Raqqa'];

/** What is typed, and what is to be among the first three. */
const SEARCHES: [string, string][] = [
  ['taliban', actor(303)],
  ['Taleban', actor(303)],
  ['talib', actor(303)],
  ['talibaan', actor(303)],
  ['Талибан', actor(303)],
  ['طالبان', actor(303)],
  ['طَالِبَان', actor(303)],
  ['boko haram', actor(1051)],
  ['Боко Харам', actor(1051)],
  ['بوكو حرام', actor(1051)],
  ['islamic state', actor(234)],
  ['isis', actor(234)],
  ['daesh', actor(234)],
  ["Da'esh", actor(234)],
  ['داعش', actor(234)],
  ['état islamique', actor(234)],
  ['etat islamique', actor(234)],
  ['houthi', actor(1091)],
  ['houthis', actor(1091)],
  ['الحوثيون', actor(1091)],
  ['حوثيون', actor(1091)],
  ['хуситы', actor(1091)],
  ["tigray people's liberation front", actor(410)],
  ['tplf', actor(410)],
  ['al shabaab', actor(717)],
  ['shabab', actor(717)],
  ['Аш-Шабааб', actor(717)],
  ['cjng', actor(1151)],
  ['sinaloa', actor(775)],
  ['pkk', actor(323)],
  ['pakistani taliban', actor(356)],
  ['hamas', actor(209)],
  ['islamic jihad', actor(208)],
  ['peul', actor(607)],
  ['tatmadaw', actor(144)],
  ['rohingya', actor(6692)],
  ['m23', actor(1160)],
  ["new people's army", actor(169)],
  ['lugansk', place('369/Luhansk oblast')],
  ['farc', actor(7013)],
  ['naxalite', actor(195)],
  ['war in afghanistan', conflict(333)],
  ['tigray war', conflict(267)],
  ['guerre du donbass', conflict(13306)],
  ['kashmir conflict', conflict(364)],
  ['kyiv', place('369/Kyiv city')],
  ['kiev', place('369/Kyiv city')],
  ['Киев', place('369/Kyiv city')],
  ['burma', 'iso:MM'],
  ['اليَمَن', 'iso:YE'],
  ['Éthiopie', 'iso:ET'],
  ['ivory coast', 'iso:CI'],
  ['swaziland', 'iso:SZ'],
  ['niger', 'iso:NE'],
  ['Qaim', place('645/Al Anbār province/Al Qā’im district')],
  ['raqqa', place('652/Ar Raqqah governorate')],
  ['saada', place('678/Şa‘dah governorate')],
  ['herat', place('700/Hirat province')],
  ['gaza', place('666/Gaza Strip')],
  ['kyrgyzstan', 'iso:KG'],
  ['كييف', place('369/Kyiv city')],
  ['باخموت', place('369/Donetsk oblast/Bakhmut Raion')],
  ['الموصل', place('645/Nīnawá province/Qaḑā’ al Mawşil/Mosul town')],
  ['Mossoul', place('645/Nīnawá province/Qaḑā’ al Mawşil/Mosul town')],
  ['صنعاء', place('678/Amānat al ‘Āşimah governorate//Şan‘ā’ city')],
  ['Sanaa', place('678/Amānat al ‘Āşimah governorate//Şan‘ā’ city')],
  ['Дамаск', place('652/Damascus governorate/Damascus district/Damascus city')],
  ['darfour occidental', place('625/West Darfur state')],
  ['Jartum', place('625/Khartoum state/Khartoum district/Khartoum city')],
  ['Аракан', place('775/Rakhine state')],
  ['al qaeda', actor(769)],
  ['al qaeda in the arabian peninsula', actor(881)],
];

/** What is typed, the pair of parties that is to be found among others, and what is to come before it. */
const SEARCHES_OF_DYADS: [query: string, found: number, after: string[]][] = [
  ['taliban', 735, [actor(303), conflict(333)]],
  ['Талибан', 735, [actor(303)]],
  ['طالبان', 735, [actor(303)]],
  ['boko haram', 640, [actor(1051)]],
  ['Боко Харам', 640, [actor(1051)]],
  ['houthis', 863, [actor(1091)]],
  ['houthi', 863, [actor(1091), conflict(230)]],
  ['الحوثيون', 863, [actor(1091)]],
  ['islamic state nigeria', 14669, [conflict(13641)]],
  ['islamic state', 14669, [actor(234), conflict(13641)]],
  ['daesh', 14669, [actor(234)]],
  ['tigray liberation front', 555, [actor(410)]],
  ["kurdistan workers' party", 781, [actor(323)]],
  ['government of afghanistan taliban', 735, []],
];

/** With what is made up, as far as it is not there. */
async function fill({ db }: Store): Promise<void> {
  const source = 'ucdp:ged';
  const parties = Object.entries(ACTORS).map(([id, name]) => ({
    key: actor(Number(id)),
    name,
    kind: name.startsWith('Government') ? ('GOVERNMENT' as const) : ('ARMED_GROUP' as const),
    source,
  }));
  const speakers = SPOKEN.map((name) => ({
    key: `test:${name}`,
    name,
    kind: 'UNCLASSIFIED' as const,
    source,
  }));
  await db
    .insert(actors)
    .values([...parties, ...speakers])
    .onConflictDoNothing();
  await db
    .insert(conflicts)
    .values(
      Object.entries(CONFLICTS).map(([id, name]) => ({ key: conflict(Number(id)), name, source })),
    )
    .onConflictDoNothing();
  await db
    .insert(dyads)
    .values(
      Object.entries(DYADS).map(([id, [of, sideA, sideB]]) => ({
        key: dyad(Number(id)),
        name: `${ACTORS[sideA]!} - ${ACTORS[sideB]!}`,
        conflictKey: conflict(of),
        sideAKey: actor(sideA),
        sideBKey: actor(sideB),
        source,
      })),
    )
    .onConflictDoNothing();
  await db
    .insert(places)
    .values([
      ...Object.entries(COUNTRIES).map(([code, name]) => ({
        key: `iso:${code}`,
        name,
        kind: 'COUNTRY' as const,
        source,
      })),
      ...Object.entries(PLACES).map(([path, name]) => ({
        key: place(path),
        name,
        kind: 'ADMIN1' as const,
        source,
      })),
    ])
    .onConflictDoNothing();
  await db.insert(reports).values(
    TOLD.flatMap((word) =>
      [1, 2, 3, 4].map((n) => ({
        key: `test:${word}/${n}`,
        title: `${word} attack kills ${n} soldiers`,
        source,
      })),
    ),
  );
}

async function load({ db }: Store): Promise<void> {
  const { entries, names } = await readRecordFolder(
    join(import.meta.dirname, '../../../../records'),
  );
  await db.transaction(async (transaction) => {
    await writeRecord(transaction, entries);
    await replaceCommonNames(transaction, names);
  });
}

const DATA: { over: string; absent: boolean; prepare: (store: Store) => Promise<unknown> }[] = [
  { over: 'the record and made-up rows', absent: false, prepare: async () => {} },
  {
    over: 'the record and the whole GED file of 2021 (skipped where ../shared/data is absent)',
    absent: !existsSync(FILE),
    prepare: ({ db }) =>
      importRelease(db, ucdpGed, createReadStream(FILE), gedRelease([basename(FILE)])),
  },
];

describe.each(DATA)('what is typed, over $over', ({ absent, prepare }) => {
  let store: Store;
  beforeAll(async () => {
    if (absent) return;
    store = await openEmbedded();
    await load(store);
    await prepare(store);
    await fill(store);
  }, 600_000);
  afterAll(() => store?.close());

  test.skipIf(absent).each(SEARCHES)('%s', async (query, key) => {
    const wanted = (await wantedOf(store.db, query))!;
    const now = '2026-01-01T00:00:00.000Z';
    const page = await search(store.db, wanted, SEARCH_TYPES, { size: 3, cursor: null, now });
    expect(page.edges.map(({ node }) => node.key)).toContain(key);
  });

  test.skipIf(absent).each(SEARCHES_OF_DYADS)('%s, a dyad', async (query, id, before) => {
    const wanted = (await wantedOf(store.db, query))!;
    const find = async (types: readonly SearchType[], size: number) => {
      const now = '2026-01-01T00:00:00.000Z';
      const page = await search(store.db, wanted, types, { size, cursor: null, now });
      return page.edges.map(({ node }) => node.key);
    };
    expect(await find(['DYAD'], 5)).toContain(dyad(id));
    const all = await find(SEARCH_TYPES, 100);
    const upToDyad = all.slice(0, all.indexOf(dyad(id)) + 1);
    expect(upToDyad).toEqual(expect.arrayContaining([...before, dyad(id)]));
  });
});
