import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

interface Named {
  name: string;
  otherNames: { name: string; language: string; source: string }[];
}

test('conflicts, places and actors tell what else they are called, and by whom', async () => {
  const { data, errors } = await api.ask(`{
    conflict(slug: "kyrgyzstan-tajikistan") { name otherNames { name language source } }
    place(slug: "kyrgyzstan") { name otherNames { name language source } }
    actor(slug: "government-of-kyrgyzstan") { name otherNames { name language source } }
  }`);
  expect(errors).toEqual([]);
  const { conflict, place, actor } = data as Record<string, Named>;
  expect(conflict!.otherNames.map(({ name }) => name)).toContain('Kyrgyzstan–Tajikistan clashes');
  for (const { name, otherNames } of [conflict!, place!, actor!]) {
    expect(otherNames.map((other) => other.name)).not.toContain(name);
    for (const { source } of otherNames) expect(source).not.toBe('');
  }
});
