import { actors } from '@casus/store/tables/actor';
import { events } from '@casus/store/tables/event';
import { claims } from '@casus/store/tables/claim';
import { datasets } from '@casus/store/tables/dataset';
import { isNotNull } from 'drizzle-orm';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alsoServe, startApi, type RunningApi } from './api.ts';

type Row = Record<string, string>;
interface About {
  count: number;
  of: number;
  asOf: string;
  filters: Record<string, string>;
  permalink: string;
  sources: { datasetKey: string | null; rows: number; licence: string; citation: string }[];
  columns: Record<string, string>;
}
interface Collection {
  type: string;
  casus: About;
  features: {
    type: string;
    id: string;
    geometry: { type: string; coordinates: [number, number] } | null;
    properties: Record<string, unknown>;
  }[];
}

const HOSTILE = '=HYPERLINK("http://x"),\r\n<script>alert(1)</script>';
const END_OF_DAY = '2022-09-16T23:59:59Z';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await api.store.db.insert(events).values({
    key: 'test:hostile',
    name: HOSTILE,
    kind: 'ARMED_CLASH',
    summary: '@SUM(A1)',
    earliest: '1999-01-01T00:00:00.000Z',
    latest: '1999-01-01T23:59:59.999Z',
    precision: 'DAY',
    edtf: '1999-01-01',
    latitude: -1.5,
    longitude: -2.25,
    locationPrecision: 'EXACT',
    source: 'test',
  });
});
afterAll(() => api.close());

