import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/**
 * Lets other processes go first, for the rest of this one's life. Of a processor that it wants together with another
 * process it gets about a tenth; at the lowest priority it would hardly go on beside a busy server.
 */
export function giveWay(): void {
  for (const thread of threads()) {
    try {
      setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // One that has ended meanwhile, or a system that does not let this process: then it is as before.
    }
  }
}

/** Linux has a priority for each thread, and one that is started later has that of its starter; 0 is the process. */
function threads(): number[] {
  try {
    return readdirSync('/proc/self/task').map(Number);
  } catch {
    return [0];
  }
}
