import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** ext4's EXT4_IOC_SHUTDOWN with NOLOGFLUSH: nothing more reaches the disk, not even the journal. */
const SHUTDOWN = `
  open(my $folder, "<", $ARGV[0]) or die "$!\\n";
  my $how = pack("L", 2);
  ioctl($folder, 0x8004587d, $how) or die "$!\\n";`;

/** A disk of its own, in a file, with ext4 on it. */
export interface Disk {
  /** Where it is mounted. */
  folder: string;
  /** From now on all on it fails; what was not flushed to the disk before is lost. */
  cutPower(): Promise<void>;
  /** Mounts it again, once no process uses it any more. */
  restorePower(): Promise<void>;
  remove(): Promise<void>;
}

export async function makeDisk(megabytes: number): Promise<Disk> {
  const place = await mkdtemp(join(tmpdir(), 'casus-disk-'));
  const image = join(place, 'image');
  const folder = join(place, 'mounted');
  const mount = () => run('mount', ['-o', 'loop', image, folder]);
  try {
    await writeFile(image, '');
    await truncate(image, megabytes * 1024 * 1024);
    await run('mkfs.ext4', ['-q', '-F', image]);
    await mkdir(folder);
    await mount();
  } catch (error) {
    await rm(place, { recursive: true });
    throw error;
  }
  return {
    folder,
    cutPower: async () => void (await run('perl', ['-e', SHUTDOWN, folder])),
    restorePower: async () => {
      await run('umount', [folder]);
      await mount();
    },
    remove: async () => {
      await run('umount', [folder]);
      await rm(place, { recursive: true });
    },
  };
}

/** Why this machine lets no test make a disk; null where it does. */
export async function whyNoDisk(): Promise<string | null> {
  try {
    await run('perl', ['-e', '1']);
    await (await makeDisk(8)).remove();
    return null;
  } catch (error) {
    const { message, stderr = message } = error as Error & { stderr?: string };
    return (stderr || message).trim().split('\n')[0]!;
  }
}
