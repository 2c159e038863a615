import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startApi } from './api.ts';

test('a statement of seconds on the embedded database keeps no one from asking how we are', async () => {
  const api = await startApi();
  const url = `${await api.app.listen({ port: 0, host: 'localhost' })}/health`;
  let slow = true;
  const statement = api.store.db
    .execute(
      'select count(*) from generate_series(1, 4000) a, generate_series(1, 4000) b where a # b = 1',
    )
    .finally(() => (slow = false));
  let answered = 0;
  while (slow) {
    expect((await fetch(url)).status).toBe(200);
    if (slow) answered += 1;
    await sleep(20);
  }
  await statement;
  await api.close();
  // Whoever had to wait for the statement was answered after it.
  expect(answered).toBeGreaterThan(5);
});
