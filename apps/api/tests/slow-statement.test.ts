import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startApi } from './api.ts';

test('a statement of seconds on the embedded database keeps no one from asking how we are', async () => {
  const api = await startApi();
  const url = `${await api.app.listen({ port: 0, host: 'localhost' })}/health`;
  const health = async () => {
    const asked = performance.now();
    expect((await fetch(url)).status).toBe(200);
    return performance.now() - asked;
  };
  // The first request of all also opens the way.
  await health();
  let slow = true;
  const began = performance.now();
  const statement = api.store.db
    .execute(
      'select count(*) from generate_series(1, 4000) a, generate_series(1, 4000) b where a # b = 1',
    )
    .finally(() => (slow = false));
  const waits: number[] = [];
  while (slow) {
    waits.push(await health());
    await sleep(20);
  }
  await statement;
  await api.close();
  expect(performance.now() - began).toBeGreaterThan(1_000);
  expect(waits.length).toBeGreaterThan(5);
  expect(Math.max(...waits)).toBeLessThan(250);
});
