import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Programs, User } from './debian.ts';
import {
  databaseAddress,
  portsOf,
  type DatabaseNode,
  type Layout,
  type Passwords,
} from './layout.ts';
import type { Networks } from './networks.ts';
import { Obstacle } from './obstacle.ts';
import { isWhole } from './patroni.ts';
import { postgresOn } from './processes.ts';
import { startService, type Service } from './service.ts';
import { etcdArguments } from './settings/etcd.ts';
import { haproxySettings } from './settings/haproxy.ts';
import { firstStatements, patroniSettings, postInit } from './settings/patroni.ts';
import { pgbouncerSettings, pgbouncerUsers } from './settings/pgbouncer.ts';

const ROOT = join(import.meta.dirname, '../..');

/** How long the databases may take until one is the primary and the others follow it, in ms. */
const FORMING = 240_000;

/** A node's programs: its Patroni has the database with it. */
export interface RunningNode extends DatabaseNode {
  etcd: Service;
  patroni: Service;
}

export interface Cluster {
  layout: Layout;
  passwords: Passwords;
  nodes: readonly RunningNode[];
  haproxy: Service;
  pgbouncer: Service;
  networks: Networks | null;
  apis: readonly Service[];
  sites: readonly Service[];
  /** All of them, in the order in which they were started. */
  services: readonly Service[];
  stop(): Promise<void>;
}

export interface ClusterOptions {
  layout: Layout;
  programs: Programs;
  user: User | null;
  /** Variables of the APIs. */
  variables?: Readonly<Record<string, string>>;
  /** A file that is imported before the second API starts. */
  importFile?: string | undefined;
  /** Networks of the nodes' own; none where all is on this machine's. */
  networks?: Networks | null;
  say: (line: string) => void;
}

