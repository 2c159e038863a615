import { openStore } from '@casus/store/open';
import {
  createServer as listen,
  connect,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { startPostgres } from '../../../packages/store/tests/postgres-server.ts';
import { readConfig } from '../src/config.ts';
import { createServer } from '../src/server.ts';

let postgres: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

/** A way to the server that can be cut and mended. */
async function wayTo(port: number) {
  const open = new Set<Socket>();
  let way: Server;
  const mend = (at: number) =>
    new Promise<void>((resolve) => {
      way = listen((socket) => {
        const onward = connect(port, 'localhost');
        for (const end of [socket, onward]) {
          open.add(end);
          end.on('error', () => {}).on('close', () => open.delete(end));
        }
        socket.pipe(onward).pipe(socket);
      }).listen(at, 'localhost', resolve);
    });
  await mend(0);
  const { port: at } = way!.address() as AddressInfo;
  const cut = () =>
    new Promise<void>((resolve) => {
      way.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  return { at, cut, mend: () => mend(at) };
}

test('a process is ready while its database answers, and again once it does again', async () => {
  const way = await wayTo(postgres.port);
  onTestFinished(way.cut);
  const store = await openStore({
    databaseUrl: `${postgres.url.replace(String(postgres.port), String(way.at))}postgres`,
    dataDir: '',
  });
  const app = await createServer(store, readConfig({ CASUS_LOG_LEVEL: 'silent' }));
  onTestFinished(async () => {
    await app.close();
    await store.close();
  });
  const ready = async () => {
    const { statusCode, body } = await app.inject('/ready');
    return [statusCode, JSON.parse(body)];
  };
  const away = {
    errors: [{ message: 'The database does not answer.', extensions: { code: 'UNAVAILABLE' } }],
  };

  expect(await ready()).toEqual([200, { status: 'ready' }]);
  await way.cut();
  expect(await ready()).toEqual([503, away]);
  // It lives, and a client is told that the fault is not its own.
  expect((await app.inject('/health')).statusCode).toBe(200);
  const asked = await app.inject('/graphql?query={conflicts{totalCount}}');
  expect(asked.json().errors).toMatchObject([
    {
      message: 'Something went wrong here; it is not your request. Try again later.',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    },
  ]);
  expect(asked.headers['cache-control']).toBe('no-store');
  await way.mend();
  await vi.waitFor(async () => expect(await ready()).toEqual([200, { status: 'ready' }]));

  app.stopping.abort();
  expect((await ready())[0]).toBe(503);
  expect((await app.inject('/health')).headers['connection']).toBe('close');
});
