import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const nameOfConflict = async () => {
  const { data } = await api.ask(
    '{ events(first: 1, filter: { conflicts: ["kyrgyzstan-tajikistan"] }) { nodes { conflict { name } } } }',
  );
  return data.events.nodes[0].conflict.name as string;
};

test('a name is read once, and again once it was changed', async () => {
  const before = await nameOfConflict();
  api.statements();
  expect(await nameOfConflict()).toBe(before);
  expect(api.statements().filter((text) => /^select "conflicts"/.test(text))).toEqual([]);

  await api.store.db.execute(
    "update conflicts set name = 'Renamed' where slug = 'kyrgyzstan-tajikistan'",
  );
  await expect.poll(nameOfConflict).toBe('Renamed');
});
