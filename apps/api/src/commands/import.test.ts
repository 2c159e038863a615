import { FileRefused } from '@casus/ingest/reader';
import { gedCsv, gedRow } from '@casus/ingest/ucdp-ged/fixture';
import { READERS } from '@casus/ingest/readers';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { villageWatch } from '../../../../packages/ingest/tests/village-watch/reader.ts';
import { importCommand } from './import.ts';
import { copyDatabase } from '../../../../packages/store/tests/embedded-template.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-import-'));
  copyDatabase(inject('embeddedTemplate'), join(folder, 'data'));
  vi.stubEnv('CASUS_DATA_DIR', join(folder, 'data'));
  vi.stubEnv('DATABASE_URL', '');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});
afterEach(() => {
  process.exitCode = undefined;
});

async function file(name: string, contents: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, contents);
  return path;
}

const run = (...words: string[]) => importing('ucdp-ged', ...words);

async function importing(...words: string[]) {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await importCommand([...READERS, villageWatch]).parseAsync(words, { from: 'user' });
    return { output: write.mock.calls.join(''), exitCode: process.exitCode ?? 0 };
  } finally {
    write.mockRestore();
  }
}

it('lists the readers there are, each with its one line, and tells the rest of each by itself', () => {
  const command = importCommand([...READERS, villageWatch]);
  const help = command.helpInformation().replace(/\s+/g, ' ');
  for (const { name, description, template } of [...READERS, villageWatch]) {
    const file = template ? '[file]' : '<file>';
    expect(help).toContain(`${name} [options] ${file} ${description}`);
  }
  const own = command.commands.find((format) => format.name() === villageWatch.name)!;
  expect(own.helpInformation()).toContain("where the file's name does not tell: 2021");
});

it('prints a file to fill in, for the format that people write themselves', async () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await importCommand().parseAsync(['claims', '--template'], { from: 'user' });
    expect(write.mock.calls.join('')).toMatch(/^"id","event",.*\n"#.*\n$/);
  } finally {
    write.mockRestore();
  }
});

// Each run opens the embedded database anew, as each command does.
describe('casus import ucdp-ged', { timeout: 240_000 }, () => {
  it('ends with its counts, and finds nothing to do the second time', async () => {
    const path = await file(
      'GEDEvent_v22_1.csv',
      gedCsv([{ id: '1' }, { id: '2', best: '9', low: '9', high: '3', date_prec: '0' }]),
    );
    expect(await run(path)).toMatchInlineSnapshot(`
      {
        "exitCode": 0,
        "output": "UCDP Georeferenced Event Dataset 22.1, released 2022 (by the version's schedule; --released sets the day)
        read              2
        added             2
        unchanged         0
        updated           0
        flagged           1
                          1  break low ≤ best ≤ high
                          1  with a best estimate that is not the sum of its parts
                          1  with a date precision outside the codebook
        rejected          0
      ",
      }
    `);
    expect(await run(path, '--released', '2022-06-16')).toMatchInlineSnapshot(`
      {
        "exitCode": 0,
        "output": "UCDP Georeferenced Event Dataset 22.1, released 2022-06-16
        read              2
        added             0
        unchanged         0
        updated           2
        flagged           1
                          1  break low ≤ best ≤ high
                          1  with a best estimate that is not the sum of its parts
                          1  with a date precision outside the codebook
        rejected          0
      ",
      }
    `);
    expect((await run(path, '--released', '2022-06-16')).output).toContain('unchanged         2');
  });

  it('lists the rejected lines, shortened unless told otherwise, and exits with 3', async () => {
    const rows = Array.from({ length: 22 }, (_, n) => ({ id: String(n + 100), best: 'x' }));
    const path = await file('some.csv', gedCsv([{ id: '99' }, ...rows]));
    const asked = [path, '--version', '22.1', '--extract', '--dry-run'];
    const short = await run(...asked);
    expect(short.exitCode).toBe(3);
    expect(short.output).toMatch(/rejected +22\n +line 3: best is “x”, not a whole number\n/);
    expect(short.output).toContain('… and 2 more (--verbose lists all)');
    expect(short.output).toContain('A dry run: nothing was changed.');
    const long = await run(...asked, '--verbose');
    expect(long.output.match(/ line \d+: /g)).toHaveLength(22);
  });

  it('exits with 1 after a dry run that would be refused, and tells what is revised, and withdrawn as of when', async () => {
    const rows = Array.from({ length: 30 }, (_, n) => ({ id: String(n + 800) }));
    await run(await file('old.csv', gedCsv(rows)), '--version', '23.1', '--complete');
    const [first, second, third] = rows as [{ id: string }, { id: string }, { id: string }];
    const few = await file(
      'few.csv',
      gedCsv([
        { ...first, best: '9', high: '9' },
        { ...second, source_original: 'Another witness' },
        third,
      ]),
    );
    const dry = await run(few, '--version', '24.1', '--dry-run');
    expect(dry.exitCode).toBe(1);
    expect(dry.output).toMatch(
      /\n {2}unchanged +1\n {2}updated +2 {2}1 in figures, days, place or coding; 1 in sources, names or notes alone\n/,
    );
    expect(dry.output).toMatch(/\n {2}withdrawn +27 {2}as of 2024-12-31: left out by this file\n/);
    expect(dry.output).toMatch(
      /\nIt would be refused: it would withdraw 27 of the 30 events that stand /,
    );
  });

  it('refuses in one line that names the file', async () => {
    const cut = await file('GEDEvent_v23_1.csv', gedCsv([{ id: '1' }]).slice(0, -5));
    await expect(run(cut)).rejects.toThrow(
      new FileRefused(
        `${cut}: cut off: the quote opened on line 2 is never closed. Nothing was changed.`,
      ),
    );
  });

  it('asks for the version of GED, and of nothing else', async () => {
    const extract = await file('extract.csv', gedCsv([{ id: '1' }]));
    await expect(run(extract)).rejects.toThrow('add --version, e.g. --version 22.1');
    const other = await file('other.csv', 'name,age\nAnn,3\n');
    await expect(run(other)).rejects.toThrow(`${other}: not a UCDP GED file`);
  });
});

