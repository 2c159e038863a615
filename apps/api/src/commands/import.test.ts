import { FileRefused } from '@casus/ingest/reader';
import { gedCsv } from '@casus/ingest/ucdp-ged/fixture';
import { READERS } from '@casus/ingest/readers';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { villageWatch } from '../../../../packages/ingest/tests/village-watch/reader.ts';
import { importCommand } from './import.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-import-'));
  await cp(inject('embeddedTemplate'), join(folder, 'data'), { recursive: true });
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
    const short = await run(path, '--version', '22.1', '--dry-run');
    expect(short.exitCode).toBe(3);
    expect(short.output).toMatch(/rejected +22\n +line 3: best is “x”, not a whole number\n/);
    expect(short.output).toContain('… and 2 more (--verbose lists all)');
    expect(short.output).toContain('A dry run: nothing was changed.');
    const long = await run(path, '--version', '22.1', '--dry-run', '--verbose');
    expect(long.output.match(/ line \d+: /g)).toHaveLength(22);
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
