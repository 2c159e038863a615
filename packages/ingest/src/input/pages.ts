import { Readable } from 'node:stream';
import { FileRefused } from '../reader.ts';
import { download, type DownloadOptions } from './download.ts';

/**
 * The pages of an API one after another, as far as each tells where the next one is.
 *
 * @param first the page at `address`
 * @param nextOf the address of the page after the one that is given; null after the last
 */
export function followPages(
  first: Readable,
  address: URL,
  nextOf: (page: string) => string | null,
  options: DownloadOptions = {},
): Readable {
  async function* pages() {
    const seen = new Set<string>();
    let page = first;
    let at = address;
    for (;;) {
      seen.add(at.href);
      const chunks: Buffer[] = [];
      for await (const chunk of page as AsyncIterable<Buffer>) {
        chunks.push(chunk);
        yield chunk;
      }
      const next = nextOf(Buffer.concat(chunks).toString());
      if (next === null) return;
      at = nextAddress(next, at);
      if (seen.has(at.href)) throw new FileRefused(`its pages come round to ${at.href} again`);
      yield Buffer.from('\n');
      page = (await download(at, options)).bytes;
    }
  }
  return Readable.from(pages(), { objectMode: false });
}

/** A server behind a proxy may know itself by http alone. */
function nextAddress(next: string, from: URL): URL {
  const to = URL.parse(next, from.href);
  if (to?.host !== from.host) {
    throw new FileRefused(`its next page is said to be at “${next}”, on another server`);
  }
  to.protocol = from.protocol;
  return to;
}
