import { importRelease } from '@casus/ingest/import';
import type { ImportCounts } from '@casus/ingest/import-counts';
import { openInput, type Input } from '@casus/ingest/input';
import { FileRefused, type Reader, type Rejection } from '@casus/ingest/reader';
import { READERS } from '@casus/ingest/readers';
import { identifyRelease, type Release, type WrittenRelease } from '@casus/ingest/release';
import { SingleBar } from 'cli-progress';
import { Command, Option } from 'commander';
import { readConfig } from '../config.ts';
import { Interrupted, NothingChanged } from './failure.ts';
import { interruption, writeAtOnce } from './writing.ts';

interface Options extends WrittenRelease {
  dryRun?: boolean;
  extract?: boolean;
  complete?: boolean;
  verbose?: boolean;
}

const REJECTED_SHOWN = 20;
const REJECTED_EXIT_CODE = 3;

export function importCommand(readers: readonly Reader[] = READERS): Command {
  const command = new Command('import').description('Import a published dataset.');
  for (const reader of readers) command.addCommand(formatCommand(reader, readers));
  return command;
}

function formatCommand(reader: Reader, readers: readonly Reader[]): Command {
  const { example } = reader.releases;
  return new Command(reader.name)
    .description(reader.description)
    .argument('<file>', 'a CSV file, a zip that holds one, or - for standard input')
    .option('--version <version>', `the release, where the file's name does not tell: ${example}`)
    .option('--released <date>', 'when it came out: 2022-01-24, 2022-01 or 2022')
    .option('--extract', 'the file is a part of its release, such as one country')
    .addOption(new Option('--complete', 'the file is all of its release').conflicts('extract'))
    .option('--dry-run', 'read, compare and count everything, then change nothing')
    .option('--verbose', `list every rejected line, not only the first ${REJECTED_SHOWN}`)
    .addHelpText(
      'after',
      `
${reader.help.trim()}

A file goes in as a whole or not at all: stop it at any moment and run it again. Running it
twice changes nothing. A file of a release that is held with other contents is kept beside it,
as another issue, dated by --released or by today. What a complete release leaves out of the days
it covers is withdrawn; if that is more than a twentieth of what stands, say with --extract or
--complete whether the file is a part of the release. Odd rows are kept and flagged; a row that cannot be read is rejected
with its line and reason, and the rest goes in.

A file of which more than a thousand rows, and more than half, cannot be read is given up.

Exits with 0 when all is in, 1 when nothing is, ${REJECTED_EXIT_CODE} when all but rejected lines are, and
130 or 143 when it was stopped by Ctrl-C or SIGTERM: then nothing is in, and it says so.`,
    )
    .action(async (file: string, options: Options) => {
      const done = await refusalsNaming(file, () => run(reader, file, options, readers));
      process.stdout.write(report(reader, done, options));
      if (done.counts.rejected > 0) process.exitCode = REJECTED_EXIT_CODE;
    });
}

interface Done {
  release: Release;
  counts: ImportCounts;
  /** Of the rejected lines, those to show. */
  rejected: readonly Rejection[];
}

async function run(
  reader: Reader,
  file: string,
  { dryRun, verbose, extract, complete, ...written }: Options,
  readers: readonly Reader[],
): Promise<Done> {
  using interrupted = interruption();
  const { signal } = interrupted;
  const input = await openInput(file, { signal, onWaiting: () => sayWaiting(file) });
  try {
    const release = await releaseOf(reader, input, written);
    const rejected: Rejection[] = [];
    const counts = await writeAtOnce(readConfig(process.env), async (db) => {
      const endProgress = showProgress(input);
      try {
        return await importRelease(db, reader, input.bytes, release, {
          dryRun,
          extent: extract ? 'EXTRACT' : complete ? 'COMPLETE' : undefined,
          signal,
          readers,
          onRejected: (line) => {
            if (verbose || rejected.length < REJECTED_SHOWN) rejected.push(line);
          },
        });
      } finally {
        endProgress();
      }
    });
    return { counts, rejected, release };
  } finally {
    input.close();
  }
}

/** An import that waits looks like one that hangs. */
function sayWaiting(file: string): void {
  const source = file === '-' ? 'standard input' : `${file}, a named pipe`;
  process.stderr.write(`Waiting for someone to write to ${source}; Ctrl-C stops.\n`);
}

/** A file of another format should be told so, rather than asked for its version. */
async function releaseOf(
  reader: Reader,
  { names, bytes }: Input,
  written: WrittenRelease,
): Promise<Release> {
  try {
    return identifyRelease(reader, names, written);
  } catch (error) {
    if (error instanceof FileRefused && !written.version) await reader.recognise(bytes);
    throw error;
  }
}

/** The bar is for someone who waits; a log or a pipe gets none. */
function showProgress({ size, bytesRead }: Input): () => void {
  if (!process.stderr.isTTY) return () => {};
  const format = size
    ? 'Importing [{bar}] {percentage}% of {megabytes} MB, {eta_formatted} to go'
    : 'Importing, {read} MB so far';
  const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);
  const bar = new SingleBar({
    format,
    stream: process.stderr,
    barsize: 28,
    clearOnComplete: true,
    // Else a terminal would be left without it when the import is stopped.
    linewrap: true,
  });
  bar.start(size ?? 1, 0, { megabytes: megabytes(size ?? 0), read: '0.0' });
  const timer = setInterval(() => {
    bar.update(size ? bytesRead() : 0, { read: megabytes(bytesRead()) });
  }, 200);
  return () => {
    clearInterval(timer);
    bar.stop();
  };
}

/** All that can go wrong before the commit leaves the database as it was. */
async function refusalsNaming<Result>(file: string, task: () => Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (error) {
    const cause = error instanceof NothingChanged ? error.cause : error;
    if (cause instanceof Interrupted) throw new NothingChanged(cause);
    if (!(cause instanceof FileRefused)) throw error;
    const name = file === '-' ? 'standard input' : file;
    throw new FileRefused(`${name}: ${cause.message}. Nothing was changed.`, { cause });
  }
}

function report(
  { flags }: Reader,
  { release: { name, version, released, bySchedule }, counts, rejected }: Done,
  { dryRun }: Options,
): string {
  const lines = [
    `${name} ${version}, released ${released.edtf}${bySchedule ? " (by the version's schedule; --released sets the day)" : ''}`,
    ...(['read', 'added', 'unchanged', 'updated'] as const).map((word) => row(word, counts[word])),
    ...(counts.outranked > 0 ? [row('kept', counts.outranked, 'held by the curated record')] : []),
    ...(counts.withdrawn > 0
      ? [row('withdrawn', counts.withdrawn, 'stood before, and are left out by this file')]
      : []),
    row('flagged', counts.flagged),
    ...[...counts.flags].map(([flag, rows]) => row('', rows, flags[flag])),
    row('rejected', counts.rejected),
    ...rejected.map(({ line, reason }) => `             line ${line}: ${reason}`),
  ];
  const more = counts.rejected - rejected.length;
  if (more > 0) lines.push(`             … and ${grouped(more)} more (--verbose lists all)`);
  if (counts.refusal) lines.push(`It would be refused: ${counts.refusal}.`);
  if (dryRun) lines.push('A dry run: nothing was changed.');
  return `${lines.join('\n')}\n`;
}

function row(word: string, rows: number, remark = ''): string {
  return `  ${word.padEnd(10)}${grouped(rows).padStart(9)}${remark && `  ${remark}`}`;
}

const grouped = (rows: number) => rows.toLocaleString('en');
