import { createServer, type AddressInfo } from 'node:net';

/** A port that nobody listens on; another process may still take it first. */
export async function freePort(host = 'localhost'): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject).listen(0, host, resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
