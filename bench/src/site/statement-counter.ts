import { connect, createServer, type AddressInfo } from 'node:net';

/** Types of the messages by which a client has PostgreSQL run something: Execute, and a simple Query. */
const EXECUTE = 0x45;
const QUERY = 0x51;

export interface StatementCounter {
  /** The same database, by way of what counts. */
  databaseUrl: string;
  /** How many statements clients have had run so far. */
  count: () => number;
  close: () => void;
}

/** Stands before a PostgreSQL server and counts the statements that clients have it run. */
export async function countStatements(databaseUrl: string): Promise<StatementCounter> {
  const at = new URL(databaseUrl);
  let statements = 0;
  const server = createServer((client) => {
    const database = connect(Number(at.port), at.hostname);
    const read = reader((type) => {
      if (type === EXECUTE || type === QUERY) statements += 1;
    });
    client.on('data', read);
    client.pipe(database).pipe(client);
    client.on('error', () => database.destroy());
    database.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const counted = new URL(databaseUrl);
  counted.hostname = '127.0.0.1';
  counted.port = String((server.address() as AddressInfo).port);
  return { databaseUrl: counted.href, count: () => statements, close: () => server.close() };
}

/** Reads messages out of chunks: a type, a length that counts itself, and the rest; the first has no type. */
function reader(onMessage: (type: number) => void): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0);
  let isFirst = true;
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const head = isFirst ? 0 : 1;
      if (pending.length < head + 4) return;
      const length = head + pending.readUInt32BE(head);
      if (pending.length < length) return;
      if (!isFirst) onMessage(pending[0]!);
      isFirst = false;
      pending = pending.subarray(length);
    }
  };
}
