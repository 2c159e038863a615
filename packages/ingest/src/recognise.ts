import { Readable } from 'node:stream';
import { FileRefused, type Reader } from './reader.ts';
import { knownFormat } from './known-formats.ts';

/** More than the header line of any table, and than the first entries of a JSON file. */
const BEGINNING = 64 * 1024;

/** A file of which the first bytes have been looked at. */
export interface Peeked {
  /** So many of its bytes as tell the format; all of them, if there are no more. */
  beginning: Buffer;
  /** The whole file, from its first byte. */
  bytes: Readable;
}

/** Looks at the first bytes of a file that can be read only once. */
export async function peek(source: Readable): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer>;
  const chunks: Buffer[] = [];
  for (let length = 0; length < BEGINNING;) {
    const next = await iterator.next();
    if (next.done) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  async function* whole() {
    yield* chunks;
    yield* iterator;
  }
  const bytes = Readable.from(whole(), { objectMode: false });
  return { beginning: Buffer.concat(chunks).subarray(0, BEGINNING), bytes };
}

/**
 * The reader for a file, by its content alone.
 *
 * @param beginning the first bytes of the file, as `peek` gives them
 * @throws FileRefused when no reader takes such a file, or more than one does
 */
export async function findReader(beginning: Buffer, readers: readonly Reader[]): Promise<Reader> {
  const answers = await Promise.all(readers.map((reader) => ask(reader, beginning)));
  const takers = readers.filter((_, index) => answers[index] === null);
  const [reader, ...others] = takers;
  if (others.length > 0) {
    const names = takers.map(({ name }) => name).join(', ');
    throw new FileRefused(`may be of more than one format (${names}): name the one it is`);
  }
  if (reader) return reader;
  const refusals = answers.filter((answer) => answer !== null);
  const telling = refusals.find(({ nearly }) => nearly);
  if (telling) throw telling;
  const known = await knownFormat(beginning);
  if (known) throw new FileRefused(`it is ${known}, and no reader takes that`);
  // What is wrong with the bytes themselves, every reader says in the same words.
  if (new Set(refusals.map(({ message }) => message)).size === 1) throw refusals[0]!;
  const names = readers.map(({ name }) => name).join(', ');
  throw new FileRefused(
    `not a file of any format that can be imported (${names}); casus import --help lists them`,
  );
}

/**
 * Makes sure that a file is for the reader that was named.
 *
 * @param file the file as the user wrote it, for the command to use instead
 * @throws FileRefused when it is not: it tells what the file is, and which reader takes it, where
 *   that is known
 */
export async function confirmReader(
  reader: Reader,
  beginning: Buffer,
  readers: readonly Reader[],
  file: string,
): Promise<void> {
  const refusal = await ask(reader, beginning);
  if (refusal === null) return;
  if (refusal.nearly) throw refusal;
  for (const other of readers) {
    if (other === reader || (await ask(other, beginning)) !== null) continue;
    throw new FileRefused(
      `not a ${reader.title} file: it is a ${other.title} file. Use: casus import ${other.name} ${file}`,
    );
  }
  const known = await knownFormat(beginning);
  if (!known) throw refusal;
  throw new FileRefused(`not a ${reader.title} file: it is ${known}, and no reader takes that`);
}

/** Why the reader does not take the file; null where it does. */
async function ask(reader: Reader, beginning: Buffer): Promise<FileRefused | null> {
  try {
    await reader.recognise(Readable.from([beginning], { objectMode: false }));
    return null;
  } catch (error) {
    if (error instanceof FileRefused) return error;
    throw error;
  }
}
