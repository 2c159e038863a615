import { readFile } from 'node:fs/promises';
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
  const running = await start(casus, databaseUrl);
  try {
    const memoryBefore = await peakMemoryOf(running);
    const taken: { rows: number; bytes: number; seconds: number }[] = [];
    for (let round = 0; round < Math.min(rounds, 3); round++) taken.push(await take(running));
    const speed = {
      rows: taken[0]!.rows,
      rowsPerSecond: median(taken.map(({ rows, seconds }) => rows / seconds)),
      megabytes: taken[0]!.bytes / 1e6,
      memoryBefore,
      peakMemory: await peakMemoryOf(running),
    };
    onProgress(
      `Download: ${Math.round(speed.rowsPerSecond)} rows/s, peak memory ${speed.peakMemory ?? '–'} MB, ${speed.memoryBefore ?? '–'} before`,
    );
    return speed;
  } finally {
    await running.close();
  }
}

async function take({ url }: Running) {
  const before = performance.now();
  const response = await fetch(new URL('/events.csv', url), {
    // What is timed is the rows, not how small they can be made.
    headers: { 'accept-encoding': 'identity' },
  });
  if (!response.ok || !response.body) {
    throw new Stop(`/events.csv answered ${response.status}: ${await response.text()}`);
  }
  const counter = lineCounter();
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    counter.add(chunk);
  }
  // The first line names the columns.
  return { rows: counter.lines() - 1, bytes, seconds: (performance.now() - before) / 1000 };
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

async function peakMemoryOf({ pid }: Running): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes ? Math.round(Number(kilobytes) / 1024) : null;
}
