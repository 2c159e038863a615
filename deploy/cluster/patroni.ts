import type { DatabaseNode, Layout } from './layout.ts';

/** What a cluster says of one of its members. */
export interface Member {
  name: string;
  role: 'leader' | 'replica' | 'sync_standby' | string;
  /** `running` or `streaming` where all is well. */
  state: string;
  timeline?: number;
  lag?: number | string;
}

/** How long an answer may take, in ms. */
const PATIENCE = 3_000;

const addressOf = ({ host, patroniPort }: DatabaseNode) => `http://${host}:${patroniPort}`;

/** As the first Patroni that answers has it; none where none answers. */
export async function membersOf({ nodes }: Pick<Layout, 'nodes'>): Promise<Member[]> {
  for (const node of nodes) {
    try {
      const response = await fetch(`${addressOf(node)}/cluster`, {
        signal: AbortSignal.timeout(PATIENCE),
      });
      const { members } = (await response.json()) as { members?: Member[] };
      if (members && members.length > 0) return members;
    } catch {
      // The next one may answer.
    }
  }
  return [];
}

const isPrimary = ({ role }: Member) => role === 'leader' || role === 'master';

/** The member by that role, and its node. */
export async function leaderOf(layout: Layout): Promise<DatabaseNode | null> {
  const leader = (await membersOf(layout)).find(isPrimary);
  return layout.nodes.find(({ name }) => name === leader?.name) ?? null;
}

/** Whether all nodes are there, one of them a primary, and the others follow it, one before each commit. */
export async function isWhole(layout: Layout): Promise<boolean> {
  const members = await membersOf(layout);
  const primary = members.find(isPrimary);
  return (
    primary !== undefined &&
    members.length === layout.nodes.length &&
    members.some(({ role }) => role === 'sync_standby') &&
    members.every(
      ({ state, timeline }) =>
        (state === 'running' || state === 'streaming') && timeline === primary.timeline,
    )
  );
}

/** Asks for another primary, in good order. What Patroni answered. */
export async function switchOver(layout: Layout): Promise<string> {
  const members = await membersOf(layout);
  const leader = members.find(isPrimary);
  const candidate = members.find(({ role }) => role === 'sync_standby');
  const node = layout.nodes.find(({ name }) => name === leader?.name);
  if (!leader || !candidate || !node) return 'there is nobody to switch to';
  const response = await fetch(`${addressOf(node)}/switchover`, {
    method: 'POST',
    body: JSON.stringify({ leader: leader.name, candidate: candidate.name }),
    signal: AbortSignal.timeout(60_000),
  });
  return (await response.text()).trim();
}
