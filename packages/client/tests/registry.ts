import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageFolder } from './packed.ts';

const run = promisify(execFile);

/** What the client depends on, and what people compile with. */
const OTHERS = ['@urql/core', '@0no-co/graphql.web', 'wonka', 'graphql', 'typescript'];

/** A registry of packages that has these archives as their latest versions, and what they depend on. */
export async function startRegistry(
  archives: readonly string[],
  folder: string,
): Promise<{ address: string; close(): void }> {
  const files = [...archives];
  for (const name of OTHERS) {
    const stage = await mkdtemp(join(folder, 'stage-'));
    await cp(packageFolder(name), join(stage, 'package'), { recursive: true, dereference: true });
    await run('tar', ['-czf', `${stage}.tgz`, '-C', stage, 'package']);
    files.push(`${stage}.tgz`);
  }
  const packages = new Map(
    await Promise.all(
      files.map(async (file): Promise<[string, Published]> => {
        const { stdout } = await run('tar', ['-xzOf', file, 'package/package.json']);
        const manifest = JSON.parse(stdout) as Published['manifest'];
        return [manifest.name, { manifest, tarball: await readFile(file) }];
      }),
    ),
  );
  const server = createServer(({ url }, answer) => {
    const [name, isTarball] = decodeURIComponent(url!.slice(1)).split('/-/');
    const published = packages.get(name!);
    if (!published) answer.writeHead(404).end('{}');
    else answer.end(isTarball ? published.tarball : JSON.stringify(metadata(published, address)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Published {
  manifest: { name: string; version: string };
  tarball: Buffer;
}

/** What npm reads of a package before it takes the archive. */
function metadata({ manifest, tarball }: Published, address: string): object {
  const { name, version } = manifest;
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  return {
    name,
    'dist-tags': { latest: version },
    versions: {
      [version]: { ...manifest, dist: { integrity, tarball: `${address}/${name}/-/latest.tgz` } },
    },
  };
}
