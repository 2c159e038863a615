import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function onThisMachine(): Promise<string | null> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [
    process.env['CASUS_CHROMIUM'],
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  for (const path of candidates) if (path && (await isExecutable(path))) return path;
  return null;
}

/** Playwright's own build, kept in its own cache for the next run. */
async function fromPlaywright(): Promise<string | null> {
  const require = createRequire(join(import.meta.dirname, '../apps/web/package.json'));
  const entry = require.resolve('playwright-core');
  const { chromium } = (await import(entry)) as {
    chromium: { executablePath(): string };
  };
  if (await isExecutable(chromium.executablePath())) return chromium.executablePath();
  await run(process.execPath, [join(dirname(entry), 'cli.js'), 'install', 'chromium'], {
    timeout: 300_000,
  });
  return (await isExecutable(chromium.executablePath())) ? chromium.executablePath() : null;
}

/** Debian's package, where this process may install packages. */
async function fromDebian(): Promise<string | null> {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const [command, ...rest] = [...asRoot, 'apt-get', ...args];
    await run(command!, rest, { timeout: 600_000, maxBuffer: 64 * 1024 * 1024 });
  }
  return onThisMachine();
}

let found: Promise<string | null> | undefined;

/**
 * The path of a Chromium: the machine's own (CASUS_CHROMIUM first), else Playwright's download, else
 * Debian's package. Null when none can be had; the caller then says which tests it could not run.
 */
export function findChromium(): Promise<string | null> {
  found ??= search();
  return found;
}

async function search(): Promise<string | null> {
  for (const source of [onThisMachine, fromPlaywright, fromDebian]) {
    const path = await source().catch(() => null);
    if (path) return path;
  }
  return null;
}
