import { reports } from '@casus/store/tables/report';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const CONFLICT = 'kyrgyzstan-tajikistan';

/** A list's slugs, after checking that its total agrees with them. */
async function slugs(list: string, filter: object, type: string): Promise<string[]> {
  const { data, errors } = await api.ask(
    `query ($filter: ${type}) { ${list}(filter: $filter, first: 100) { totalCount nodes { slug } } }`,
    { filter },
  );
  expect(errors).toEqual([]);
  const { nodes, totalCount } = data[list];
  expect(nodes).toHaveLength(Math.min(totalCount, 100));
  return nodes.map(({ slug }: { slug: string }) => slug);
}

test.each([
  ['conflicts', 'ConflictFilter', { parties: ['government-of-kyrgyzstan'] }, [CONFLICT]],
  ['conflicts', 'ConflictFilter', { countries: ['kg'], hasEvents: true }, [CONFLICT]],
  ['conflicts', 'ConflictFilter', { named: [CONFLICT, 'nowhere'] }, [CONFLICT]],
  ['conflicts', 'ConflictFilter', { named: [] }, []],
  [
    'actors',
    'ActorFilter',
    { named: ['government-of-tajikistan', 'government-of-kyrgyzstan'] },
    ['government-of-kyrgyzstan', 'government-of-tajikistan'],
  ],
  ['places', 'PlaceFilter', { named: ['iso:KG'] }, ['kyrgyzstan']],
  ['places', 'PlaceFilter', { named: ['samarkand'], kinds: ['COUNTRY'] }, []],
  ['conflicts', 'ConflictFilter', { places: ['batken-region'] }, [CONFLICT]],
  [
    'conflicts',
    'ConflictFilter',
    { activeDuring: { from: '2021-04-28', to: '2021-05-01' } },
    [CONFLICT],
  ],
  ['conflicts', 'ConflictFilter', { activeDuring: { to: '1999-12-31' } }, []],
  [
    'conflicts',
    'ConflictFilter',
    { incompatibilities: ['GOVERNMENT'], parties: ['government-of-kyrgyzstan'] },
    [],
  ],
  [
    'actors',
    'ActorFilter',
    { partyTo: [CONFLICT], kinds: ['GOVERNMENT'] },
    ['government-of-kyrgyzstan', 'government-of-tajikistan'],
  ],
  ['actors', 'ActorFilter', { text: 'кыргызстандын өкмөтү' }, ['government-of-kyrgyzstan']],
  [
    'actors',
    'ActorFilter',
    { kinds: ['STATE'], countries: ['KG', 'TJ'] },
    ['kyrgyzstan', 'tajikistan'],
  ],
  ['actors', 'ActorFilter', { partOf: ['tajikistan'], kinds: ['STATE'] }, []],
  ['places', 'PlaceFilter', { kinds: ['COUNTRY'], text: 'ТАДЖ' }, ['tajikistan']],
  ['places', 'PlaceFilter', { within: ['leilek-district'], text: 'kulu' }, ['kulundu']],
  ['places', 'PlaceFilter', { countries: ['UZ'] }, ['samarkand', 'uzbekistan']],
  ['places', 'PlaceFilter', { curated: false }, []],
  [
    'agreements',
    'AgreementFilter',
    { parties: ['government-of-tajikistan'], text: 'CEASEFIRE' },
    ['kyrgyzstan-tajikistan-ceasefire-2022-09-16'],
  ],
  [
    'agreements',
    'AgreementFilter',
    { effectiveDuring: { from: '2022-09-16', to: '2022-09-16' } },
    ['kyrgyzstan-tajikistan-ceasefire-2022-09-16'],
  ],
  ['agreements', 'AgreementFilter', { effectiveDuring: { from: '2022-09-17' } }, []],
  ['agreements', 'AgreementFilter', { provisions: ['PRISONER_EXCHANGE'] }, []],
  [
    'dyads',
    'DyadFilter',
    { conflicts: [CONFLICT], actors: ['government-of-tajikistan'] },
    ['kyrgyzstan-tajikistan'],
  ],
  ['dyads', 'DyadFilter', { named: ['ucdp:dyad:14236', 'nobody'] }, ['kyrgyzstan-tajikistan']],
  ['dyads', 'DyadFilter', { named: [] }, []],
  ['dyads', 'DyadFilter', { text: '%' }, []],
])('%s(%s: %j)', async (list, type, filter, expected) => {
  expect((await slugs(list, filter, type)).sort()).toEqual(expected);
});

