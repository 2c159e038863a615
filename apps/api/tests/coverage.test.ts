import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';
import { importReleases } from './releases.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await importReleases(api.store, '22.1');
});
afterAll(() => api.close());

const DAYS = '{ from to kind }';

/** Asked so often that it is answered by the resolvers and then by one statement: alike. */
async function ask(query: string) {
  const answers = [];
  for (let time = 0; time < 4; time += 1) answers.push((await api.ask(query)).data);
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  return answers[0];
}

test('what is loaded is told of a dataset, of all of them and beside the sums of an entity', async () => {
  const loaded = [{ from: '1989-01-01', to: '2021-12-31', kind: 'COMPLETE' }];
  const { dataset, coverage, conflict, early } = await ask(`{
    dataset(slug: "ucdp:ged@22.1") { coverage ${DAYS} }
    coverage(during: { from: "2021-06-01", to: "2023-01-01" }) { dataset { slug } days ${DAYS} }
    conflict(slug: "kyrgyzstan-tajikistan") {
      totals(during: { from: "2021-01-01", to: "2022-12-31" }) { events coverage { dataset { slug } days ${DAYS} } }
    }
    early: coverage(asOf: "2022-01-01T00:00:00Z") { days ${DAYS} }
  }`);
  expect(dataset.coverage).toEqual(loaded);
  const GED = { slug: 'ucdp:ged@22.1' };
  expect(coverage).toEqual([{ dataset: GED, days: [{ ...loaded[0], from: '2021-06-01' }] }]);
  expect(conflict.totals.coverage).toEqual([
    { dataset: GED, days: [{ ...loaded[0], from: '2021-01-01' }] },
  ]);
  // A release that had come out by then is cited by the record, and was never loaded.
  expect(early.every(({ days }: { days: object[] }) => days.length === 0)).toBe(true);
});