async function download(address: string, app = api.app) {
  const { statusCode, headers, body } = await app.inject(address);
  return { statusCode, headers, body };
}
const rowsOf = (body: string) => parse<Row>(body, { columns: true });
const linesOf = (body: string) =>
  body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a download of events', () => {
  // Each filter as an address has it, and as the API has it.
  test.each([
    ['', '{}'],
    ['countries=KG,TJ', '{ countries: ["KG", "TJ"] }'],
    ['countries=KG&countries=TJ&minDeaths=5', '{ countries: ["KG", "TJ"], minDeaths: 5 }'],
    [
      'during.from=2021-04-01&during.to=2021-05-31',
      '{ during: { from: "2021-04-01", to: "2021-05-31" } }',
    ],
    [
      'within.west=70&within.south=39.5&within.east=71&within.north=40.5',
      '{ within: { west: 70, south: 39.5, east: 71, north: 40.5 } }',
    ],
    [
      'conflicts=kyrgyzstan-tajikistan&kinds=EVACUATION,FLIGHT',
      '{ conflicts: ["kyrgyzstan-tajikistan"], kinds: [EVACUATION, FLIGHT] }',
    ],
    ['located=true&text=fighting', '{ located: true, text: "fighting" }'],
    ['text=no-such', '{ text: "no-such" }'],
  ])('has for ?%s what the API counts', async (query, filter) => {
    const asOf = query ? `&asOf=${END_OF_DAY}` : '';
    const { body } = await download(`/events.csv?${query}${asOf}`);
    const { data } = await api.ask(
      `{ events(filter: ${filter}${asOf && `, asOf: "${END_OF_DAY}"`}, first: 100) { totalCount nodes { id deaths${asOf && `(asOf: "${END_OF_DAY}")`} { best } } } }`,
    );
    const rows = rowsOf(body);
    expect(rows).toHaveLength(data.events.totalCount);
    expect(rows.map(({ event_id, deaths_best }) => [event_id, deaths_best])).toEqual(
      data.events.nodes.map(({ id, deaths }: { id: string; deaths: { best: number } | null }) => [
        id,
        deaths ? String(deaths.best) : '',
      ]),
    );
  });

  test('says in every row on what terms it is, of when, and what was picked', async () => {
    const { body, headers } = await download('/events.csv?countries=KG&orderBy=EARLIEST_FIRST');
    const rows = rowsOf(body);
    const { data } = await api.ask('{ events { totalCount } }');
    const selection = `${rows.length} of ${data.events.totalCount} events; filters: countries=KG`;
    expect(new Set(rows.map((row) => row['selection']))).toEqual(new Set([selection]));
    expect(new Set(rows.map((row) => row['licence']))).toContain('CC BY 4.0');
    expect(rows.every((row) => row['citation'] && row['as_of'])).toBe(true);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(headers['content-disposition']).toBe(
      `attachment; filename="casus-events-${rows.length}-of-${data.events.totalCount}.csv"`,
    );
    expect(rows.map((row) => row['earliest_utc'])).toEqual(
      rows.map((row) => row['earliest_utc']).toSorted(),
    );
  });

  test('is the same again at its permalink, and by then changes nothing', async () => {
    const { headers } = await download(`/events.csv?asOf=${END_OF_DAY}`);
    const link = /<([^>]+)>; rel="bookmark"/.exec(String(headers['link']))![1]!;
    const { pathname, search } = new URL(link);
    const again = await download(pathname + search);
    expect(rowsOf(again.body)[0]!['as_of']).toBe('2022-09-16T23:59:59.000Z');
    const held = await api.app.inject({
      url: pathname + search,
      headers: { 'if-none-match': String(again.headers['etag']) },
    });
    expect([held.statusCode, held.body]).toEqual([304, '']);
    await api.store.db.update(events).set({ reviewStatus: 'Seen' });
    const changed = await api.app.inject({
      url: pathname + search,
      headers: { 'if-none-match': String(again.headers['etag']) },
    });
    expect(changed.statusCode).toBe(200);
  });

  test('is not called frozen at a moment that is still to come', async () => {
    for (const ending of ['ndjson', 'json']) {
      const path = ending === 'json' ? '/claims/kgz-tjk-fled-18500' : '/events';
      const { headers, body } = await download(`${path}.${ending}?asOf=9000-01-01T00:00:00Z`);
      expect(String(headers['link'])).not.toContain('bookmark');
      const { casus } = JSON.parse(body.split('\n')[0]!) as { casus: Record<string, unknown> };
      expect(casus).toMatchObject({ asOf: '9000-01-01T00:00:00.000Z', permalink: null });
      if (ending === 'json') continue;
      expect(casus['generatedAt']).toEqual(expect.any(String));
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'accept-ranges': 'none' });
      expect(headers).not.toHaveProperty('etag');
      expect(headers['content-disposition']).not.toContain('as-of');
    }
    const { body } = await download('/events.parquet?asOf=9000-01-01T00:00:00Z');
    expect(body).not.toContain('events.parquet?asOf');
  });

  test('runs no formula and breaks at no name', async () => {
    const { body } = await download('/events.csv?during.to=1999-12-31');
    const [row] = rowsOf(body);
    expect(row).toMatchObject({
      name: `'${HOSTILE}`,
      latitude_wgs84: '-1.5',
      longitude_wgs84: '-2.25',
    });
    expect(row!['summary']).toMatch(/^'@SUM/);
    const { body: geo } = await download('/events.geojson?during.to=1999-12-31');
    const collection = JSON.parse(geo) as Collection;
    expect(collection.features[0]!.properties['name']).toBe(HOSTILE);
    expect(collection.features[0]!.geometry).toEqual({ type: 'Point', coordinates: [-2.25, -1.5] });
  });

  test('is a GeoJSON of the same rows, with what it is of', async () => {
    const { body, headers } = await download('/events.geojson?conflicts=kyrgyzstan-tajikistan');
    const collection = JSON.parse(body) as Collection;
    const rows = rowsOf((await download('/events.csv?conflicts=kyrgyzstan-tajikistan')).body);
    expect(headers['content-type']).toMatch(/^application\/geo\+json/);
    expect(collection.type).toBe('FeatureCollection');
    expect(collection.features.map(({ id }) => id)).toEqual(rows.map(({ event_id }) => event_id));
    expect(collection.casus).toMatchObject({
      count: rows.length,
      filters: { conflicts: 'kyrgyzstan-tajikistan' },
    });
    for (const [index, { type, geometry, properties }] of collection.features.entries()) {
      const { latitude_wgs84, longitude_wgs84, deaths_best } = rows[index]!;
      expect(type).toBe('Feature');
      expect(geometry?.coordinates.map(String)).toEqual(
        latitude_wgs84 ? [longitude_wgs84, latitude_wgs84] : undefined,
      );
      expect(properties['deaths_best']).toBe(deaths_best ? Number(deaths_best) : null);
      expect(Object.keys(properties)).toEqual(Object.keys(collection.casus.columns));
    }
    expect(collection.casus.sources.reduce((sum, { rows: each }) => sum + each, 0)).toBe(
      rows.length,
    );
    expect(collection.casus.sources.every(({ licence, citation }) => licence && citation)).toBe(
      true,
    );
  });

  test('is lines of JSON, the first of which tells of the file', async () => {
    const { body } = await download('/events.ndjson?countries=TJ');
    const [first, ...rest] = linesOf(body);
    const about = first!['casus'] as About;
    expect(rest).toHaveLength(about.count);
    expect(rest.length).toBeGreaterThan(0);
    expect(Object.keys(rest[0]!)).toEqual(Object.keys(about.columns));
    expect(rest[0]).toMatchObject({ country_code: 'TJ', participants: expect.any(Array) });
  });

  test('may be empty', async () => {
    const empty = 'text=no-such';
    expect(rowsOf((await download(`/events.csv?${empty}`)).body)).toEqual([]);
    const collection = JSON.parse((await download(`/events.geojson?${empty}`)).body) as Collection;
    expect(collection).toMatchObject({ features: [], casus: { count: 0 } });
    expect(linesOf((await download(`/events.ndjson?${empty}`)).body)).toHaveLength(1);
  });

  test('tells its headers alone to HEAD', async () => {
    const { statusCode, headers, body } = await api.app.inject({
      method: 'HEAD',
      url: '/events.csv?countries=KG',
    });
    expect([statusCode, body, headers['content-length']]).toEqual([200, '', undefined]);
    expect(headers['content-disposition']).toMatch(/casus-events-\d+-of-\d+\.csv/);
  });

  test('is told column by column to programs', async () => {
    const { body, headers } = await download('/events.csv-metadata.json');
    const { tableSchema } = JSON.parse(body) as { tableSchema: { columns: { name: string }[] } };
    const [header] = (await download('/events.csv?text=no-such')).body.split('\r\n');
    expect(headers['content-type']).toMatch(/^application\/csvm\+json/);
    expect(tableSchema.columns.map(({ name }) => name).join(',')).toBe(header);
  });
});

