export interface ShareLimits {
  /** Of all clients together. */
  total: number;
  perClient: number;
}

/** Everything is taken, or all that one client may have of it. */
export class ShareTaken extends Error {
  override name = 'ShareTaken';
  readonly of: 'all' | 'client';
  readonly limit: number;

  constructor(of: 'all' | 'client', limit: number) {
    super(`${limit} are taken already${of === 'client' ? ' by this client' : ''}`);
    this.of = of;
    this.limit = limit;
  }
}

/**
 * Things that clients keep for long, such as open connections: so many in all, and so many for one client.
 * A client that is null stands for many and has no share of its own. Give one back by calling what comes.
 *
 * @throws ShareTaken
 */
export function createShares({
  total,
  perClient,
}: ShareLimits): (client: string | null) => () => void {
  const taken = new Map<string, number>();
  let inAll = 0;
  return (client) => {
    const ofClient = client === null ? 0 : (taken.get(client) ?? 0);
    if (ofClient >= perClient) throw new ShareTaken('client', perClient);
    if (inAll >= total) throw new ShareTaken('all', total);
    inAll += 1;
    if (client !== null) taken.set(client, ofClient + 1);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      inAll -= 1;
      if (client === null) return;
      const left = taken.get(client)! - 1;
      if (left > 0) taken.set(client, left);
      else taken.delete(client);
    };
  };
}
