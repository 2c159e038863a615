import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * `pack` puts the packages that the examples install where their lock files look for them, until a registry has them;
 * `lock` writes the lock files anew, once a version in an example's package.json has changed.
 */
const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..');
const EXAMPLES = join(ROOT, 'examples');
const PACKED = join(EXAMPLES, '.packages');
const OWN = ['client', 'contract'];

interface Lock {
  packages: Record<string, { version?: string; resolved?: string; integrity?: string }>;
}

async function pack(): Promise<void> {
  await run('pnpm', ['exec', 'turbo', 'run', 'codegen', '--filter=@casus/client'], { cwd: ROOT });
  for (const name of OWN) {
    const file = join(PACKED, `casus-${name}.tgz`);
    await run('pnpm', ['pack', '--out', file], { cwd: join(ROOT, 'packages', name) });
    process.stdout.write(`examples/.packages/casus-${name}.tgz\n`);
  }
}

async function lock(): Promise<void> {
  await pack();
  for (const { parentPath, name } of await readdir(EXAMPLES, { withFileTypes: true })) {
    const folder = join(parentPath, name);
    const description = await readFile(join(folder, 'package.json'), 'utf8').catch(() => null);
    if (description) await lockOne(folder, description);
  }
}

async function lockOne(folder: string, description: string): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'casus-lock-'));
  try {
    await copyFile(join(folder, 'package.json'), join(scratch, 'package.json'));
    // The client brings the contract with it, which is nowhere else to be had.
    const needed = description.includes('@casus/client') ? OWN : ['contract'];
    const packed = needed.map((name) => join(PACKED, `casus-${name}.tgz`));
    await run('npm', ['install', '--package-lock-only', '--ignore-scripts', ...packed], {
      cwd: scratch,
    });
    const { packages, ...rest } = JSON.parse(
      await readFile(join(scratch, 'package-lock.json'), 'utf8'),
    ) as Lock;
    const { name, dependencies, devDependencies } = JSON.parse(description) as Record<
      string,
      unknown
    >;
    for (const [path, entry] of Object.entries(packages)) {
      delete entry.resolved;
      const own = /^node_modules\/@casus\/(\w+)$/.exec(path)?.[1];
      if (!own) continue;
      // Without a hash, for each commit has its own archive under this name.
      entry.resolved = `file:../.packages/casus-${own}.tgz`;
      delete entry.integrity;
    }
    const own = { name, dependencies, devDependencies };
    const text = JSON.stringify({ ...rest, packages: { ...packages, '': own } }, null, 2);
    await writeFile(join(folder, 'package-lock.json'), `${text}\n`);
  } finally {
    await rm(scratch, { recursive: true });
  }
}

const [command] = process.argv.slice(2);
if (command === 'pack') await pack();
else if (command === 'lock') await lock();
else {
  process.stderr.write('Say pack or lock.\n');
  process.exitCode = 2;
}
