import { FileRefused } from '../reader.ts';

/** What unpacks to far more than datasets do is no dataset: they shrink to a tenth or so. */
const LARGEST_UNPACKED = 4_000_000_000;
const LARGEST_RATIO = 100;
/** Small files may shrink as they like, in bytes. */
const RATIO_FROM = 10_000_000;

/**
 * @param what the file that is unpacked, as messages call it
 * @throws FileRefused for one that unpacks to more than any dataset does
 */
export function refuseBomb(what: string, packed: number, unpacked: number): void {
  const ratio = Math.round(unpacked / Math.max(packed, 1));
  const size = `${Math.round(unpacked / 1_000_000).toLocaleString('en')} MB`;
  if (unpacked > LARGEST_UNPACKED) {
    throw new FileRefused(
      `${what} unpacks to ${size}, and an import takes ${LARGEST_UNPACKED / 1_000_000_000} GB at most`,
    );
  }
  if (unpacked > RATIO_FROM && ratio > LARGEST_RATIO) {
    throw new FileRefused(
      `${what} unpacks to ${size}, ${ratio} times its size: no dataset does. ` +
        'If it is one, unpack it and give the CSV file',
    );
  }
}
