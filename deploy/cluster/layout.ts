import { join } from 'node:path';

/** A machine of a real cluster: PostgreSQL under Patroni, and a member of etcd. */
export interface DatabaseNode {
  name: string;
  /** Where its programs listen and are reached. */
  host: string;
  postgresPort: number;
  patroniPort: number;
  etcdPort: number;
  etcdPeerPort: number;
  dataFolder: string;
}

/** Where everything is: one folder and one range of ports. */
export interface Layout {
  folder: string;
  /** Where what is before the databases listens. */
  host: string;
  nodes: readonly DatabaseNode[];
  ports: {
    site: number;
    api: number;
    statistics: number;
    primary: number;
    readers: number;
    pgbouncer: number;
  };
  apis: readonly { name: string; port: number }[];
  sites: readonly { name: string; port: number }[];
}

export const NODES = 3;
const COPIES = 2;

/** All ports are within these many of the first. */
export const PORTS_TAKEN = 70;

const numbered = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** @param hostOf of the node with this number, for nodes that have networks of their own */
export function layoutOf(
  folder: string,
  basePort: number,
  host = '127.0.0.1',
  hostOf: (node: number) => string = () => host,
): Layout {
  return {
    folder,
    host,
    nodes: numbered(NODES).map((number) => ({
      name: `db${number}`,
      host: hostOf(number),
      postgresPort: basePort + 10 + number,
      patroniPort: basePort + 20 + number,
      etcdPort: basePort + 30 + number,
      etcdPeerPort: basePort + 40 + number,
      dataFolder: join(folder, `db${number}`, 'data'),
    })),
    ports: {
      site: basePort,
      api: basePort + 1,
      statistics: basePort + 2,
      primary: basePort + 3,
      readers: basePort + 4,
      pgbouncer: basePort + 5,
    },
    apis: numbered(COPIES).map((number) => ({
      name: `api${number}`,
      port: basePort + 50 + number,
    })),
    sites: numbered(COPIES).map((number) => ({
      name: `site${number}`,
      port: basePort + 60 + number,
    })),
  };
}

/** Of each program that listens, with what it is. */
export function portsOf({ host, nodes, ports, apis, sites }: Layout) {
  return [
    ...Object.entries(ports).map(([name, port]) => ({ name, host, port })),
    ...[...apis, ...sites].map(({ name, port }) => ({ name, host, port })),
    ...nodes.flatMap((node) => [
      { name: `${node.name}'s PostgreSQL`, host: node.host, port: node.postgresPort },
      { name: `${node.name}'s Patroni`, host: node.host, port: node.patroniPort },
      { name: `${node.name}'s etcd`, host: node.host, port: node.etcdPort },
      { name: `${node.name}'s etcd, for its peers`, host: node.host, port: node.etcdPeerPort },
    ]),
  ];
}

/** Of the database's users; made once for a folder. */
export interface Passwords {
  superuser: string;
  replication: string;
  casus: string;
}

export const DATABASE = 'casus';

export function databaseAddress({ casus }: Passwords, host: string, port: number): string {
  return `postgres://casus:${casus}@${host}:${port}/${DATABASE}`;
}
