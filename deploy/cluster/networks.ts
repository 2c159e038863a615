import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { User } from './debian.ts';
import type { DatabaseNode } from './layout.ts';

/** Each node in a network namespace of its own, on one bridge: the cables between machines, which can be cut. */
export interface Networks {
  /** The address of the node with this number. */
  hostOf(node: number): string;
  /** Runs a command in the node's network, as this user. */
  within(node: DatabaseNode, command: readonly string[], user: User | null): readonly string[];
  /** Nobody reaches it, and it reaches nobody; nothing tells either side. */
  cutOff(node: DatabaseNode): Promise<void>;
  /** It and the other nodes do not reach each other; those who read and write still reach it. */
  cutFromOthers(node: DatabaseNode, others: readonly DatabaseNode[]): Promise<void>;
  mend(node: DatabaseNode): Promise<void>;
  remove(): Promise<void>;
}

const PREFIX = '10.98.7';
const HERE = 254;

const run = promisify(execFile);
const ip = (...args: string[]) => run('ip', args);

/** Null where this process may not make them: that takes root, and `ip` of Debian's iproute2. */
export async function createNetworks(nodes: number): Promise<Networks | null> {
  const bridge = `casus${process.pid % 100_000}`;
  const names = Array.from({ length: nodes }, (_, index) => `${bridge}-${index + 1}`);
  const spaceOf = ({ name }: DatabaseNode) => names[Number(name.replace(/\D/g, '')) - 1]!;
  const numberOf = (name: string) => names.indexOf(name) + 1;
  /** The end of a node's cable at the bridge; a name has fifteen letters at most. */
  const cableOf = (name: string) => `cs${process.pid % 100_000}-${numberOf(name)}`;
  const blackholes = new Map<string, string[]>();

  async function remove(): Promise<void> {
    for (const name of names) await ip('netns', 'del', name).catch(() => {});
    await ip('link', 'del', bridge).catch(() => {});
  }

  try {
    await ip('link', 'add', bridge, 'type', 'bridge');
    await ip('addr', 'add', `${PREFIX}.${HERE}/24`, 'dev', bridge);
    await ip('link', 'set', bridge, 'up');
    for (const name of names) {
      const cable = cableOf(name);
      await ip('netns', 'add', name);
      await ip('link', 'add', cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
      await ip('link', 'set', cable, 'master', bridge, 'up');
      await ip('-n', name, 'addr', 'add', `${PREFIX}.${numberOf(name)}/24`, 'dev', 'eth0');
      await ip('-n', name, 'link', 'set', 'eth0', 'up');
      await ip('-n', name, 'link', 'set', 'lo', 'up');
    }
  } catch {
    await remove();
    return null;
  }
  return {
    hostOf: (node) => `${PREFIX}.${node}`,
    within: (node, command, user) => [
      'ip',
      ...['netns', 'exec', spaceOf(node)],
      ...(user
        ? ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--']
        : []),
      ...command,
    ],
    cutOff: async (node) => {
      await ip('link', 'set', cableOf(spaceOf(node)), 'down');
    },
    cutFromOthers: async (node, others) => {
      const space = spaceOf(node);
      // What it sends to them is dropped here, and so are its answers to what they send.
      for (const { host } of others) {
        await ip('-n', space, 'route', 'add', 'blackhole', `${host}/32`);
        blackholes.set(space, [...(blackholes.get(space) ?? []), host]);
      }
    },
    mend: async (node) => {
      const space = spaceOf(node);
      await ip('link', 'set', cableOf(space), 'up');
      for (const host of blackholes.get(space) ?? []) {
        await ip('-n', space, 'route', 'del', 'blackhole', `${host}/32`);
      }
      blackholes.delete(space);
    },
    remove,
  };
}
