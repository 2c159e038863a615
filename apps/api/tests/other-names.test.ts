import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const OTHER_NAMES = `{
  conflict(slug: "kyrgyzstan-tajikistan") { name otherNames { name language source } }
}`;

test('a conflict tells what else it is called, in which language, and who says so', async () => {
  const { data, errors } = await api.ask(OTHER_NAMES);
  expect(errors).toEqual([]);
  expect(data.conflict.otherNames).toContainEqual({
    name: 'Kyrgyzstan–Tajikistan clashes',
    language: 'en',
    source: expect.stringMatching(/\w/),
  });
});

test('of the names that releases give it, the one it goes by is no other name', async () => {
  const { data: before } = await api.ask(OTHER_NAMES);
  await api.store.db.execute(sql`
    insert into common_names (entity, entity_key, held_by, name, language, source)
    select 'CONFLICT', key, 'ucdp:ged', called, 'und', 'A release of ucdp:ged'
    from conflicts, unnest(array[name, 'Fergana valley']) as called
    where slug = 'kyrgyzstan-tajikistan'`);
  const { data: after } = await api.ask(OTHER_NAMES);
  const namesOf = (data: typeof after) =>
    data.conflict.otherNames.map(({ name }: { name: string }) => name);
  expect(namesOf(after).toSorted()).toEqual([...namesOf(before), 'Fergana valley'].toSorted());
});
