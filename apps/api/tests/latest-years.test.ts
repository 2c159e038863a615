import { print } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';
import { documentsOfSite } from './pushdown/operations.ts';

const YEARS = 37;
const LATEST = 2025;
const DATASETS = 8;

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await api.store.db.execute(`
    insert into datasets (key, series, name, version, provider_key, licence, citation, released_earliest,
      released_latest, released_precision, released_edtf, source)
    select 'test:' || number, 'test:' || number, 'Set ' || number, '1', (select min(key) from actors), 'x', 'x',
      '2026-01-01Z', '2026-01-01Z', 'DAY', '2026-01-01', 'test' from generate_series(1, ${DATASETS}) number`);
  await api.store.db.execute(`
    insert into events (key, name, kind, earliest, latest, precision, edtf, country_key, dataset_key, deaths_best, source)
    select 'test:' || number || '-' || year, 'x', 'ARMED_CLASH', day, day, 'DAY', 'x',
      (select key from places where country_code = 'TJ' and kind = 'COUNTRY'), 'test:' || number, year, 'test'
    from generate_series(1, ${DATASETS}) number, generate_series(${LATEST - YEARS + 1}, ${LATEST}) year,
      lateral (select make_timestamptz(year, 5, 1, 0, 0, 0, 'UTC') as day) days`);
});
afterAll(() => api.close());

interface Counted {
  year: number;
  dataset: { slug: string } | null;
  deaths: { best: number } | null;
}

test.each(['BriefOfCounted', 'EventBreakdowns'])(
  '%s has the latest years of each dataset, though they come to more rows than it asks for',
  async (operation) => {
    const [, document] = documentsOfSite().find(([name]) => name === operation)!;
    const within = { countries: ['TJ'] };
    const { data, errors } = await api.ask(print(document), {
      ...{ slug: 'tajikistan', within, wide: { ...within, timePrecisions: ['YEAR'] } },
      ...{ hasYears: true, hasSources: true, listed: 5, isThen: false },
    });
    expect(errors).toEqual([]);
    const counted = (data.counted as Counted[]).filter(({ dataset }) => dataset);
    expect(counted.length).toBeGreaterThan(120);
    expect(counted.length).toBeLessThan(DATASETS * YEARS);
    const ofTest = counted.filter(({ dataset }) => dataset!.slug.startsWith('test:'));
    for (const year of [LATEST, LATEST - 1, LATEST - 5]) {
      const rows = ofTest.filter((row) => row.year === year);
      expect(rows.map(({ deaths }) => deaths!.best)).toEqual(new Array(DATASETS).fill(year));
    }
    expect(ofTest.map(({ year }) => year)).toEqual(
      ofTest.map(({ year }) => year).toSorted((one, other) => other - one),
    );
  },
);