const claimSlugs = (filter: object) => slugs('claims', filter, 'ClaimFilter');

test('claims: each condition keeps what it says, and together they keep what all do', async () => {
  const all = await claimSlugs({ conflicts: [CONFLICT] });
  const deaths = await claimSlugs({ metrics: ['DEATHS'] });
  const many = await claimSlugs({ metrics: ['DEATHS'], minQuantity: 20 });
  const few = await claimSlugs({ metrics: ['DEATHS'], maxQuantity: 19 });
  expect(all.length).toBeGreaterThan(deaths.length);
  expect(many.length).toBeGreaterThan(0);
  expect(few.length).toBeGreaterThan(0);
  expect(deaths).toEqual(expect.arrayContaining([...many, ...few]));
  expect(await claimSlugs({ superseded: true })).not.toEqual(
    expect.arrayContaining(await claimSlugs({ superseded: false })),
  );
  expect(
    await claimSlugs({ agreements: ['kyrgyzstan-tajikistan-ceasefire-2022-09-16'] }),
  ).not.toEqual([]);
  expect(await claimSlugs({ withdrawn: true })).toEqual([]);
  expect(await claimSlugs({ recordedAfter: '2100-01-01T00:00:00Z' })).toEqual([]);
  expect(await claimSlugs({ text: "'; drop table claims; --" })).toEqual([]);
});

test('claims passed on by somebody are more than those it made', async () => {
  const { data } = await api.ask(
    '{ claims(first: 100) { nodes { slug attribution { role actor { slug } } } } }',
  );
  const relay = data.claims.nodes
    .flatMap(
      ({ attribution }: { attribution: { role: string; actor: { slug: string } }[] }) =>
        attribution,
    )
    .find(({ role }: { role: string }) => role === 'RELAY').actor.slug;
  const expected = data.claims.nodes
    .filter(({ attribution }: { attribution: { actor: { slug: string } }[] }) =>
      attribution.some(({ actor }) => actor.slug === relay),
    )
    .map(({ slug }: { slug: string }) => slug);
  expect(await claimSlugs({ through: [relay] })).toEqual(expected);
});

test('reports as of a moment are those certainly published by then, undated ones by what stands in them', async () => {
  interface Report {
    slug: string;
    publishedAt: { latest: string } | null;
    claims: { nodes: { assertedAt: { latest: string } }[] };
  }
  const [undated, empty] = await api.store.db
    .insert(reports)
    .values(['undated', 'empty'].map((key) => ({ key, title: key, source: 'record' })))
    .returning();
  await api.store.db.execute(
    sql`update claim_attributions set report_key = ${undated!.key} where (claim_key, ordinal) in (
      select claim_key, min(ordinal) from claim_attributions join claims on claims.key = claim_key
      where claims.slug = 'kgz-tjk-fled-18500' group by claim_key)`,
  );
  const { data: now } = await api.ask(
    '{ reports(first: 100) { totalCount nodes { slug publishedAt { latest } claims(first: 100) { nodes { assertedAt { latest } } } } } }',
  );
  const all: Report[] = now.reports.nodes;
  expect(all).toHaveLength(now.reports.totalCount);
  const saidAt = all.find(({ slug }) => slug === undated!.key)!.claims.nodes[0]!.assertedAt.latest;
  const justBefore = new Date(Date.parse(saidAt) - 1).toISOString();
  for (const asOf of ['2022-09-16T12:00:00.000Z', justBefore, saidAt, '2030-01-01T00:00:00.000Z']) {
    const { data } = await api.ask(
      `{ reports(first: 100, asOf: "${asOf}") { totalCount nodes { slug } } }`,
    );
    const expected = all
      .filter(({ publishedAt, claims }) =>
        publishedAt
          ? publishedAt.latest <= asOf
          : claims.nodes.some(({ assertedAt }) => assertedAt.latest <= asOf),
      )
      .map(({ slug }) => slug);
    expect(data.reports.nodes.map(({ slug }: { slug: string }) => slug)).toEqual(expected);
    expect(data.reports.totalCount).toBe(expected.length);
    expect(expected.includes(undated!.key)).toBe(asOf >= saidAt);
    expect(expected).not.toContain(empty!.key);
  }
});

