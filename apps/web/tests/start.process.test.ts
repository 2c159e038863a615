import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-start-'));
  await cp(inject('recordTemplate'), folder, { recursive: true });
});
afterEach(async () => {
  // Its children end with it.
  for (const run of runs.splice(0)) {
    run.child.kill('SIGKILL');
    await run.ended;
  }
  await rm(folder, { recursive: true, force: true });
});

interface Run {
  child: ChildProcessByStdio<null, Readable, Readable>;
  ended: Promise<{ code: number | null; out: string; err: string }>;
  /** Resolves once the output holds a text, or the process has ended. */
  saying(text: string): Promise<string>;
  /** What it complained of so far. */
  complaints(): string;
}

const runs: Run[] = [];

/** `pnpm start` after its build: both servers under one process. */
function start(variables: Record<string, string>): Run {
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: '', CASUS_DATA_DIR: folder, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<Awaited<Run['ended']>>((resolve) =>
    child.once('close', (code) => resolve({ code, out, err })),
  );
  const saying = (text: string) =>
    new Promise<string>((resolve) => {
      const look = () => out.includes(text) && resolve(out);
      child.stdout.on('data', look);
      void ended.then(() => resolve(out));
    });
  const run = { child, ended, saying, complaints: () => err };
  runs.push(run);
  return run;
}

const WAIT = { timeout: 120_000, interval: 100 };

/** The processes that one has started and that are there. */
async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

async function freePorts(): Promise<[number, number]> {
  const probes = [createServer(), createServer()];
  const ports = await Promise.all(
    probes.map(
      (probe) =>
        new Promise<number>((resolve) =>
          probe.listen(0, 'localhost', () => resolve((probe.address() as AddressInfo).port)),
        ),
    ),
  );
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  return ports as [number, number];
}

describe('start', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'serves both, says where, and at %s ends both and lets the database go',
    async (signal) => {
      const [api, web] = await freePorts();
      const run = start({ CASUS_API_PORT: String(api), CASUS_WEB_PORT: String(web) });
      const said = await run.saying('Ctrl-C stops it');
      expect(said).toContain(`http://localhost:${web}\n`);
      expect(said).toContain(`http://localhost:${api}/graphql\n`);
      const page = await fetch(`http://localhost:${web}/conflicts/kyrgyzstan-tajikistan`);
      expect([page.status, (await page.text()).includes('Red Cross')]).toEqual([200, true]);
      expect((await fetch(`http://localhost:${api}/health`)).status).toBe(200);

      run.child.kill(signal);
      expect(await run.ended).toMatchObject({ code: 0, err: '' });
      expect(existsSync(join(folder, 'casus.holder.json'))).toBe(false);
      await expect(fetch(`http://localhost:${web}/`)).rejects.toThrow();
      await expect(fetch(`http://localhost:${api}/health`)).rejects.toThrow();
    },
  );

  test.skipIf(!existsSync('/proc/self/task'))(
    'what dies is started again beside what lives, and given up when it keeps dying (skipped without /proc)',
    { timeout: 300_000 },
    async () => {
      const [api, web] = await freePorts();
      const run = start({ CASUS_API_PORT: String(api), CASUS_WEB_PORT: String(web) });
      await run.saying('Ctrl-C stops it');
      const apiPid = async () => {
        const holder = await readFile(join(folder, 'casus.holder.json'), 'utf8');
        return (JSON.parse(holder) as { pid: number }).pid;
      };
      const sitePid = async () => {
        const api = await apiPid();
        return (await childrenOf(run.child.pid!)).find((pid) => pid !== api)!;
      };
      const site = await sitePid();

      process.kill(await apiPid(), 'SIGKILL');
      await vi.waitFor(() => expect(run.complaints()).toContain('The API is back.\n'), WAIT);
      expect(run.complaints()).toBe(
        'The API ended (SIGKILL). It is started again in 0.5 s.\nThe API is back.\n',
      );
      expect(await sitePid()).toBe(site);
      const page = await fetch(`http://localhost:${web}/conflicts/kyrgyzstan-tajikistan`);
      expect(page.status).toBe(200);

      const ends = () => run.complaints().match(/The site ended/g)?.length ?? 0;
      for (let times = 1; times <= 5; times += 1) {
        process.kill(await sitePid(), 'SIGKILL');
        await vi.waitFor(() => expect(ends()).toBe(times), WAIT);
        const back = () => run.complaints().match(/The site is back/g)?.length ?? 0;
        if (times < 5) await vi.waitFor(() => expect(back()).toBe(times), WAIT);
      }
      const { code, err } = await run.ended;
      expect(code).toBe(1);
      expect(err).toContain(
        'The site ended (SIGKILL), soon after its start, 5 times in a row: it is given up.\n',
      );
      expect(existsSync(join(folder, 'casus.holder.json'))).toBe(false);
    },
  );

  test('a port that is taken, a database that is held and a bad setting are told in a line each', async () => {
    const [api, web] = await freePorts();
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(web, 'localhost', resolve));
    const busy = await start({ CASUS_API_PORT: String(api), CASUS_WEB_PORT: String(web) }).ended;
    await new Promise((resolve) => taken.close(resolve));
    expect(busy).toMatchObject({
      code: 1,
      out: '',
      err: `Port ${web} is taken by another program. Stop that one, or set CASUS_WEB_PORT to a free port.\n`,
    });

    const bad = await start({ CASUS_API_PORT: 'many', CASUS_WEB_PORT: '99999' }).ended;
    expect(bad).toMatchObject({
      code: 1,
      err: 'CASUS_API_PORT must be a port number, 1 to 65535\nCASUS_WEB_PORT must be a port number, 1 to 65535\n',
    });

    const first = start({ CASUS_API_PORT: String(api), CASUS_WEB_PORT: String(web) });
    await first.saying('Ctrl-C stops it');
    const [otherApi, otherWeb] = await freePorts();
    const second = await start({
      CASUS_API_PORT: String(otherApi),
      CASUS_WEB_PORT: String(otherWeb),
    }).ended;
    expect(second.code).toBe(1);
    expect(second.err).toMatch(
      /^The database in .+ is in use by process \d+\. Stop that one first, or set DATABASE_URL to share a PostgreSQL server\.\nThe API could not start\.\n$/,
    );
    first.child.kill('SIGTERM');
    await first.ended;
  });
});