describe('a download of claims', () => {
  test.each([
    ['conflicts=kyrgyzstan-tajikistan', '{ conflicts: ["kyrgyzstan-tajikistan"] }'],
    ['kinds=FIGURE&metrics=DEATHS,INJURIES', '{ kinds: [FIGURE], metrics: [DEATHS, INJURIES] }'],
    ['stances=DENIES', '{ stances: [DENIES] }'],
    ['assertedAfter=2022-09-16T12:00:00%2B06:00', '{ assertedAfter: "2022-09-16T12:00:00+06:00" }'],
  ])('has for ?%s what the API counts', async (query, filter) => {
    for (const moment of [END_OF_DAY, '2023-01-01T00:00:00Z']) {
      const { body } = await download(`/claims.csv?${query}&asOf=${moment}`);
      const { data } = await api.ask(
        `{ claims(filter: ${filter}, asOf: "${moment}", first: 100) { totalCount nodes { id claimant { name } attribution { role actor { name } } } } }`,
      );
      const attributions = rowsOf(body).map(({ claim_id, claimant_name, attribution }) => ({
        id: claim_id,
        claimant: { name: claimant_name },
        attribution,
      }));
      expect(attributions).toEqual(
        data.claims.nodes.map(
          (claim: { attribution: { role: string; actor: { name: string } }[] }) => ({
            ...claim,
            attribution: claim.attribution
              .map(({ role, actor }) => `${role}: ${actor.name}`)
              .join('; '),
          }),
        ),
      );
      expect(attributions).toHaveLength(data.claims.totalCount);
    }
  });

  test('has the point of the event that a claim is about', async () => {
    const { body } = await download('/claims.geojson?conflicts=kyrgyzstan-tajikistan');
    const { features } = JSON.parse(body) as Collection;
    const located = features.filter(({ geometry }) => geometry !== null);
    expect(located.length).toBeGreaterThan(0);
    expect(located.length).toBeLessThan(features.length);
    expect(located.every(({ properties }) => properties['subject_type'] === 'EVENT')).toBe(true);
    const subjects = new Set(features.map(({ properties }) => properties['subject_type']));
    expect(subjects).toEqual(new Set(['EVENT', 'CONFLICT', 'AGREEMENT']));
    expect(features.every(({ properties }) => properties['subject_name'])).toBe(true);
  });

  test('knows nothing that was said later', async () => {
    const { body } = await download(`/claims.ndjson?asOf=${END_OF_DAY}`);
    const [, ...rows] = linesOf(body);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(String(row['asserted_latest_utc']) <= '2022-09-16T23:59:59.000Z').toBe(true);
    }
    const { body: later } = await download('/claims.ndjson');
    expect(linesOf(later).length).toBeGreaterThan(rows.length + 1);
  });

  test('carries a hostile name as text', async () => {
    await api.store.db.insert(actors).values({
      key: 'test:liar',
      name: '+cmd|calc"; x',
      kind: 'MEDIA',
      source: 'test',
    });
    const [{ conflict }] = (await api.ask('{ claims(first: 1) { nodes { conflict { id } } } }'))
      .data.claims.nodes as [{ conflict: { id: string } }];
    await api.store.db.insert(claims).values({
      key: 'test:lie',
      kind: 'CONTEXT',
      stance: 'ASSERTS',
      summary: '-1+1',
      assertedEarliest: '2022-09-16T00:00:00.000Z',
      assertedLatest: '2022-09-16T00:00:00.000Z',
      assertedPrecision: 'DAY',
      assertedEdtf: '2022-09-16',
      claimantKey: 'test:liar',
      rank: 'NORMAL',
      subjectConflictKey: Buffer.from(conflict.id, 'base64url').toString().replace('Conflict:', ''),
      source: 'test',
    });
    const [row] = rowsOf((await download('/claims.csv?claimants=test:liar')).body);
    expect(row).toMatchObject({ summary: "'-1+1", claimant_name: `'+cmd|calc"; x` });
  });

  test('a claim is under the terms of the release that makes it, whatever it is about', async () => {
    const [release] = await api.store.db.select().from(datasets).limit(1);
    const [claim] = await api.store.db
      .select()
      .from(claims)
      .where(isNotNull(claims.subjectConflictKey))
      .limit(1);
    const key = 'test:released';
    await api.store.db.insert(claims).values({
      ...claim!,
      key,
      slug: null,
      claimantKey: 'test:liar',
      releaseKey: release!.key,
    });
    const rows = rowsOf((await download('/claims.csv?claimants=test:liar')).body);
    expect(rows.find(({ claim_key }) => claim_key === key)).toMatchObject({
      dataset_key: release!.key,
      licence: release!.licence,
      citation: release!.citation,
    });
  });
});

