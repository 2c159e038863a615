import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findPrograms, missingPackages } from '../../../../deploy/cluster/debian.ts';
import { layoutOf, portsOf, PORTS_TAKEN } from '../../../../deploy/cluster/layout.ts';
import { haproxySettings } from '../../../../deploy/cluster/settings/haproxy.ts';
import { patroniSettings } from '../../../../deploy/cluster/settings/patroni.ts';

const PASSWORDS = { superuser: 'one', replication: 'two', casus: 'three' };
const missing = await missingPackages();
const run = promisify(execFile);

test('each program of a cluster has a port of its own, near the first', () => {
  const ports = portsOf(layoutOf('/var/tmp/cluster', 8_000)).map(({ port }) => port);
  expect(new Set(ports).size).toBe(ports.length);
  expect(Math.max(...ports)).toBeLessThan(8_000 + PORTS_TAKEN);
});

describe.skipIf(missing.length > 0)(
  `the settings of a cluster${missing.length > 0 ? ` (skipped: not installed: ${missing.join(', ')})` : ''}`,
  () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'casus-cluster-'));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    // Patroni wants addresses that other machines could reach, and that no other program listens at.
    const layout = () => layoutOf(folder, 23_000, '127.0.0.1', (node) => `127.1.0.${node}`);

    test('are taken by HAProxy', async () => {
      const file = join(folder, 'haproxy.cfg');
      await writeFile(file, haproxySettings(layout()));
      const { haproxy } = await findPrograms();
      const { stdout, stderr } = await run(haproxy, ['-c', '-f', file]);
      expect(`${stdout}${stderr}`).not.toMatch(/WARNING|ALERT/);
    });

    test('are taken by Patroni, which names what it does not take', async () => {
      const { patroni, postgres } = await findPrograms();
      const file = join(folder, 'patroni.yml');
      // It looks whether somebody is there.
      const members = layout().nodes.map(({ host, etcdPort }) =>
        createServer((socket) => socket.end()).listen(etcdPort, host),
      );
      onTestFinished(() => members.forEach((member) => member.close()));
      const settings = patroniSettings(layout(), layout().nodes[0]!, PASSWORDS, postgres);
      await writeFile(file, settings);
      await expect(run(patroni, ['--validate-config', file])).resolves.toMatchObject({
        stdout: '',
      });
      await writeFile(file, settings.replace('"data_dir"', '"data_dirs"'));
      await expect(run(patroni, ['--validate-config', file])).rejects.toMatchObject({ code: 1 });
    });
  },
);
