import { JSONParser } from '@streamparser/json';
import type { Readable } from 'node:stream';
import { onlyUtf8 } from '../csv/utf8.ts';
import { FileRefused } from '../reader.ts';

/** A value of a JSON file: an entry of an array is known by its place there, a property by its name. */
export interface JsonValue {
  key: string | number | undefined;
  value: unknown;
}

/** Whether a file that begins so is JSON, rather than a table. */
export const isJson = (beginning: Buffer) => /^\uFEFF?\s*[[{]/.test(beginning.toString());

/**
 * The values under some paths (`$.Result.*`) of the JSON documents that a file holds one after
 * another, as they come. Only one of them is in memory at a time.
 *
 * @throws FileRefused when the bytes are not JSON in UTF-8, or end within a document
 */
export async function* valuesOf(
  bytes: Readable,
  paths: readonly string[],
): AsyncGenerator<JsonValue> {
  let found: JsonValue[] = [];
  const parser = new JSONParser({ paths: [...paths], separator: '', keepStack: false });
  parser.onValue = ({ key, value }) => found.push({ key, value });
  let first = true;
  for await (const chunk of onlyUtf8(bytes)) {
    try {
      parser.write(first ? withoutMark(chunk) : chunk);
    } catch (error) {
      throw new FileRefused(`not readable as JSON: ${(error as Error).message}`, { cause: error });
    }
    first = false;
    yield* found;
    found = [];
  }
  try {
    parser.end();
  } catch (error) {
    throw new FileRefused('cut off: the JSON in it never ends', { cause: error });
  }
}

/** Some tools put a byte-order mark before JSON, too. */
function withoutMark(chunk: Buffer): Buffer {
  return chunk.subarray(0, 3).equals(Buffer.from('\uFEFF')) ? chunk.subarray(3) : chunk;
}
