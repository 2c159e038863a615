import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Obstacle } from '../cluster/obstacle.ts';
import { refuseWithoutPrograms } from './base.ts';
import { rehearseContainer } from './container.ts';
import { step } from './steps.ts';
import { rehearseSystemd } from './systemd.ts';

const USAGE = `Installs Casus on clean Debian machines, in folders, as deploy/container and deploy/systemd say, and looks whether it serves.

  npx -y pnpm@12.21.0 deploy:rehearse [container | systemd] [--folder FOLDER]

  --folder FOLDER   where the machines are (/var/tmp/casus-rehearsal); the clean one is kept for the next time
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      folder: { type: 'string', default: '/var/tmp/casus-rehearsal' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(USAGE);
  await refuseWithoutPrograms();
  const folder = resolve(values.folder);
  await mkdir(folder, { recursive: true });
  const rehearsals = { container: rehearseContainer, systemd: rehearseSystemd };
  for (const [name, rehearse] of Object.entries(rehearsals)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    process.stdout.write(`deploy/${name}\n`);
    await rehearse(folder, step);
  }
}

try {
  await main();
} catch (error) {
  process.stdout.write('\n');
  process.stderr.write(`${error instanceof Obstacle ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
