import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findReader } from '../recognise.ts';
import { READERS } from '../readers.ts';
import { identifyRelease, type WrittenRelease } from '../release.ts';
import { bytesOf, collect } from '../ucdp-ged/fixture.ts';
import { ucdpOnesided } from '../ucdp-onesided/reader.ts';

const HEADER =
  'conflict_id,dyad_id,actor_id,actor_name,year,best_fatality_estimate,low_fatality_estimate,high_fatality_estimate,is_government_actor,version';
const sheet = (...versions: string[]) =>
  [
    HEADER,
    ...versions.map((version, n) => `512,${n},285,Some actor,1989,6,6,6,0,${version}`),
    '',
  ].join('\n');
const NOTHING_TO_LOOK_UP = {
  named: () => Promise.resolve(new Map()),
  actorsCalled: () => Promise.resolve(new Map()),
};

async function identified(contents: string, names: string[] = [], written: WrittenRelease = {}) {
  const inLines = await ucdpOnesided.versionInLines!(Buffer.from(contents));
  return identifyRelease(ucdpOnesided, names, written, new Date(), inLines);
}

describe('the column “version” of UCDP’s yearly files', () => {
  it('tells the version where nothing else does, and agrees with what does', async () => {
    expect((await identified(sheet('19.1', '19.1'))).version).toBe('19.1');
    expect((await identified(sheet('19.1'), ['ucdp-onesided-191.csv'])).version).toBe('19.1');
    expect((await identified(sheet('19.1'), [], { version: 'v19_1' })).version).toBe('19.1');
    expect((await identified(sheet(''), ['ucdp-onesided-221.csv'])).version).toBe('22.1');
  });

  it('is not contradicted by a name or a version that is given', async () => {
    await expect(identified(sheet('19.1'), ['ucdp-onesided-221.csv'])).rejects.toThrow(
      'its name says version 22.1, and its lines 19.1: give the file its own name, or say --version 19.1',
    );
    await expect(identified(sheet('19.1'), [], { version: '22.1' })).rejects.toThrow(
      'its lines are of version 19.1, not 22.1: leave --version out',
    );
    // The version that is said counts more than a name.
    const said = await identified(sheet('19.1'), ['ucdp-onesided-221.csv'], { version: '19.1' });
    expect(said.version).toBe('19.1');
  });

  it('is the same on every line', async () => {
    const contents = sheet('19.1', '20.1');
    const release = await identified(contents);
    await expect(
      collect(ucdpOnesided.read(bytesOf(contents), release, NOTHING_TO_LOOK_UP)),
    ).rejects.toThrow('line 3 is of version 20.1 by its column “version”');
  });

  it('is not taken from a cell that the first bytes cut in two', async () => {
    const contents = `${HEADER}\n512,1,285,Some actor,1989,6,6,6,0,19.1`;
    expect(await ucdpOnesided.versionInLines!(Buffer.from(contents))).toBeNull();
  });

  const DATA = join(import.meta.dirname, '../../../../../shared/data');
  it.skipIf(!existsSync(DATA)).each([
    ['cases/wrong_dataset_prio_acd.csv', '25.1'],
    ['cases/wrong_dataset_onesided.csv', '19.1'],
    ['kgz-tjk/ucdp-prio-25.1-conflict-13324.csv', '25.1'],
  ])('%s names its own (skipped where ../shared/data is absent)', async (file, version) => {
    const beginning = readFileSync(join(DATA, file));
    const reader = await findReader(beginning, READERS);
    const inLines = await reader.versionInLines!(beginning);
    const release = identifyRelease(reader, [file.split('/').at(-1)!], {}, new Date(), inLines);
    expect(release.version).toBe(version);
    const readings = await collect(
      reader.read(createReadStream(join(DATA, file)), release, NOTHING_TO_LOOK_UP),
    );
    expect(readings.filter(({ outcome }) => outcome === 'read').length).toBeGreaterThan(0);
  });
});
