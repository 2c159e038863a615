import { once } from 'node:events';
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net';

/** Stands between clients and a PostgreSQL server, and cuts one connection at a confirmed commit. */
export interface CuttingProxy {
  /** Resolves when it has cut a connection. */
  cut: Promise<undefined>;
  /** Lets nobody through any more. */
  close(): Promise<void>;
}

/** As `pg` sends them. Of the commits (a migration has one, too) it is the one that is confirmed. */
const ASKS_FOR_ID = Buffer.from('pg_current_xact_id');
const COMMIT = Buffer.from('commit\0');

/**
 * @param when the server is to have the COMMIT: `before` it gets it, or `after` it has answered
 * @param onCut called before the client can notice
 */
export async function cutAtCommit(
  server: NetConnectOpts,
  listen: { path: string } | { port: number; host: string },
  when: 'before' | 'after',
  onCut: () => void = () => {},
): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  const cut = Promise.withResolvers<undefined>();
  let isCut = false;
  const proxy = createServer((client) => {
    const upstream = connect(server);
    let confirmed = false;
    let committing = false;
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    const cutNow = () => {
      isCut = true;
      onCut();
      end();
      cut.resolve(undefined);
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end).on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    client.on('data', (bytes: Buffer) => {
      confirmed ||= bytes.includes(ASKS_FOR_ID);
      committing = confirmed && !isCut && bytes.includes(COMMIT);
      if (committing && when === 'before') cutNow();
      else upstream.write(bytes);
    });
    upstream.on('data', (bytes: Buffer) => {
      if (committing) cutNow();
      else client.write(bytes);
    });
  });
  proxy.listen(listen);
  await once(proxy, 'listening');
  return {
    cut: cut.promise,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      if (proxy.listening) await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
