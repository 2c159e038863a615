import { expect, test } from 'vitest';
import { readAhead } from './read-ahead.ts';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** Pieces 1 to `count`, each noted when it is ready. */
async function* pieces(count: number, log: string[], fails = false) {
  for (let piece = 1; piece <= count; piece += 1) {
    await nextTurn();
    log.push(`ready ${piece}`);
    yield piece;
  }
  if (fails) throw new Error('torn file');
}

test('makes the next piece ready while it works on one, and works on one at a time', async () => {
  const log: string[] = [];
  await readAhead(pieces(3, log), async (piece) => {
    log.push(`begin ${piece}`);
    await nextTurn();
    await nextTurn();
    log.push(`end ${piece}`);
  });
  expect(log.indexOf('ready 2')).toBeLessThan(log.indexOf('end 1'));
  expect(log.filter((line) => !line.startsWith('ready'))).toEqual([
    'begin 1',
    'end 1',
    'begin 2',
    'end 2',
    'begin 3',
    'end 3',
  ]);
});

test('waits for the work in hand when the pieces fail, and tells why they did', async () => {
  const log: string[] = [];
  const done = readAhead(pieces(1, log, true), async () => {
    await nextTurn();
    await nextTurn();
    log.push('end 1');
  });
  await expect(done).rejects.toThrow('torn file');
  expect(log).toEqual(['ready 1', 'end 1']);
});

test('tells when the work fails, and asks for no more than one further piece', async () => {
  const log: string[] = [];
  const done = readAhead(pieces(5, log), async () => {
    throw new Error('no database');
  });
  await expect(done).rejects.toThrow('no database');
  expect(log).toEqual(['ready 1', 'ready 2']);
});
