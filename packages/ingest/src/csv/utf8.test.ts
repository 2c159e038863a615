import { expect, it } from 'vitest';
import { collect } from '../ucdp-ged/fixture.ts';
import { onlyUtf8 } from './utf8.ts';

async function pass(...chunks: Buffer[]): Promise<string> {
  async function* bytes() {
    yield* chunks;
  }
  return Buffer.concat(await collect(onlyUtf8(bytes()))).toString();
}

it('passes letters on, however the chunks cut them', async () => {
  const text = 'id\nMéxico, Ђ, ครับ, 𝄞\n';
  const bytes = Buffer.from(text);
  for (let size = 1; size <= bytes.length; size += 1) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
      bytes.subarray(n * size, (n + 1) * size),
    );
    expect(await pass(...chunks)).toBe(text);
  }
});

it('names the line of the first byte that is not UTF-8', async () => {
  const bytes = Buffer.from('id\né\nM\xe9xico\n', 'latin1');
  const start = Buffer.from('id\nМоре\n');
  await expect(pass(start, bytes)).rejects.toThrow('not in UTF-8 (line 4 has a byte');
});

it.each(['\uFEFFid,year\n', 'id,year\n'])('recognises UTF-16: %j', async (text) => {
  const bytes = Buffer.from(text, 'utf16le');
  await expect(pass(bytes)).rejects.toThrow('in UTF-16, not UTF-8');
  await expect(pass(Buffer.from(bytes).swap16())).rejects.toThrow('in UTF-16, not UTF-8');
});

it('sees that the end is missing when it comes within a letter', async () => {
  await expect(pass(Buffer.from('id\né').subarray(0, -1))).rejects.toThrow('cut off');
});