describe('what a download refuses', () => {
  test.each([
    ['/events.csv?nothing=1', 'There is no parameter "nothing" here. There are: actors, asOf,'],
    ['/events.csv?first=5', 'There is no parameter "first" here.'],
    ['/events.csv?minDeaths=many', 'minDeaths: Int cannot represent non-integer value: "many"'],
    ['/events.csv?minDeaths=-1', 'minDeaths is a number of persons, 0 or more.'],
    ['/events.csv?minDeaths=1&minDeaths=2', 'The parameter "minDeaths" takes one value; 2 were'],
    ['/events.csv?minDeaths=99999999999999999999', 'minDeaths: Int cannot represent'],
    [
      '/events.csv?kinds=ARMED_CLASH,WAR',
      'kinds: Value "WAR" does not exist in "EventKind" enum. There are: AGREEMENT, ',
    ],
    ['/events.csv?located=yes', 'non boolean value: "yes". Write true or false.'],
    ['/events.csv?during.from=2021-02-30', 'during.from: Date cannot represent'],
    ['/events.csv?during.from=2022-01-01&during.to=2021-01-01', 'The span of days ends'],
    ['/events.csv?within.west=1', 'within: Expected value of type "BoundingBox" to include'],
    ['/events.csv?located=maybe', 'located: Boolean cannot represent'],
    ['/events.csv?asOf=yesterday', 'asOf: DateTime cannot represent'],
    [
      '/events.csv?orderBy=BEST',
      'orderBy: Value "BEST" does not exist in "EventOrder" enum. There are: DEADLIEST_FIRST, ',
    ],
    ['/claims.csv?countries=KG', 'There is no parameter "countries" here.'],
    ['/claims.csv?conflicts=RXZlbnQ6dWNkcDpnZWQ6NDEyNzAw', 'is the id of an Event;'],
  ])('%s', async (address, message) => {
    const { statusCode, body, headers } = await download(address);
    const { errors } = JSON.parse(body) as {
      errors: { message: string; extensions: { code: string } }[];
    };
    expect([statusCode, headers['content-disposition']]).toEqual([400, undefined]);
    expect(errors[0]!.message).toContain(message);
    expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('an empty parameter is none', async () => {
    const all = await download('/events.csv');
    const { body } = await download('/events.csv?countries=&minDeaths=&kinds=,');
    expect(rowsOf(body)).toHaveLength(rowsOf(all.body).length);
    const { body: kyrgyz } = await download('/events.csv?countries=KG');
    expect(rowsOf((await download('/events.csv?countries=KG,')).body)).toHaveLength(
      rowsOf(kyrgyz).length,
    );
  });

  test('a U+0000 names nothing', async () => {
    const { statusCode, body } = await download('/events.csv?text=%00');
    expect([statusCode, rowsOf(body)]).toEqual([200, []]);
    expect((await download('/events.csv?conflicts=%00')).statusCode).toBe(400);
  });

  test('one more than it gives at once', async () => {
    const app = await alsoServe(api, { CASUS_DOWNLOADS_AT_ONCE: '1' });
    const answers = await Promise.all([download('/events.csv', app), download('/claims.csv', app)]);
    expect(
      answers
        .map(({ statusCode, headers }) => [statusCode, headers['retry-after']])
        .toSorted(([one], [other]) => Number(one) - Number(other)),
    ).toEqual([
      [200, undefined],
      [503, '60'],
    ]);
    await expect.poll(async () => (await download('/claims.csv', app)).statusCode).toBe(200);
    await app.close();
  });
});
