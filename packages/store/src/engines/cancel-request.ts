import { Connection, type Client } from 'pg';

declare module 'pg' {
  // What @types/pg leaves out.
  interface ClientBase {
    readonly processID: number;
    readonly secretKey: number;
  }
  interface Connection {
    connect(port: number | string, host?: string): void;
    requestSsl(): void;
    cancel(processID: number, secretKey: number): void;
  }
}

/** How long the server may take for the request itself, in ms. */
const PATIENCE = 5_000;

/**
 * Asks a server, over a connection made for it, to cancel what `client` runs. Resolves when the server has closed that
 * connection: by then it has passed the signal on, so that it can't hit a statement sent later.
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS
 */
export function requestCancel({ host, port, ssl, processID, secretKey }: Client): Promise<void> {
  return new Promise((resolve) => {
    const connection = new Connection({ ssl });
    const impatience = setTimeout(() => connection.stream.destroy(), PATIENCE);
    const ask = () => connection.cancel(processID, secretKey);
    connection.on('connect', () => (ssl ? connection.requestSsl() : ask()));
    connection.on('sslconnect', ask);
    // One that cannot be made leaves the statement to its time limit.
    connection.on('error', () => {});
    connection.on('end', () => {
      clearTimeout(impatience);
      resolve();
    });
    if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`);
    else connection.connect(port, host);
  });
}
