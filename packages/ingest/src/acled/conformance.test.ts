import { openEmbedded } from '../../../store/tests/embedded-template.ts';
import { claims } from '@casus/store/tables/claim';
import { events, eventParticipants } from '@casus/store/tables/event';
import { eventStatistics } from '@casus/store/events/statistics';
import type { Store } from '@casus/store/open';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeConformance } from '../../tests/conformance.ts';
import { importRelease } from '../import.ts';
import type { Reader } from '../reader.ts';
import { identifyRelease } from '../release.ts';
import { gedCsv } from '../ucdp-ged/fixture.ts';
import { ucdpGed } from '../ucdp-ged/reader.ts';
import { acled } from './reader.ts';

/** The columns of an export since March 2023. Values are made up. */
const HEADER =
  'event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp';
const SOUND: Record<string, string> = {
  event_date: '16 September 2022',
  year: '2022',
  time_precision: '1',
  disorder_type: 'Political violence',
  event_type: 'Battles',
  sub_event_type: 'Armed clash',
  actor1: 'Military Forces of Here (2020-)',
  inter1: 'State forces',
  actor2: 'Military Forces of There',
  inter2: '8',
  iso: '417',
  country: 'Kyrgyzstan',
  admin1: 'Batken',
  admin2: 'Leilek',
  location: 'Maksat',
  latitude: '39.98',
  longitude: '69.55',
  geo_precision: '1',
  source: 'Made-up Courier; Made-up Radio',
  notes: '"Made up, with a comma"',
  fatalities: '3',
  timestamp: '1663600000',
};
const line = (id: string, rest: Record<string, string> = {}) =>
  HEADER.split(',')
    .map((column) => ({ ...SOUND, event_id_cnty: id, ...rest })[column] ?? '')
    .join(',');
const csv = (...lines: string[]) => `${[HEADER, ...lines].join('\n')}\n`;
const lines = (number: number, rest?: Record<string, string>) =>
  Array.from({ length: number }, (_, n) => line(`KGZ${n + 1}`, rest));

describeConformance({
  reader: acled,
  module: { url: import.meta.resolve('./reader.ts'), name: 'acled' },
  file: (number) => ({ name: 'acled-2022-10-01.csv', contents: csv(...lines(number)) }),
  odd: {
    name: 'acled-2022-10-01.csv',
    contents: csv(
      line('KGZ1', { time_precision: '4' }),
      line('KGZ2', { geo_precision: '' }),
      line('KGZ3', { event_date: '2022-11-01' }),
      line('KGZ3'),
      line('KGZ4', { event_date: '16/09/2022' }),
      line('KGZ5', { event_type: 'Quarrels' }),
      line('KGZ6', { fatalities: '-1' }),
    ),
    flags: [
      'DATE_PRECISION_OUTSIDE_CODEBOOK',
      'LOCATION_PRECISION_OUTSIDE_CODEBOOK',
      'DATED_AFTER_RELEASE',
    ],
    rejected: [
      { line: 5, reason: 'KGZ3 is the id of line 4 too' },
      {
        line: 6,
        reason: 'event_date is “16/09/2022”, not a date like 2022-09-16 or 16 September 2022',
      },
      { line: 7, reason: "event_type is “Quarrels”, not one of ACLED's" },
      { line: 8, reason: 'fatalities is “-1”, not a count' },
    ],
  },
  next: { name: 'acled-2022-11-01.csv', contents: csv(...lines(3, { fatalities: '5' })) },
});

describe('an export of ACLED', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openEmbedded();
    await run(
      acled,
      'acled-2022-10-01.csv',
      csv(
        line('KGZ1', {
          sub_event_type: 'Air/drone strike',
          event_type: 'Explosions/Remote violence',
        }),
        line('KGZ2', { time_precision: '2', actor2: '', geo_precision: '3' }),
        line('XKX1', { time_precision: '3', iso: '0', country: 'Kosovo', source: '' }),
        line('KGZ3', { event_type: 'Protests' }),
        line('KGZ4', { event_type: 'Strategic developments' }),
      ),
    ).then((counts) => {
      expect(counts).toMatchObject({ read: 5, added: 3, rejected: 0 });
      expect(Object.fromEntries(counts.leftOut)).toEqual({
        'of protests and riots, which are no armed conflict': 1,
        'of strategic developments, which are no violence': 1,
      });
    });
  });
  afterAll(() => store.close());

  function run(reader: Reader, name: string, contents: string) {
    const bytes = Readable.from([Buffer.from(contents)], { objectMode: false });
    return importRelease(store.db, reader, bytes, identifyRelease(reader, [name]));
  }

  it('has days and places no closer than ACLED knows them', async () => {
    const rows = await store.db
      .select({
        key: events.key,
        kind: events.kind,
        edtf: events.edtf,
        precision: events.precision,
        place: events.placeKey,
        located: events.locationPrecision,
        deaths: events.deathsBest,
      })
      .from(events)
      .orderBy(events.key);
    expect(rows).toEqual([
      {
        key: 'acled:event:KGZ1',
        kind: 'AIR_STRIKE',
        edtf: '2022-09-16',
        precision: 'DAY',
        place: 'acled:place:KG/Batken/Leilek/Maksat',
        located: 'EXACT',
        deaths: 3,
      },
      {
        key: 'acled:event:KGZ2',
        kind: 'ARMED_CLASH',
        edtf: '2022-09-10/2022-09-22',
        precision: 'WEEK',
        place: 'acled:place:KG/Batken',
        located: 'ADMIN1',
        deaths: 3,
      },
      {
        key: 'acled:event:XKX1',
        kind: 'ARMED_CLASH',
        edtf: '2022-09-01/2022-09-30',
        precision: 'MONTH',
        place: 'acled:place:XK/Batken/Leilek/Maksat',
        located: 'EXACT',
        deaths: 3,
      },
    ]);
    expect(await store.db.$count(eventParticipants)).toBe(5);
  });

  it('makes claims of ACLED, which its sums are of, and none in its words', async () => {
    const said = await store.db.select().from(claims);
    expect(said.map(({ claimantKey }) => claimantKey)).toEqual(Array(3).fill('acled:provider'));
    expect(JSON.stringify(said)).not.toContain('Made up, with a comma');
    const [sum] = await eventStatistics(store.db, {
      filter: {},
      by: ['DATASET'],
      asOf: null,
      limit: 10,
    });
    expect(sum).toMatchObject({ dataset: 'acled:events@2022-10-01', events: 3, best: 9 });
  });

  it('is not summed with UCDP’s count of the same attacks: a database takes one of them', async () => {
    const ged = run(ucdpGed, 'GEDEvent_v22_1.csv', gedCsv([{}]));
    await expect(ged).rejects.toThrow(
      'this database holds events of ACLED, which counts the same attacks as UCDP GED',
    );
  });
});