test('lists hang on what they belong to', async () => {
  const { data, errors } = await api.ask(`{
    actor(slug: "government-of-kyrgyzstan") {
      conflicts { nodes { slug } } agreements { nodes { slug } } events { totalCount } reports { totalCount }
    }
    place(slug: "batken-region") { children { nodes { slug } } }
    country: place(slug: "kyrgyzstan") { actors(filter: { kinds: [STATE] }) { nodes { slug } } conflicts { nodes { slug } } }
    dyad(slug: "ucdp:dyad:14236") { events { totalCount } }
    dataset(slug: "none") { slug }
  }`);
  expect(errors).toEqual([]);
  expect(data).toMatchInlineSnapshot(`
    {
      "actor": {
        "agreements": {
          "nodes": [
            {
              "slug": "kyrgyzstan-tajikistan-ceasefire-2022-09-16",
            },
          ],
        },
        "conflicts": {
          "nodes": [
            {
              "slug": "kyrgyzstan-tajikistan",
            },
          ],
        },
        "events": {
          "totalCount": 11,
        },
        "reports": {
          "totalCount": 0,
        },
      },
      "country": {
        "actors": {
          "nodes": [
            {
              "slug": "kyrgyzstan",
            },
          ],
        },
        "conflicts": {
          "nodes": [
            {
              "slug": "kyrgyzstan-tajikistan",
            },
          ],
        },
      },
      "dataset": null,
      "dyad": {
        "events": {
          "totalCount": 11,
        },
      },
      "place": {
        "children": {
          "nodes": [
            {
              "slug": "batken-district",
            },
            {
              "slug": "leilek-district",
            },
          ],
        },
      },
    }
  `);
});

test.each([
  [
    '{ reports(filter: { publishedDuring: { from: "2022-02-01", to: "2022-01-01" } }) { totalCount } }',
    'before it starts',
  ],
  [
    '{ claims(filter: { minQuantity: 5, maxQuantity: 4 }) { totalCount } }',
    'minQuantity (5) is above',
  ],
])('%s is refused with a reason', async (query, reason) => {
  const { errors } = await api.ask(query);
  expect(errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  expect(errors[0]?.message).toContain(reason);
});

test.each([
  '{ kilometres: 20 }',
  '{ latitude: 40, kilometres: 20 }',
  '{ place: "chorku", latitude: 40, longitude: 70, kilometres: 20 }',
])('near %s is neither a point nor a place', async (near) => {
  const { errors } = await api.ask(`{ events(filter: { near: ${near} }) { totalCount } }`);
  expect(errors).toMatchObject([
    {
      message: 'near is a point, by latitude and longitude, or a place: give one of them.',
      extensions: { code: 'BAD_USER_INPUT', argument: 'near' },
    },
  ]);
});

test('events near a place are those near its point', async () => {
  const counted = async (near: string) => {
    const { data, errors } = await api.ask(
      `{ events(filter: { near: ${near} }) { totalCount } place(slug: "chorku") { latitude longitude } }`,
    );
    expect(errors).toEqual([]);
    return data;
  };
  const { place, events } = await counted('{ place: "chorku", kilometres: 60 }');
  const point = `latitude: ${place.latitude}, longitude: ${place.longitude}`;
  expect(events.totalCount).toBeGreaterThan(0);
  expect((await counted(`{ ${point}, kilometres: 60 }`)).events).toEqual(events);
  const { errors } = await api.ask(
    '{ events(filter: { near: { place: "chorku", kilometres: 20017 } }) { totalCount } }',
  );
  expect(errors[0]!.message).toContain('at most 20016 kilometres; 20017 was given');
});
