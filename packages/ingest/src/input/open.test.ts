import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInput } from './open.ts';

const CSV = `id,name\n${'1,Ошибка\n'.repeat(2000)}`;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-input-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, contents: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, contents);
  return path;
}

async function readAll(path: string, stdin?: Readable) {
  const input = await openInput(path, { stdin });
  try {
    const contents = await text(input.bytes);
    return { contents, size: input.size, read: input.bytesRead(), names: input.names };
  } finally {
    input.close();
  }
}

it('reads a file', async () => {
  const size = Buffer.byteLength(CSV);
  expect(await readAll(await file('ged221.csv', CSV))).toEqual({
    contents: CSV,
    size,
    read: size,
    names: ['ged221.csv'],
  });
});

it('reads standard input, which has no name and no size', async () => {
  const { contents, size, names } = await readAll('-', Readable.from([Buffer.from(CSV)]));
  expect({ contents, size, names }).toEqual({ contents: CSV, size: null, names: [] });
});

it('reads a named pipe to its end', async () => {
  const path = join(folder, 'pipe.csv');
  execFileSync('mkfifo', [path]);
  const [{ contents, size }] = await Promise.all([readAll(path), writeFile(path, CSV)]);
  expect({ contents, size }).toEqual({ contents: CSV, size: null });
});

it('says that it waits for a named pipe that nobody writes to, and lets go when it is stopped', async () => {
  const path = join(folder, 'silent.csv');
  execFileSync('mkfifo', [path]);
  const stop = new AbortController();
  const waiting = Promise.withResolvers<undefined>();
  const opening = openInput(path, {
    signal: stop.signal,
    onWaiting: () => waiting.resolve(undefined),
  });
  await waiting.promise;
  stop.abort(new Error('stopped'));
  await expect(opening).rejects.toThrow('stopped');
});

it.each(['/dev/null', '/dev/zero'])('refuses %s, a device', async (path) => {
  await expect(openInput(path)).rejects.toThrow('a device or a socket, not a file');
});

it('ends with the reason when it is stopped half-way', async () => {
  const stop = new AbortController();
  const stdin = new PassThrough();
  stdin.write(CSV.slice(0, 100));
  const { bytes } = await openInput('-', { stdin, signal: stop.signal });
  const reading = text(bytes);
  stop.abort(new Error('stopped'));
  await expect(reading).rejects.toThrow('stopped');
  expect(stdin.destroyed).toBe(true);
});

describe('a zip', () => {
  const others = [{ name: 'readme.txt' }, { name: '__MACOSX/GEDEvent_v22_1.csv' }];

  it.each([true, false])('gives the CSV in it (compressed: %s)', async (compressed) => {
    const path = await file(
      'ged221-csv.zip',
      zipOf([...others, { name: 'data/GEDEvent_v22_1.csv', contents: CSV }], compressed),
    );
    const size = Buffer.byteLength(CSV);
    expect(await readAll(path)).toEqual({
      contents: CSV,
      size,
      read: size,
      names: ['GEDEvent_v22_1.csv', 'ged221-csv.zip'],
    });
  });

  it('must hold one CSV', async () => {
    await expect(openInput(await file('none.zip', zipOf(others)))).rejects.toThrow(
      'a zip without a CSV file in it (it holds readme.txt)',
    );
    const workbook = zipOf([{ name: '[Content_Types].xml' }, { name: 'xl/workbook.xml' }]);
    await expect(openInput(await file('ged251.xlsx', workbook))).rejects.toThrow(
      'an Excel workbook: take the file as CSV',
    );
    const two = zipOf([{ name: 'a.csv' }, { name: 'b.csv' }]);
    await expect(openInput(await file('two.zip', two))).rejects.toThrow(
      'a zip with 2 CSV files (a.csv, b.csv): unpack it and name one',
    );
  });

  it('must be whole', async () => {
    const zip = zipOf([{ name: 'ged.csv', contents: CSV }]);
    const half = await file('half.zip', zip.subarray(0, zip.length / 2));
    await expect(readAll(half)).rejects.toThrow('a zip that is cut off or damaged');
  });

  it('must match its checksum', async () => {
    const zip = zipOf([{ name: 'ged.csv', contents: CSV }], false);
    zip[zip.indexOf('name')]! += 1;
    await expect(readAll(await file('changed.zip', zip))).rejects.toThrow(
      'damaged: ged.csv in it does not match its checksum',
    );
  });

  it('that does not unpack is damaged', async () => {
    const zip = zipOf([{ name: 'ged.csv', contents: CSV }]);
    zip.fill(0xff, 50, 70);
    await expect(readAll(await file('torn.zip', zip))).rejects.toThrow('cut off or damaged');
  });

  it('that unpacks to a hundred times its size is refused before it is unpacked', async () => {
    const bomb = await file('bomb.zip', zipOf([{ name: 'ged.csv', contents: '\n'.repeat(11e6) }]));
    await expect(openInput(bomb)).rejects.toThrow(
      /^ged\.csv in it unpacks to 11 MB, \d+ times its size: no dataset does/,
    );
  });

  it('may come through a pipe', async () => {
    const zip = zipOf([{ name: 'GEDEvent_v22_1.csv', contents: CSV }]);
    const { contents, names } = await readAll('-', Readable.from([zip]));
    expect({ contents, names }).toEqual({ contents: CSV, names: ['GEDEvent_v22_1.csv'] });
  });
});

