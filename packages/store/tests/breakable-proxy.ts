import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server on this machine that can be broken as networks break. */
export interface BreakableProxy {
  port: number;
  /** Closes all connections and refuses new ones, until `mend`. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /**
   * Forwards nothing more on the connections that are open now, and ends none of them: neither side
   * hears of it. Those whose client has sent `text`; new connections work.
   */
  silence(text?: string): void;
  /** Closes every connection, open now or later, whose client sends or has sent `text`; until `mend`. */
  refuse(text: string): void;
  close(): Promise<void>;
}

interface Connection {
  near: Socket;
  far: Socket;
  sent: string;
  isSilent: boolean;
}

export async function startBreakableProxy(port: number): Promise<BreakableProxy> {
  const open = new Set<Connection>();
  let server: Server;
  let refused: string | null = null;

  function accept(near: Socket): void {
    const far = connect(port, 'localhost');
    const connection: Connection = { near, far, sent: '', isSilent: false };
    open.add(connection);
    near.on('data', (bytes) => {
      connection.sent += bytes.toString('latin1');
      if (isRefused(connection)) return near.destroy();
      if (!connection.isSilent) far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (!connection.isSilent) near.write(bytes);
    });
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      end.on('error', () => {});
      end.on('close', () => {
        if (connection.isSilent && end === far) return;
        other.destroy();
        open.delete(connection);
      });
    }
  }

  const isRefused = ({ sent }: Connection) => refused !== null && sent.includes(refused);
  const listen = (at: number) =>
    new Promise<void>((resolve) => {
      server = createServer(accept).listen(at, 'localhost', resolve);
    });
  await listen(0);
  const { port: at } = server!.address() as AddressInfo;
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const { near, far } of open) {
        near.destroy();
        far.destroy();
      }
      open.clear();
    });
  return {
    port: at,
    cut,
    mend: async () => {
      refused = null;
      if (!server.listening) await listen(at);
    },
    refuse: (text) => {
      refused = text;
      for (const connection of open) if (isRefused(connection)) connection.near.destroy();
    },
    silence: (text = '') => {
      for (const connection of open) {
        if (connection.sent.includes(text)) connection.isSilent = true;
      }
    },
    close: cut,
  };
}
