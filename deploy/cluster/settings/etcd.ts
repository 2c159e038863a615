import { join } from 'node:path';
import type { DatabaseNode, Layout } from '../layout.ts';

/** The arguments of one member. */
export function etcdArguments({ folder, nodes }: Layout, node: DatabaseNode): string[] {
  const clients = ({ host, etcdPort }: DatabaseNode) => `http://${host}:${etcdPort}`;
  const peers = ({ host, etcdPeerPort }: DatabaseNode) => `http://${host}:${etcdPeerPort}`;
  const options = {
    name: node.name,
    'data-dir': join(folder, node.name, 'etcd'),
    'listen-client-urls': clients(node),
    'advertise-client-urls': clients(node),
    'listen-peer-urls': peers(node),
    'initial-advertise-peer-urls': peers(node),
    'initial-cluster': nodes.map((each) => `${each.name}=${peers(each)}`).join(','),
    'initial-cluster-state': 'new',
    'initial-cluster-token': 'casus',
    // Three members on one busy machine hear of each other late.
    'heartbeat-interval': '250',
    'election-timeout': '2500',
    // The interface by which Patroni's lease is safe, see patroni.ts.
    'enable-v2': 'true',
    logger: 'zap',
    'log-level': 'warn',
  };
  return Object.entries(options).map(([name, value]) => `--${name}=${value}`);
}
