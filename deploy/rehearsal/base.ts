import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Obstacle } from '../cluster/obstacle.ts';

const run = promisify(execFile);
const NEEDED = { debootstrap: 'debootstrap', 'systemd-nspawn': 'systemd-container' };
const RELEASE = 'bookworm';

/** @throws Obstacle that says what to install */
export async function refuseWithoutPrograms(): Promise<void> {
  if (process.getuid?.() !== 0) throw new Obstacle('Only root can start a machine in a folder.');
  const missing: string[] = [];
  for (const [program, name] of Object.entries(NEEDED)) {
    await run('which', [program]).catch(() => missing.push(name));
  }
  if (missing.length === 0) return;
  throw new Obstacle(
    `Not installed: ${missing.join(', ')}. On Debian 12:\n\n  sudo apt-get install --no-install-recommends ${missing.join(' ')}`,
  );
}

/** Debian and nothing else; kept in `folder` for the next time. */
async function debian(folder: string): Promise<string> {
  const root = join(folder, RELEASE);
  if (existsSync(root)) return root;
  const making = `${root}.making`;
  await rm(making, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run('debootstrap', ['--variant=minbase', '--include=ca-certificates', RELEASE, making], {
    maxBuffer: 64 * 1024 * 1024,
  });
  // As an installer, and an engine of containers, does.
  await writeFile(join(making, 'etc/hosts'), '127.0.0.1 localhost\n::1 localhost\n');
  const certificates = process.env['NODE_EXTRA_CA_CERTS'];
  if (certificates) await cp(certificates, join(making, certificates), { dereference: true });
  await rename(making, root);
  return root;
}

/** A new machine with the Node that runs this, and its npm, where the image of that Node has them. */
export async function cleanMachine(folder: string, machine: string): Promise<string> {
  const root = join(folder, machine);
  await rm(root, { recursive: true, force: true });
  await run('cp', ['-a', await debian(folder), root]);
  const { stdout: command } = await run('which', ['npm']);
  const npmHere = join(dirname(await realpath(command.trim())), '..');
  await cp(await realpath(process.execPath), join(root, 'usr/local/bin/node'));
  const npm = join(root, 'usr/local/lib/node_modules/npm');
  await mkdir(dirname(npm), { recursive: true });
  await cp(npmHere, npm, { recursive: true, verbatimSymlinks: true });
  for (const name of ['npm', 'npx']) {
    const target = `../lib/node_modules/npm/bin/${name}-cli.js`;
    await run('ln', ['-s', target, join(root, 'usr/local/bin', name)]);
  }
  return root;
}

/** What a clone of the repository has, with changes that are not committed. */
export async function copyRepository(to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const files = 'git ls-files -z --cached --others --exclude-standard';
  await run(
    'sh',
    ['-c', `${files} | tar -c --null -T - --ignore-failed-read | tar -x -C "$0"`, to],
    {
      cwd: join(import.meta.dirname, '../..'),
    },
  );
}