describe('casus import without a format', { timeout: 240_000 }, () => {
  it('finds the format by the content, with the options of any', async () => {
    const contents = 'id,day,village,country,best\n1,2021-03-04,Maksat,KG,2\n';
    const path = await file('villages.csv', contents);
    const { output } = await importing(path, '--version', '2021', '--dry-run');
    expect(output).toContain('Village Watch 2021, released 2022');
    expect(output).toContain('A dry run: nothing was changed.');
    await expect(run(path, '--version', '22.1')).rejects.toThrow(
      `${path}: not a UCDP GED file: it is a Village Watch file. Use: casus import village-watch ${path}. Nothing was changed.`,
    );
  });

  it('takes a word before the file for a format, and says which there are', async () => {
    await expect(importing('ucdp-gde', 'GEDEvent_v22_1.csv')).rejects.toThrow(
      'There is no format “ucdp-gde”. Name one of ucdp-ged, ',
    );
  });
});

describe('casus import from an address', { timeout: 240_000 }, () => {
  let server: Server;
  afterEach(() => void server.close().closeAllConnections());

  async function serve(answer: RequestListener): Promise<string> {
    server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('goes on where the line was cut, and tells the version by the name', async () => {
    const csv = Buffer.from(gedCsv([{ id: '701' }, { id: '702' }]));
    const half = Math.floor(csv.length / 2);
    const origin = await serve(({ headers }, response) => {
      const rest = headers.range === `bytes=${half}-`;
      response.writeHead(rest ? 206 : 200, {
        etag: '"one"',
        'content-length': csv.length - (rest ? half : 0),
        ...(rest && { 'content-range': `bytes ${half}-${csv.length - 1}/${csv.length}` }),
      });
      if (rest) response.end(csv.subarray(half));
      else response.write(csv.subarray(0, half), () => response.destroy());
    });
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const sha256 = createHash('sha256').update(csv).digest('hex');
    const address = `${origin}/GEDEvent_v22_1.csv`;
    const { output } = await importing(address, '--dry-run', '--extract', '--sha256', sha256);
    expect(output).toMatch(/Dataset 22\.1, issue 2, released [^]* read +2\n/);
    expect(stderr.mock.calls.join('')).toContain(
      `the connection was cut after ${half.toLocaleString('en')} bytes. Trying again in 1 s.`,
    );
    await expect(run(address, '--sha256', '0'.repeat(64))).rejects.toThrow(
      `${address}: not the file you mean: its SHA-256 is ${sha256}, not 0`,
    );
    stderr.mockRestore();
  });

  it('follows the pages of the API, with the token in the header that it wants', async () => {
    const pages = [['711', '712'], ['713']];
    const origin = await serve(({ headers, url }, response) => {
      if (headers['x-ucdp-access-token'] !== 'secret') return response.writeHead(401).end();
      const page = Number(new URL(url!, 'http://localhost').searchParams.get('page'));
      const next = `http://${headers.host}/api/gedevents/26.0.7?pagesize=2&page=${page + 1}`;
      return response.end(
        JSON.stringify({
          TotalCount: 3,
          TotalPages: 2,
          NextPageUrl: page === 0 ? next : '',
          Result: pages[page]!.map((id) => gedRow({ id })),
        }),
      );
    });
    const address = `${origin}/api/gedevents/26.0.7?pagesize=2&page=0`;
    const { output } = await run(address, '--dry-run', '--token', 'secret');
    expect(output).toMatch(/Candidate Events Dataset 26\.0\.7, [^]* read +3\n/);
    expect(output).not.toContain('An extract');
    await expect(run(address)).rejects.toThrow(
      'the server wants a token (401 Unauthorized): add --token. Nothing was changed.',
    );
  });
});
