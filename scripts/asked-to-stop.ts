import { isatty } from 'node:tty';
import { isRunning, launchersOf } from './launchers.ts';

/** How often it is looked whether who launched this process is still there, in ms. */
const LOOK_EVERY = 500;

/**
 * Resolves at a signal to stop, or when one of the programs that launched this process is gone.
 *
 * A hang-up stops only what belongs to a terminal. `nohup` can't say more than that: it has hang-ups
 * ignored, but Node, which npx runs on, undoes that for itself and all that it starts. So where no
 * terminal is left on the standard streams, a hang-up is passed over, and so is that it ended npx.
 */
export async function askedToStop(): Promise<void> {
  const launchers = await launchersOf(process);
  await new Promise<void>((resolve) => {
    let hungUp = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
    process.on('SIGHUP', () => {
      if ([0, 1, 2].some(isatty)) resolve();
      hungUp = true;
    });
    const watch = setInterval(() => void look(), LOOK_EVERY);
    watch.unref();

    async function look(): Promise<void> {
      const running = await Promise.all(launchers.map(isRunning));
      if (running.every(Boolean)) return;
      clearInterval(watch);
      // The hang-up that ended it may reach this process a moment later.
      setTimeout(() => hungUp || resolve(), LOOK_EVERY);
    }
  });
}
