import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { makeDisk, whyNoDisk, type Disk } from './disk/ext4.ts';
import { ROWS, type Held, type Step } from './disk/steps.ts';

/** After which step the power goes, and within how many ms of it. */
const MOMENTS: readonly { after: Step['is']; within: number }[] = [
  // In a new folder.
  { after: 'opening', within: 4_000 },
  { after: 'loading', within: 2_000 },
  { after: 'loaded', within: 0 },
  { after: 'importing', within: 800 },
  { after: 'imported', within: 0 },
  // With what the cuts before have left behind.
  { after: 'opening', within: 2_000 },
  { after: 'closing', within: 200 },
];

/** How often the whole series is gone through; each time on a new disk, at other moments. */
const SERIES = Number(process.env['CASUS_TEST_POWER_SERIES'] ?? 1);

const reason = await whyNoDisk();

describe.skipIf(reason)(
  `when the power is cut${reason ? ` (no disk here: ${reason})` : ''}`,
  () => {
    test.each(Array.from({ length: SERIES }, (_, index) => index))(
      'all that was acknowledged is there, and nothing by halves (series %i)',
      async (series) => {
        const disk = await makeDisk(512);
        try {
          const acknowledged = new Set<number>();
          // The last only looks at what the cut before it left behind.
          for (const { after, within } of [...MOMENTS, { after: 'opened', within: 0 } as const]) {
            const before = [...acknowledged];
            const delay = (within * (series + 0.5)) / SERIES;
            const held = await workUntilCut(disk, after, delay, acknowledged);
            await disk.restorePower();
            if (held) expectWhole(held, before);
          }
          expect(acknowledged.size).toBeGreaterThan(2);
        } finally {
          await disk.remove();
        }
      },
      600_000,
    );
  },
);

function expectWhole(held: Held[], acknowledged: number[]): void {
  for (const { import: number, ...counts } of held) {
    if (number === -1) continue;
    expect({ number, ...counts }).toEqual({ number, events: ROWS, indexed: ROWS, claims: ROWS });
  }
  const there = held.map((each) => each.import);
  expect(there).toEqual(expect.arrayContaining(acknowledged));
}

/**
 * Lets the workload run on the disk and cuts the power at a moment; resolves with what the workload
 * found when it opened the database, if it came so far.
 */
async function workUntilCut(
  disk: Disk,
  after: Step['is'],
  delay: number,
  acknowledged: Set<number>,
): Promise<Held[] | undefined> {
  const script = join(import.meta.dirname, 'disk/workload.ts');
  const child = spawn(process.execPath, [script, join(disk.folder, 'data')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let held: Held[] | undefined;
  let cut: Promise<void> | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const step = JSON.parse(line) as Step;
    if (step.is === 'opened') held = step.held;
    if (step.is === 'loaded') acknowledged.add(-1);
    if (step.is === 'imported') acknowledged.add(step.import);
    // On a quick machine the record was in before an earlier cut, and is not loaded again.
    const isPassed = step.is === 'importing' && ['loading', 'loaded'].includes(after);
    if ((step.is !== after && !isPassed) || cut) continue;
    cut = sleep(delay).then(async () => {
      await disk.cutPower();
      child.kill('SIGKILL');
    });
  }
  await ended;
  if (!cut) throw new Error(`It ended before the power was cut, after ${after}: ${complaints}`);
  await cut;
  return held;
}
