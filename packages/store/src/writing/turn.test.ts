import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../tests/engines.ts';
import { openStore, type Store } from '../open.ts';
import { waitForTurn } from './turn.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore({ databaseUrl: await freshDatabase(), dataDir: '' });
});
afterAll(() => store.close());

const WRITING =
  /^Another import or load of the record \(server process \d+, since [\d:]+ UTC\) is /;

/** Has the turn until the function it resolves with is called. */
async function takeTurn(): Promise<() => Promise<void>> {
  const [taken, ending] = [new EventEmitter(), new EventEmitter()];
  const isTaken = once(taken, 'taken');
  const whole = store.db.transaction(async (transaction) => {
    await waitForTurn(transaction, { patience: 0, onWaiting: () => {} });
    const isOver = once(ending, 'over');
    taken.emit('taken');
    await isOver;
  });
  await Promise.race([isTaken, whole]);
  return () => {
    ending.emit('over');
    return whole;
  };
}

test('a second writer says once whom it waits for, and goes on when that one has ended', async () => {
  const end = await takeTurn();
  const said: string[] = [];
  const second = store.db.transaction((transaction) =>
    waitForTurn(transaction, { patience: 60_000, onWaiting: (line) => said.push(line) }),
  );
  await expect.poll(() => said).toEqual([expect.stringMatching(WRITING)]);
  await end();
  await second;
  expect(said).toHaveLength(1);
});

test('it gives up in the end, and at once when it is stopped', async () => {
  const end = await takeTurn();
  const waiting = (patience: number, signal?: AbortSignal) =>
    store.db.transaction((transaction) =>
      waitForTurn(transaction, { patience, signal, onWaiting: () => {} }),
    );
  await expect(waiting(300)).rejects.toMatchObject({
    code: 'HELD',
    message: expect.stringMatching(WRITING) as string,
  });
  const controller = new AbortController();
  const stopped = waiting(60_000, controller.signal);
  controller.abort(new Error('stopped'));
  await expect(stopped).rejects.toThrow('stopped');
  await end();
});
