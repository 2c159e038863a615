import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import * as yauzl from 'yauzl';
import { FileRefused } from '../reader.ts';
import { counted, type Input } from './input.ts';
import { refuseBomb } from './unpacked-size.ts';

/**
 * The one CSV file in a zip.
 *
 * @param names what the zip is called
 * @throws FileRefused when there is none, or more than one, or the zip is damaged
 */
export async function zipInput(
  path: string,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Input> {
  const zip = await yauzl.openPromise(path, { autoClose: false }).catch((error: unknown) => {
    throw notReadable(error);
  });
  try {
    const entry = await onlyCsv(zip);
    // The sizes are those that the zip states; yauzl refuses one that unpacks to another.
    refuseBomb(`${entry.fileName} in it`, entry.compressedSize, entry.uncompressedSize);
    const csv = counted(Readable.from(unpacked(zip, entry), { objectMode: false }), { signal });
    return {
      ...csv,
      size: entry.uncompressedSize,
      names: [basename(entry.fileName), ...names],
      close: () => {
        csv.close();
        zip.close();
      },
    };
  } catch (error) {
    zip.close();
    throw notReadable(error);
  }
}

async function* unpacked(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Buffer> {
  let sum = 0;
  try {
    const source = await zip.openReadStreamPromise(entry);
    for await (const chunk of source as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw notReadable(error);
  }
  if (sum !== entry.crc32) {
    throw new FileRefused(`damaged: ${entry.fileName} in it does not match its checksum`);
  }
}

async function onlyCsv(zip: yauzl.ZipFile): Promise<yauzl.Entry> {
  const files: yauzl.Entry[] = [];
  const names: string[] = [];
  for await (const entry of zip.eachEntry()) {
    const { fileName } = entry;
    names.push(fileName);
    // macOS packs a shadow of every file beside it.
    if (/\.csv$/i.test(fileName) && !fileName.startsWith('__MACOSX/')) files.push(entry);
  }
  const [first] = files;
  if (!first) throw new FileRefused(withoutCsv(names));
  if (files.length > 1) {
    const list = files.map(({ fileName }) => fileName).join(', ');
    throw new FileRefused(`a zip with ${files.length} CSV files (${list}): unpack it and name one`);
  }
  return first;
}

/** Workbooks of Excel are zips themselves. */
function withoutCsv(names: readonly string[]): string {
  if (names.includes('xl/workbook.xml')) {
    return 'an Excel workbook: take the file as CSV, or save it as “CSV UTF-8 (comma delimited)”';
  }
  const [first] = names;
  const within = first === undefined ? 'it is empty' : `it holds ${basename(first)}`;
  return `a zip without a CSV file in it (${within}): take the release as CSV`;
}

function notReadable(error: unknown): FileRefused {
  if (error instanceof FileRefused) return error;
  return new FileRefused('a zip that is cut off or damaged', { cause: error });
}
