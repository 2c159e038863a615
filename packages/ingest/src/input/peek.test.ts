import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { peek } from './peek.ts';

const inChunks = (...chunks: string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

it('looks at the beginning of a file and gives all of it', async () => {
  const { beginning, bytes } = await peek(inChunks('one ', 'two ', 'three'), 6);
  expect(beginning.toString()).toBe('one two ');
  expect(await text(bytes)).toBe('one two three');
});

it('looks at all of a file that is shorter, or empty', async () => {
  const { beginning, bytes } = await peek(inChunks('one ', 'two'));
  expect(beginning.toString()).toBe('one two');
  expect(await text(bytes)).toBe('one two');
  expect(await text((await peek(inChunks())).bytes)).toBe('');
});

it('passes the error of a file on to who reads it', async () => {
  async function* torn() {
    yield Buffer.from('one ');
    throw new Error('torn');
  }
  const { bytes } = await peek(Readable.from(torn()), 3);
  await expect(text(bytes)).rejects.toThrow('torn');
});
