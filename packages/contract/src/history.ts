import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What changed in the contract on a day, with the contract that it ended with. */
export interface DatedChanges {
  date: string;
  sha256: string;
  changes: ContractChange[];
}

export interface ContractChange {
  kind: 'ADDED' | 'REMOVED' | 'CHANGED' | 'DEPRECATED';
  breaking: boolean;
  /** `Type.field.argument`. */
  path: string;
  message: string;
}

/** What one contract has that the other has not; words of descriptions aside. */
export async function changesBetween(before: string, after: string): Promise<ContractChange[]> {
  const changes = (await diff(buildSchema(before), buildSchema(after))).filter(
    ({ type }) => !/DESCRIPTION|DIRECTIVE_USAGE/.test(type),
  );
  const whole = new Set(
    changes.filter(({ type }) => /^TYPE_(ADDED|REMOVED)$/.test(type)).map(({ path }) => path),
  );
  return changes
    .filter(({ path = '' }) => !path.includes('.') || !whole.has(path.split('.')[0]))
    .map(({ type, path = '', message, criticality, meta }) => ({
      kind: kindOf(type),
      breaking: criticality.level === CriticalityLevel.Breaking,
      path: path.replace('.@deprecated', ''),
      message: [
        message.replaceAll("'", '`'),
        (meta as { deprecationReason?: string }).deprecationReason,
      ]
        .filter(Boolean)
        .join(': '),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function kindOf(type: string): ContractChange['kind'] {
  if (type.includes('DEPRECAT')) return 'DEPRECATED';
  if (type.endsWith('_ADDED')) return 'ADDED';
  return type.endsWith('_REMOVED') ? 'REMOVED' : 'CHANGED';
}

/** What was marked as deprecated with a last day, if any, less than twelve months after. */
export function endsWithinAYear(days: readonly Pick<DatedChanges, 'date' | 'changes'>[]): string[] {
  return days.flatMap(({ date, changes }) => {
    const [year, ...rest] = date.split('-');
    const earliest = [Number(year) + 1, ...rest].join('-');
    return changes
      .filter(({ kind }) => kind === 'DEPRECATED')
      .filter(
        ({ message }) => !((/Until (\d{4}-\d{2}-\d{2})\.$/.exec(message)?.[1] ?? '') >= earliest),
      )
      .map(({ path }) => path);
  });
}

export const digestOf = (contract: string): string =>
  `sha256:${createHash('sha256').update(contract).digest('hex')}`;

/**
 * Days that are over stay as they were told; what is told of today is what `schema.graphql` has that the last commit
 * of an earlier day had not.
 */
async function bringUpToDate(): Promise<void> {
  const contract = join(import.meta.dirname, '../../schema/schema.graphql');
  const file = join(import.meta.dirname, '../changes.json');
  const recorded = JSON.parse(await readFile(file, 'utf8')) as DatedChanges[];
  const now = await readFile(contract, 'utf8');
  const commits = (
    await git('log', '--reverse', '--format=%H %cd', '--date=format-local:%F', '--', contract)
  )
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' ') as [commit: string, date: string]);
  const today = new Date().toISOString().slice(0, 10);
  const lastOfDay = new Map(commits.map(([commit, date]) => [date, commit]));
  const days: [date: string, text: string][] = [];
  for (const [date, commit] of lastOfDay) {
    if (date < today) days.push([date, await git('show', `${commit}:./schema.graphql`)]);
  }
  days.push([today, now]);
  const entries: DatedChanges[] = [];
  let before: string | null = null;
  for (const [date, text] of days) {
    const known = recorded.find((entry) => entry.date === date && date < today);
    const changes = before === null ? [] : (known?.changes ?? (await changesBetween(before, text)));
    if (before === null || changes.length > 0)
      entries.push(known ?? { date, sha256: digestOf(text), changes });
    before = text;
  }
  // Words of descriptions may have changed since.
  entries.at(-1)!.sha256 = digestOf(now);
  await writeFile(file, `${JSON.stringify(entries, null, 2)}\n`);
}

async function git(...given: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', given, {
    cwd: join(import.meta.dirname, '../../schema'),
    env: { ...process.env, TZ: 'UTC' },
    maxBuffer: 50_000_000,
  });
  return stdout;
}

if (import.meta.main) await bringUpToDate();