/** Brings everything up in the folder, or goes on from what is there. @throws Obstacle */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { layout, programs, user, say, networks = null } = options;
  const { folder, host, ports } = layout;
  await expectFreePorts(layout);
  const passwords = await prepareFolder(options);
  // Only root enters another network; who runs the command there is said to it.
  const onNode = (node: DatabaseNode, command: readonly string[]) =>
    networks ? { command: networks.within(node, command, user), user: null } : { command, user };

  const services: Service[] = [];
  const start = (service: Omit<Parameters<typeof startService>[0], 'folder'>) => {
    const started = startService({ ...service, folder });
    services.push(started);
    return started;
  };
  const stop = async () => {
    // Readers first, and each database before what it finds its primary by.
    const inGoodOrder = services.toReversed();
    const kinds = [/^(api|site)/, /^(haproxy|pgbouncer)/, /^patroni/, /^etcd/];
    for (const kind of kinds) {
      await Promise.all(inGoodOrder.filter(({ name }) => kind.test(name)).map((s) => s.stop()));
    }
  };

  try {
    say('Three members of etcd, and three databases under Patroni …');
    const etcds = layout.nodes.map((node) =>
      start({
        name: `etcd-${node.name}`,
        ...onNode(node, [programs.etcd, ...etcdArguments(layout, node)]),
        // The last of them would look for another to lead. What was agreed on is on the disk.
        grace: 2_000,
      }),
    );
    const nodes = layout.nodes.map((node, index) => ({
      ...node,
      etcd: etcds[index]!,
      patroni: start({
        name: `patroni-${node.name}`,
        ...onNode(node, [programs.patroni, join(folder, node.name, 'patroni.yml')]),
        variables: { HOME: folder, LC_ALL: 'C.UTF-8' },
        others: () => postgresOn(node.dataFolder),
      }),
    }));
    await until(() => isWhole(layout), FORMING, 'The databases', folder);
    say('PgBouncer and HAProxy …');
    const haproxy = start({
      name: 'haproxy',
      command: [programs.haproxy, '-db', '-f', join(folder, 'haproxy.cfg')],
      user,
    });
    const pgbouncer = start({
      name: 'pgbouncer',
      command: [programs.pgbouncer, join(folder, 'pgbouncer.ini')],
      user,
    });
    const primary = databaseAddress(passwords, host, ports.primary);
    await until(() => accepts(host, ports.pgbouncer), 10_000, 'PgBouncer', folder);

    const siteSecret = randomBytes(32).toString('hex');
    const apiVariables = {
      CASUS_HOST: host,
      DATABASE_URL: databaseAddress(passwords, host, ports.pgbouncer),
      CASUS_REPLICA_URLS: layout.nodes
        .map((node) => databaseAddress(passwords, node.host, node.postgresPort))
        .join(','),
      CASUS_PUBLIC_API_URL: `http://${host}:${ports.api}/graphql`,
      CASUS_SITE_SECRET: siteSecret,
      CASUS_TRUST_PROXY: 'loopback',
      MALLOC_ARENA_MAX: '1',
      ...options.variables,
    };
    const api = ({ name, port }: { name: string; port: number }) =>
      start({
        name,
        command: [
          process.execPath,
          '--max-semi-space-size=16',
          '--max-old-space-size=1024',
          'apps/api/src/casus.ts',
          'serve',
        ],
        cwd: ROOT,
        variables: { ...apiVariables, CASUS_API_PORT: String(port) },
        user: null,
      });
    say('The first API, which makes the tables and loads the record …');
    const apis = [api(layout.apis[0]!)];
    await until(() => answers(host, layout.apis[0]!.port, '/ready'), 120_000, 'The API', folder);
    if (options.importFile) {
      say(`Importing ${options.importFile} …`);
      await promisify(execFile)(
        process.execPath,
        ['apps/api/src/casus.ts', 'import', options.importFile],
        { cwd: ROOT, env: { ...process.env, DATABASE_URL: primary }, maxBuffer: 64 * 1024 * 1024 },
      ).catch((error: { stderr?: string; message: string }) => {
        throw new Obstacle(error.stderr || error.message);
      });
    }
    say('The second API, and two sites …');
    apis.push(...layout.apis.slice(1).map(api));
    const sites = layout.sites.map(({ name, port }) =>
      start({
        name,
        command: [process.execPath, 'apps/web/server.ts'],
        cwd: ROOT,
        variables: {
          HOST: host,
          PORT: String(port),
          CASUS_API_URL: apiVariables.CASUS_PUBLIC_API_URL,
          CASUS_PUBLIC_API_URL: apiVariables.CASUS_PUBLIC_API_URL,
          CASUS_SITE_URL: `http://${host}:${ports.site}`,
          CASUS_SITE_SECRET: siteSecret,
          CASUS_TRUST_PROXY: 'loopback',
        },
        user: null,
      }),
    );
    await until(() => answers(host, ports.api, '/ready'), 60_000, 'The APIs', folder);
    for (const { name, port } of layout.apis) {
      await until(() => answers(host, port, '/ready'), 60_000, name, folder);
    }
    for (const { name, port } of layout.sites) {
      await until(() => answers(host, port, '/icon.svg'), 60_000, name, folder);
    }
    await until(() => answers(host, ports.site, '/icon.svg'), 60_000, 'The site', folder);
    return { layout, passwords, nodes, haproxy, pgbouncer, networks, apis, sites, services, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Writes all settings anew, and passwords once. */
async function prepareFolder({ layout, programs, user }: ClusterOptions): Promise<Passwords> {
  const { folder, nodes } = layout;
  const own = async (path: string) => {
    if (user) await chown(path, user.uid, user.gid);
  };
  const write = async (path: string, text: string) => {
    await writeFile(path, text, { mode: 0o600 });
    await own(path);
  };
  const folders = ['', 'logs', 'pids', ...nodes.map(({ name }) => name)];
  for (const name of folders) {
    const path = join(folder, name);
    await mkdir(path, { recursive: true, mode: 0o700 });
    await chmod(path, 0o700);
    await own(path);
  }
  await expectReachable(folder, user);
  const kept = join(folder, 'passwords.json');
  const passwords = await readFile(kept, 'utf8').then(
    (text) => JSON.parse(text) as Passwords,
    () => ({ superuser: secret(), replication: secret(), casus: secret() }),
  );
  await write(kept, JSON.stringify(passwords));
  await write(join(folder, 'post-init.sh'), postInit(folder, programs.postgres));
  await write(join(folder, 'first.sql'), firstStatements(passwords));
  await write(join(folder, 'haproxy.cfg'), haproxySettings(layout));
  await write(join(folder, 'pgbouncer.ini'), pgbouncerSettings(layout));
  await write(join(folder, 'pgbouncer-users.txt'), pgbouncerUsers(passwords));
  for (const node of nodes) {
    await write(
      join(folder, node.name, 'patroni.yml'),
      patroniSettings(layout, node, passwords, programs.postgres),
    );
  }
  return passwords;
}

const secret = () => randomBytes(12).toString('hex');

/** The system's bound for the path of a socket, of which PostgreSQL's is `db1/.s.PGSQL.12345`. */
const LONGEST_FOLDER = 80;

async function expectReachable(folder: string, user: User | null): Promise<void> {
  if (folder.length > LONGEST_FOLDER) {
    throw new Obstacle(
      `The folder ${folder} has a long path, under which PostgreSQL can make no socket. Name a shorter one: --folder /var/tmp/casus-cluster`,
    );
  }
  await promisify(execFile)('/bin/ls', [folder], { ...user }).catch(() => {
    throw new Obstacle(
      `The user postgres cannot reach ${folder}: a folder above it is closed to others. Name another: --folder /var/tmp/casus-cluster`,
    );
  });
}

async function expectFreePorts(layout: Layout): Promise<void> {
  for (const { name, host, port } of portsOf(layout)) {
    await new Promise<void>((resolve, reject) => {
      const probe = createServer();
      probe.once('error', (error: NodeJS.ErrnoException) => {
        // A node's own network has no other programs.
        if (error.code === 'EADDRNOTAVAIL') return resolve();
        reject(
          new Obstacle(
            `Port ${port} (${name}) is taken by another program. Stop that one, or choose other ports: --port ${port + 1_000}`,
          ),
        );
      });
      probe.listen(port, host, () => probe.close(() => resolve()));
    });
  }
}

async function until(
  isSo: () => Promise<boolean>,
  patience: number,
  what: string,
  folder: string,
): Promise<void> {
  const deadline = performance.now() + patience;
  while (!(await isSo())) {
    if (performance.now() > deadline) {
      throw new Obstacle(
        `${what} did not come up within ${patience / 1000} s: see ${join(folder, 'logs')}.`,
      );
    }
    await sleep(250);
  }
}

const answers = (host: string, port: number, path: string) =>
  fetch(`http://${host}:${port}${path}`, { signal: AbortSignal.timeout(3_000) }).then(
    async (response) => {
      await response.body?.cancel();
      return response.ok;
    },
    () => false,
  );

async function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
