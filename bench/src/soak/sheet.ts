import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LINES = 20;

/** A made-up sheet of claims on an event of the record, another one each time; its path, in a folder of its own. */
export async function sheetOf(seed: number, time: number): Promise<string> {
  const lines = Array.from({ length: LINES }, (_, line) =>
    [
      'kgz-tjk-2022-09-fighting',
      'deaths',
      String(seed + time * LINES + line),
      `A made-up claimant ${line}`,
      `2022-09-${17 + (time % 12)}`,
    ].join(','),
  );
  const folder = await mkdtemp(join(tmpdir(), 'casus-soak-'));
  const path = join(folder, `soak-${seed}-${time}.csv`);
  await writeFile(path, ['event,metric,best,claimant,said', ...lines, ''].join('\n'));
  return path;
}
