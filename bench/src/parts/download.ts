import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { peakMemoryOf } from '../data/casus.ts';
import { median } from '../load.ts';
import type { Options } from '../options.ts';
import { casus } from '../peers/casus/peer.ts';
import { start, type Running } from '../running.ts';
import { Stop } from '../stop.ts';

export interface DownloadSpeed {
  rows: number;
  rowsPerSecond: number;
  megabytes: number;
  /** Megabytes, before the first download and at most; null where the system does not tell. */
  memoryBefore: number | null;
  peakMemory: number | null;
}

/** Takes every event as CSV; the process is new, so that its peak of memory is the download's. */
export async function measureDownload(
  databaseUrl: string,
  { rounds }: Options,
  onProgress: (line: string) => void,
): Promise<DownloadSpeed> {
  // As it is served: compared with nothing, it may use what threads it has.
  const running = await start(casus, databaseUrl, { pinned: false });
  try {
    const memoryBefore = await peakMemoryOf(running.pid);
    // Counting lines takes as long as making them; the timed rounds after this one only take the bytes.
    const counter = lineCounter();
    const { bytes } = await take(running, counter.add);
    // The first line names the columns.
    const rows = counter.lines() - 1;
    const seconds: number[] = [];
    for (let round = 0; round < Math.min(rounds, 3); round++) {
      const taken = await take(running);
      if (taken.bytes !== bytes)
        throw new Stop(`${taken.bytes} bytes of /events.csv came, then ${bytes}`);
      seconds.push(taken.seconds);
    }
    const speed = {
      rows,
      rowsPerSecond: rows / median(seconds),
      megabytes: bytes / 1e6,
      memoryBefore,
      peakMemory: await peakMemoryOf(running.pid),
    };
    onProgress(
      `Download: ${Math.round(speed.rowsPerSecond)} rows/s, peak memory ${speed.peakMemory ?? '–'} MB, ${speed.memoryBefore ?? '–'} before`,
    );
    return speed;
  } finally {
    await running.close();
  }
}

/** How many bytes there are and how long they took; whoever takes them does nothing with them but `read`. */
async function take(
  { url }: Running,
  read: (chunk: Buffer) => void = () => undefined,
): Promise<{ bytes: number; seconds: number }> {
  const before = performance.now();
  // What is timed is the rows, not how small they can be made.
  const headers = { 'accept-encoding': 'identity' };
  const asked = get(new URL('/events.csv', url), { headers });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) {
    throw new Stop(`/events.csv answered ${response.statusCode}: ${await text(response)}`);
  }
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    read(chunk);
  });
  await once(response, 'end');
  return { bytes, seconds: (performance.now() - before) / 1000 };
}

const QUOTE = 0x22;
const NEW_LINE = 0x0a;

/** Counts the lines of a CSV file: a line's end between quotes is a part of a value. */
function lineCounter() {
  let lines = 0;
  let quoted = false;
  return {
    add: (chunk: Uint8Array) => {
      for (const byte of chunk) {
        if (byte === QUOTE) quoted = !quoted;
        else if (byte === NEW_LINE && !quoted) lines++;
      }
    },
    lines: () => lines,
  };
}
