import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Does something that is told, with how long it took. */
export type Step = <Result>(what: string, act: () => Promise<Result>) => Promise<Result>;

export const step: Step = async (what, act) => {
  const start = performance.now();
  process.stdout.write(`  ${what} … `);
  const result = await act();
  process.stdout.write(`${((performance.now() - start) / 1_000).toFixed(1)} s\n`);
  return result;
};

/** A first start makes the database, on a busy machine. In ms. */
const PATIENCE = 180_000;

/** Resolves once the address answers with 200. */
export async function answering(url: string, server: ChildProcess): Promise<void> {
  const latest = performance.now() + PATIENCE;
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    if (server.exitCode !== null) throw new Error(`It ended with ${server.exitCode}.`);
    if (performance.now() > latest)
      throw new Error(`${url} gave ${answer?.status ?? 'no answer'}.`);
    await sleep(250);
  }
}

export async function until(isSo: () => Promise<boolean>): Promise<void> {
  const latest = performance.now() + PATIENCE;
  while (!(await isSo())) {
    if (performance.now() > latest) throw new Error(`Not within ${PATIENCE / 1_000} s.`);
    await sleep(250);
  }
}
