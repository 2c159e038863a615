import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';
import { importReleases } from './releases.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  // The later one first: the order of imports counts for nothing.
  await importReleases(api.store, '23.1', '22.1');
});
afterAll(() => api.close());

async function ask(query: string) {
  const { data, errors } = await api.ask(query);
  expect(errors).toEqual([]);
  return data;
}

test('a dataset tells its releases, and what files came out under their numbers', async () => {
  const { dataset } = await ask(`{ dataset(slug: "ucdp:ged@23.1") { releases {
    version releasedAt { edtf } dataset { slug }
    issues { number sha256 coversFrom coversTo complete extract rowsRead } } } }`);
  expect(dataset.releases).toEqual([
    {
      version: '21.01.21.12',
      releasedAt: { edtf: expect.any(String) },
      dataset: { slug: 'ucdp:ged@21.01.21.12' },
      issues: [],
    },
    ...[
      ['22.1', 2021, 4],
      ['23.1', 2022, 5],
    ].map(([version, year, rowsRead]) => ({
      version,
      releasedAt: { edtf: `20${String(version).slice(0, 2)}-06-15` },
      dataset: { slug: `ucdp:ged@${version}` },
      issues: [
        {
          number: 1,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          coversFrom: '1989-01-01',
          coversTo: `${year}-12-31`,
          complete: true,
          extract: false,
          rowsRead,
        },
      ],
    })),
  ]);
});

test('an event tells what each release said of it, where the next says something else', async () => {
  const { moved, same } = await ask(`
    fragment Said on Event { editions { release { version } issue time { edtf }
      location { latitude } participants { actor { slug } } deaths { best claim { slug } } } }
    { moved: event(slug: "ucdp:ged:1") { ...Said } same: event(slug: "ucdp:ged:2") { ...Said } }`);
  const said = {
    issue: 1,
    time: { edtf: '2021-04-29' },
    location: { latitude: 40.10635 },
    participants: [{ actor: expect.any(Object) }, { actor: expect.any(Object) }],
  };
  expect(moved.editions).toEqual([
    {
      ...said,
      release: { version: '22.1' },
      deaths: { best: 3, claim: { slug: 'ucdp:ged:1/deaths@22.1' } },
    },
    {
      ...said,
      release: { version: '23.1' },
      deaths: { best: 5, claim: { slug: 'ucdp:ged:1/deaths@23.1' } },
    },
  ]);
  expect(same.editions.map(({ release }: { release: object }) => release)).toEqual([
    { version: '22.1' },
  ]);
});