describe('a gzip file', () => {
  const packed = gzipSync(CSV);

  it('gives what is in it, while its own bytes are counted', async () => {
    expect(await readAll(await file('GEDEvent_v22_1.csv.gz', packed))).toEqual({
      contents: CSV,
      size: packed.length,
      read: packed.length,
      names: ['GEDEvent_v22_1.csv'],
    });
  });

  it('may come through a pipe, and in parts', async () => {
    const twice = Buffer.concat([packed, packed]);
    const { contents } = await readAll(
      '-',
      Readable.from([twice.subarray(0, 90), twice.subarray(90)]),
    );
    expect(contents).toBe(`${CSV}${CSV}`);
  });

  it('must be whole and sound', async () => {
    const half = await file('half.csv.gz', packed.subarray(0, packed.length / 2));
    await expect(readAll(half)).rejects.toThrow('a gzip file that is cut off: its end is missing');
    const changed = Buffer.from(packed);
    changed[changed.length - 8]! ^= 1;
    await expect(readAll(await file('changed.csv.gz', changed))).rejects.toThrow(
      'a damaged gzip file',
    );
  });

  it('that unpacks to a hundred times its size is refused on the way', async () => {
    const bomb = await file('bomb.csv.gz', gzipSync('\n'.repeat(11e6)));
    await expect(readAll(bomb)).rejects.toThrow(/^it unpacks to 1\d MB, \d+ times its size/);
  });
});

it.each([
  ['a web page', '\n<!DOCTYPE html><html>', 'a web page, not a file of data'],
  ['R', 'RDX3\nX\n', 'a file of R (.RData, .rds): take the release as CSV'],
  ['R, packed', gzipSync('RDX3\nX\n'), 'a file of R (.RData, .rds): take the release as CSV'],
  ['Stata', '<stata_dta><header>', 'a file of Stata (.dta)'],
  ['old Excel', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'an Excel workbook'],
  ['7-Zip', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), 'unpack it and give the CSV file'],
])('names a file of %s', async (name, contents, message) => {
  await expect(openInput(await file(`${name}.bin`, contents))).rejects.toThrow(message);
});

it('says what is wrong with a path', async () => {
  await expect(openInput(join(folder, 'nothing.csv'))).rejects.toThrow('there is no such file');
  await expect(openInput(folder)).rejects.toThrow('a folder, not a file');
});

/** The format's least: local headers with their data, the central directory, its end. */
function zipOf(files: readonly { name: string; contents?: string }[], compressed = true): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, contents = 'id\n' } of files) {
    const plain = Buffer.from(contents);
    const data = compressed ? deflateRawSync(plain) : plain;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(compressed ? 8 : 0, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, Buffer.from(name)]),
    );
    parts.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}
