import { calledFile } from './called-file.ts';
import { Readable } from 'node:stream';
import { FileRefused, type Reader } from './reader.ts';
import { knownFormat } from './known-formats.ts';

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
  // What is wrong with the bytes themselves, all readers of sheets say in the same words.
  const ofBytes = refusals.find(
    ({ message }) =>
      refusals.filter((other) => other.message === message).length > refusals.length / 2,
  );
  if (ofBytes) throw ofBytes;
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
      `not ${calledFile(reader.title)}: it is ${calledFile(other.title)}. Use: casus import ${other.name} ${file}`,
    );
  }
  const known = await knownFormat(beginning);
  if (!known) throw refusal;
  throw new FileRefused(
    `not ${calledFile(reader.title)}: it is ${known}, and no reader takes that`,
  );
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
