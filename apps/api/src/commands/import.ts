import { FileRefused } from '@casus/ingest/reader';
import { openInput, type Input } from '@casus/ingest/input';
import { importUcdpGed, type ImportCounts } from '@casus/ingest/import';
import { checkHeader } from '@casus/ingest/ucdp-ged/reader';
import { readRelease, type Release, type WrittenRelease } from '@casus/ingest/ucdp-ged/release';
import type { QualityFlagKind } from '@casus/store/vocabulary';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { readConfig } from '../config.ts';
import { Interrupted, NothingChanged } from '../failure.ts';
import { interruption, writeAtOnce } from './writing.ts';

interface GedOptions extends WrittenRelease {
  dryRun?: boolean;
  verbose?: boolean;
}

type Rejected = { line: number; reason: string };

const REJECTED_SHOWN = 20;
const REJECTED_EXIT_CODE = 3;

const FLAG_WORDS: Record<QualityFlagKind, string> = {
  LOW_BEST_HIGH_DISORDERED: 'break low ≤ best ≤ high',
  DATE_PRECISION_OUTSIDE_CODEBOOK: 'with a date precision outside the codebook',
  ENDS_AFTER_DATASET_YEAR: 'end after the year of their row',
  SOURCES_UNREADABLE: 'with sources that cannot be told apart',
  SIDE_AND_PLACE_DISAGREE: 'with all the dead of one state in the country of the other',
};

export function importCommand(): Command {
  const command = new Command('import').description('Import a published dataset.');
  command
    .command('ucdp-ged')
    .description("Import UCDP's Georeferenced Event Dataset or its candidate events, any release.")
    .argument('<file>', 'a CSV file, the zip that UCDP publishes, or - for standard input')
    .option('--version <version>', "the release, where the file's name does not tell: 22.1, 26.0.3")
    .option('--released <date>', 'when it came out: 2022-01-24, 2022-01 or 2022')
    .option('--dry-run', 'read, compare and count everything, then change nothing')
    .option('--verbose', `list every rejected line, not only the first ${REJECTED_SHOWN}`)
    .addHelpText(
      'after',
      `
Events come with their conflicts, dyads, actors and places, and each with UCDP's claim of
the dead: who told it, who published it, and UCDP, which settled it. The release's date is
when UCDP made the claim. Without --released it follows from the version: a yearly 22.1
came out within 2022, 21.01.21.12 (January to December 2021) in January 2022.

A file goes in as a whole or not at all: stop it at any moment and run it again. Running it
twice changes nothing. Odd rows are kept and flagged; a row that cannot be read is rejected
with its line and reason, and the rest goes in.

  $ pnpm casus import ucdp-ged GEDEvent_v21_01_21_12.csv
  $ pnpm casus import ucdp-ged ged251-csv.zip
  $ pnpm casus import ucdp-ged my-extract.csv --version 22.1 --released 2022-06-16
  $ curl -s https://example.org/ged.csv | pnpm casus import ucdp-ged - --version 26.0.3

A file of which more than a thousand rows, and more than half, cannot be read is given up.

Exits with 0 when all is in, 1 when nothing is, ${REJECTED_EXIT_CODE} when all but rejected lines are, and
130 or 143 when it was stopped by Ctrl-C or SIGTERM: then nothing is in, and it says so.`,
    )
    .action(importGed);
  return command;
}

async function importGed(file: string, options: GedOptions): Promise<void> {
  const { counts, rejected, release } = await refusalsNaming(file, () => run(file, options));
  process.stdout.write(report(release, counts, rejected, options));
  if (counts.rejected > 0) process.exitCode = REJECTED_EXIT_CODE;
}

async function run(file: string, { dryRun, verbose, ...written }: GedOptions) {
  using interrupted = interruption();
  const { signal } = interrupted;
  const input = await openInput(file, { signal, onWaiting: () => sayWaiting(file) });
  try {
    const release = await releaseOf(input, written);
    const rejected: Rejected[] = [];
    const counts = await writeAtOnce(readConfig(process.env), async (db) => {
      const endProgress = showProgress(input);
      try {
        return await importUcdpGed(db, input.bytes, release, {
          dryRun,
          signal,
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

/** A file that is not GED at all should be told so, rather than asked for its version. */
async function releaseOf({ names, bytes }: Input, written: WrittenRelease): Promise<Release> {
  try {
    return readRelease(names, written);
  } catch (error) {
    if (error instanceof FileRefused && !written.version) await checkHeader(bytes);
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
  { candidate, version, released, bySchedule }: Release,
  counts: ImportCounts,
  rejected: readonly Rejected[],
  { dryRun }: GedOptions,
): string {
  const name = candidate ? 'UCDP Candidate Events Dataset' : 'UCDP Georeferenced Event Dataset';
  const lines = [
    `${name} ${version}, released ${released.edtf}${bySchedule ? " (by the version's schedule; --released sets the day)" : ''}`,
    ...(['read', 'added', 'unchanged', 'updated'] as const).map((word) => row(word, counts[word])),
    ...(counts.kept > 0 ? [row('kept', counts.kept, 'held by the curated record')] : []),
    row('flagged', counts.flagged),
    ...[...counts.flags].map(([flag, rows]) => row('', rows, FLAG_WORDS[flag])),
    row('rejected', counts.rejected),
    ...rejected.map(({ line, reason }) => `             line ${line}: ${reason}`),
  ];
  const more = counts.rejected - rejected.length;
  if (more > 0) lines.push(`             … and ${grouped(more)} more (--verbose lists all)`);
  if (dryRun) lines.push('A dry run: nothing was changed.');
  return `${lines.join('\n')}\n`;
}

function row(word: string, rows: number, remark = ''): string {
  return `  ${word.padEnd(10)}${grouped(rows).padStart(9)}${remark && `  ${remark}`}`;
}

const grouped = (rows: number) => rows.toLocaleString('en');
