import { FileRefused } from '../reader.ts';
import { storeAside } from '../hashed-file.ts';
import { GZIP_MAGIC, gunzipped } from './gzip.ts';
import type { Input } from './input.ts';
import { peek } from './peek.ts';
import { zipInput } from './zip.ts';

const ZIP_MAGIC = Buffer.from('PK\x03\x04', 'latin1');

/** As much as tells what a file is packed with. */
export const MAGIC_LENGTH = 64;

export const isZip = (beginning: Buffer) => beginning.subarray(0, 4).equals(ZIP_MAGIC);

/** What people have instead of the data as CSV, by how it begins. */
const OTHERS: readonly (readonly [begins: RegExp, what: string])[] = [
  [
    /^\s*<(!doctype html|html)/i,
    'a web page, not a file of data: take the address of the file itself',
  ],
  [/^RD[AX]\d/, 'a file of R (.RData, .rds): take the release as CSV'],
  [/^<stata_dta>/, 'a file of Stata (.dta): take the release as CSV'],
  [/^PAR1/, 'a Parquet file: take the release as CSV'],
  [/^\xd0\xcf[^]\xe0\xa1/, 'an Excel workbook: take the file as CSV, or save it as CSV'],
  [
    /^(7z\xbc\xaf|Rar!|\xfd7zXZ|BZh)/,
    'packed with something else than zip or gzip: unpack it and give the CSV file',
  ],
];

/**
 * What a file holds that comes as a stream, unpacked where it is a gzip file or a zip.
 *
 * @throws FileRefused for other kinds of file
 */
export async function unpack(input: Input, signal: AbortSignal | undefined): Promise<Input> {
  const { beginning, bytes } = await peek(input.bytes, MAGIC_LENGTH);
  if (isZip(beginning)) return unpackZip({ ...input, bytes }, signal);
  if (!beginning.subarray(0, 2).equals(GZIP_MAGIC)) {
    refuseOthers(beginning);
    return { ...input, bytes };
  }
  const unpacked = await peek(gunzipped(bytes), MAGIC_LENGTH);
  refuseOthers(unpacked.beginning);
  const names = input.names.map((name) => name.replace(/\.gz$/i, ''));
  return { ...input, bytes: unpacked.bytes, names };
}

/** A zip lists its files at its end, which a stream gives last. */
async function unpackZip(input: Input, signal: AbortSignal | undefined): Promise<Input> {
  const stored = await storeAside(input.bytes);
  const remove = () => void stored[Symbol.asyncDispose]();
  try {
    const zip = await zipInput(stored.path, input.names, signal);
    const close = () => {
      zip.close();
      remove();
    };
    return { ...zip, close };
  } catch (error) {
    remove();
    throw error;
  }
}

function refuseOthers(beginning: Buffer): void {
  const start = beginning.toString('latin1');
  for (const [begins, what] of OTHERS) if (begins.test(start)) throw new FileRefused(what);
}
