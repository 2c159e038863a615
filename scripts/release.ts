import { spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A release: all packages get the next version and their changelogs the texts of the changesets, the examples ask for
 * that version, and the contract and the client are kept as what later ones are compared with. Commits nothing.
 */
const ROOT = join(import.meta.dirname, '..');
const EXAMPLES = join(ROOT, 'examples');

interface Manifest {
  version: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

interface Lock {
  packages: Record<string, Partial<Manifest>>;
}

function run(...words: string[]): void {
  const { status } = spawnSync('pnpm', words, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error(`pnpm ${words.join(' ')} failed.`);
}

async function edit<Content>(path: string, change: (content: Content) => void): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return;
  const content = JSON.parse(text) as Content;
  change(content);
  await writeFile(path, `${JSON.stringify(content, null, 2)}\n`);
}

function askFor(version: string, { dependencies, devDependencies }: Partial<Manifest>): void {
  for (const asked of [dependencies, devDependencies]) {
    for (const [name, range] of Object.entries(asked ?? {})) {
      if (!name.startsWith('@casus/')) continue;
      asked![name] = range.startsWith('^') ? `^${version}` : version;
    }
  }
}

run('exec', 'changeset', 'version');
const { version } = JSON.parse(
  await readFile(join(ROOT, 'packages/client/package.json'), 'utf8'),
) as Manifest;
await edit<Manifest>(join(ROOT, 'package.json'), (manifest) => {
  manifest.version = version;
});
for (const name of await readdir(EXAMPLES)) {
  await edit<Manifest>(join(EXAMPLES, name, 'package.json'), (manifest) => {
    askFor(version, manifest);
  });
  await edit<Lock>(join(EXAMPLES, name, 'package-lock.json'), ({ packages }) => {
    for (const [path, entry] of Object.entries(packages)) {
      askFor(version, entry);
      if (path.startsWith('node_modules/@casus/')) entry.version = version;
    }
  });
}
run('--filter', '@casus/schema', 'release');
run('--filter', '@casus/client', 'release');
run('exec', 'prettier', '--write', '--log-level=warn', '.');

const changelog = await readFile(join(ROOT, 'CHANGELOG.md'), 'utf8');
if (!changelog.includes(`\n## ${version}\n`)) {
  process.stdout.write(
    `Tell in CHANGELOG.md, under "## ${version}", what readers and builders notice first, and what they have to change.\n`,
  );
}
