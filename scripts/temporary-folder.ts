/**
 * Prints where tests are to keep temporary files: in memory, where Linux has room for them there. Tests make and remove
 * databases of a thousand files each. For every new file ext4 passes over the inodes of all that were removed in the last
 * minutes, which takes longer than writing it: a copied database costs the processor a second there, and a twentieth in memory.
 */
import { readFileSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
/** Several times what the tests have there at once; containers are often given 64 MB. */
const ROOM_BYTES = 6 * 1024 ** 3;

/** Whether files in memory may be as large as the tests' are, and be run: some are programs. */
function isRoomInMemory(): boolean {
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n');
  const options = mounts
    .map((line) => line.split(' '))
    .findLast(([, place]) => place === MEMORY)?.[3];
  if (!options || options.split(',').includes('noexec')) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ROOM_BYTES;
}

const isChosen = process.env['TMPDIR'] !== undefined;
const folder = !isChosen && process.platform === 'linux' && isRoomInMemory() ? MEMORY : tmpdir();
process.stdout.write(`${folder}\n`);
