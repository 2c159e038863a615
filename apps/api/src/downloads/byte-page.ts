/** Bytes of the longest character in UTF-8, for each of a string's units. */
const WIDEST = 3;

/**
 * Where rows are put down as bytes: encoding row by row into memory that is there costs half of what
 * it costs to join a batch and encode it, and leaves nothing behind for the garbage collector.
 */
export interface BytePage {
  put(text: string): void;
  putBytes(bytes: Uint8Array): void;
  /** All that was put since the last time. */
  take(): Buffer;
}

export function bytePage(size = 1 << 19): BytePage {
  let page = Buffer.allocUnsafeSlow(size);
  let end = 0;

  function makeRoom(bytes: number): void {
    if (end + bytes <= page.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (end + bytes));
    page.copy(larger, 0, 0, end);
    page = larger;
  }

  return {
    put: (text) => {
      makeRoom(text.length * WIDEST);
      end += page.write(text, end);
    },
    putBytes: (bytes) => {
      makeRoom(bytes.length);
      page.set(bytes, end);
      end += bytes.length;
    },
    take: () => {
      const taken = Buffer.from(page.subarray(0, end));
      end = 0;
      return taken;
    },
  };
}
