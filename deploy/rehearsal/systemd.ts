import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cleanMachine, copyRepository } from './base.ts';
import { boot, end, firstProcessOf, run } from './nspawn.ts';
import { freePort } from '../../scripts/free-port.ts';
import { answering, until, type Step } from './steps.ts';

const DEPLOY = join(import.meta.dirname, '../systemd');

/** What the heads of the units and docs/self-hosting.md say comes first. */
const PREPARATION = [
  'apt-get update -q',
  'apt-get install -q -y --no-install-recommends systemd-sysv dbus',
  'cd /opt/casus && npx -y pnpm@12.21.0 install && npx -y pnpm@12.21.0 exec turbo run build --output-logs=errors-only',
  'useradd --system casus',
  'install -d -o casus -m 700 /var/backups/casus',
];

/** Installs the units on a machine of their own and boots it, on the embedded database. */
export async function rehearseSystemd(folder: string, step: Step): Promise<void> {
  const log = join(folder, 'systemd.log');
  const root = await step('a clean Debian with Node', () => cleanMachine(folder, 'systemd'));
  await step('the repository in /opt/casus', () => copyRepository(join(root, 'opt/casus')));
  for (const command of PREPARATION) {
    await step(command, () => run(['/bin/sh', '-c', command], { root, log }));
  }
  const [apiPort, sitePort] = [await freePort('127.0.0.1'), await freePort('127.0.0.1')];
  const [api, site] = [`http://127.0.0.1:${apiPort}`, `http://127.0.0.1:${sitePort}`];
  await step('variables in /etc/casus/casus.env, the units enabled', async () => {
    const variables = {
      CASUS_API_PORT: apiPort,
      CASUS_SITE_SECRET: 'a'.repeat(48),
      HOST: '127.0.0.1',
      PORT: sitePort,
      CASUS_API_URL: `${api}/graphql`,
      CASUS_PUBLIC_API_URL: `${api}/graphql`,
      CASUS_SITE_URL: `http://localhost:${sitePort}`,
    };
    await mkdir(join(root, 'etc/casus'), { recursive: true });
    const path = join(root, 'etc/casus/casus.env');
    const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
    await writeFile(path, lines.join(''));
    await chmod(path, 0o600);
    const units = (await readdir(DEPLOY)).filter((name) => /\.(service|timer)$/.test(name));
    for (const name of units) {
      await promisify(execFile)('cp', [join(DEPLOY, name), join(root, 'etc/systemd/system', name)]);
    }
    const enabled = ['casus-api.service', 'casus-site.service', 'casus-backup.timer'];
    await run(['systemctl', 'enable', ...enabled], { root, log });
  });

  const machine = boot(root, log);
  /** Of the booted machine: what the command says. */
  const inside = async (...command: string[]): Promise<string> => {
    const init = await firstProcessOf(machine);
    const { stdout } = await promisify(execFile)('nsenter', [
      `--target=${init}`,
      '--all',
      ...command,
    ]);
    return stdout.trim();
  };
  const shown = (unit: string, property: string) =>
    inside('systemctl', 'show', '--value', `--property=${property}`, unit);
  try {
    await step('booted, the API answers', () => answering(`${api}/ready`, machine));
    await step('the site answers with pages of the API’s', () =>
      answering(`${site}/conflicts`, machine),
    );
    await step('a backup is made, which its timer will do at night', async () => {
      await inside('systemctl', 'start', 'casus-backup.service');
      const made = await readdir(join(root, 'var/backups/casus'));
      if (!made.some((name) => name.endsWith('.backup'))) throw new Error('There is none.');
      expectEqual(await inside('systemctl', 'is-active', 'casus-backup.timer'), 'active');
    });
    await step('an API that is killed is started again', async () => {
      await inside('sh', '-c', `kill -KILL ${await shown('casus-api.service', 'MainPID')}`);
      await until(async () => (await shown('casus-api.service', 'NRestarts')) === '1');
      await answering(`${api}/ready`, machine);
    });
    await step('both stop in good order', async () => {
      await inside('systemctl', 'stop', 'casus-site.service', 'casus-api.service');
      for (const unit of ['casus-api.service', 'casus-site.service']) {
        expectEqual(await shown(unit, 'Result'), 'success');
      }
    });
  } finally {
    const off = once(machine, 'exit');
    await inside('systemctl', 'poweroff').catch(() => end(machine));
    await off;
  }
}

function expectEqual(found: string, wanted: string): void {
  if (found !== wanted) throw new Error(`It is ${found}, and not ${wanted}.`);
}
