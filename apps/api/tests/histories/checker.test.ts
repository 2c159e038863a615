import { describe, expect, test } from 'vitest';
import { violationsIn, type History, type Read, type Versions, type Write } from './checker.ts';

const at = (commit: number) => `7f3a9c21-${commit.toString(16).padStart(12, '0')}-ffffffffffff`;
const write = (client: number, version: number, position: number): Write => ({
  is: 'write',
  client,
  register: 'a',
  version,
  position: at(position),
});
const read = (client: number, a: number, position: number, from: number | null = null): Read => ({
  is: 'read',
  client,
  atLeast: from === null ? null : at(from),
  position: at(position),
  versions: { a, b: 1 },
});
const kindsIn = (history: History, atTheEnd: Versions = { a: 9, b: 9 }) =>
  violationsIn(history, atTheEnd).map(({ kind }) => kind);

/** Two clients, a writer, and replicas that are now ahead and now behind, as they may be. */
const SOUND: History = [
  read(1, 0, 1),
  write(3, 1, 2),
  read(1, 1, 2, 1),
  // Older than what another client has seen: it has not asked from there.
  read(2, 0, 1),
  write(3, 2, 4),
  read(1, 1, 3, 2),
  read(2, 2, 4, 1),
  read(3, 2, 4, 4),
];

test('a history in which nobody is told anything older is sound', () => {
  expect(kindsIn(SOUND)).toEqual([]);
});

describe('a fault that is planted is found', () => {
  test('a cache that keeps a row after its notice', () => {
    expect(kindsIn([...SOUND, read(1, 0, 4, 3)])).toEqual(['went back', 'earlier than asked']);
  });

  test('a replica that is read before it has got to the position', () => {
    expect(kindsIn([...SOUND, read(4, 1, 3, 4)])).toEqual(['earlier than asked']);
  });

  test('a position that is stated too low lets the next answer go back', () => {
    const [first, ...rest] = SOUND;
    // What was read at 4 says that it was read at 1; the next replica is at 2.
    expect(kindsIn([first!, ...rest, read(5, 2, 1), read(5, 1, 2, 1)])).toContain('went back');
  });

  test('a writer who does not find what was acknowledged', () => {
    expect(kindsIn([...SOUND, read(3, 1, 5, null)])).toEqual(['went back']);
  });

  test('a write that was acknowledged and is not there', () => {
    expect(kindsIn(SOUND, { a: 1, b: 1 })).toEqual(['write lost']);
  });

  test('any one answer of a sound history that is put off by a version', () => {
    const { length } = SOUND;
    const last = SOUND[length - 1] as Read;
    const planted = [...SOUND.slice(0, -1), { ...last, versions: { ...last.versions, a: 1 } }];
    expect(kindsIn(planted)).toEqual(['went back', 'earlier than asked']);
  });
});
