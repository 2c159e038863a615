import { importRelease, type ImportStep } from '@casus/ingest/import';
import { counted } from '@casus/ingest/input/input';
import { addressOf, openInput } from '@casus/ingest/input/open';
import { followPages } from '@casus/ingest/input/pages';
import type { Transacting } from '@casus/store/writing/confirmed-commit';
import { peek } from '@casus/ingest/input/peek';
import type { Token } from '@casus/ingest/input/request';
import { isJson } from '@casus/ingest/json/values';
import { FileRefused, type Reader, type Rejection } from '@casus/ingest/reader';
import { READERS } from '@casus/ingest/readers';
import { confirmReader, findReader } from '@casus/ingest/recognise';
import { identifyRelease, type WrittenRelease } from '@casus/ingest/release';
import { Command, Option } from 'commander';
import { readConfig } from '../config.ts';
import { Interrupted, NothingChanged, Refusal } from './failure.ts';
import { showProgress } from './import-progress.ts';
import { report, type Done } from './import-report.ts';
import { waitingFor, waitOption } from './waiting.ts';
import { interruption, writeAtOnce } from './writing.ts';

interface Options extends WrittenRelease {
  dryRun?: boolean;
  extract?: boolean;
  complete?: boolean;
  sha256?: string;
  token?: string;
  verbose?: boolean;
  template?: boolean;
  wait?: number;
}

const REJECTED_SHOWN = 20;
const REJECTED_EXIT_CODE = 3;
const REFUSED_EXIT_CODE = 1;

export function importCommand(readers: readonly Reader[] = READERS): Command {
  const command = importing(new Command('import'), null, readers)
    .description('Import a published dataset. Without a format, the content of the file tells it.')
    .usage('[format] [options] <file>')
    // Else the options of a format would be taken for those of the command without one.
    .enablePositionalOptions()
    .allowExcessArguments();
  for (const reader of readers) {
    command.addCommand(
      importing(new Command(reader.name), reader, readers)
        .description(reader.description)
        .addHelpText('after', `\n${reader.help.trim()}\n${HELP}`),
    );
  }
  const [{ name } = { name: 'FORMAT' }] = readers;
  return command.addHelpText(
    'after',
    `
  $ pnpm casus import GEDEvent_v21_01_21_12.csv
  $ pnpm casus import https://example.org/GEDEvent_v26_0_7.csv.gz --sha256 HASH
  $ pnpm casus import my-extract.csv --extract --version 22.1 --dry-run
  $ pnpm casus import ${name} --help

Each format's own help tells what comes in with it.
${HELP}`,
  );
}

const HELP = `
A file goes in as a whole or not at all: stop it at any moment and run it again. Running it
twice changes nothing. A file of a release that is held with other contents is kept beside it,
as another issue, dated by --released or by today; but all of a file, and extracts of it that say
the same, have one date. What a complete release leaves out of the days it covers is withdrawn as
of its date; if that is more than a twentieth of what stood then, say with --extract or --complete
whether the file is a part of the release. The report counts as updated what the file says otherwise
than the release or issue before it. Odd rows are kept and flagged; a row that cannot be read is
rejected with its line and reason, and the rest goes in.

From an address the file is read as it comes. A line that is cut is taken up where it was cut, of
the same file; a server that is down, or asks to wait, is asked again a few times. --token (or
CASUS_IMPORT_TOKEN) is sent to the server of the address alone, over https alone.

Imports write one after the other: a second one says what it waits for, and gives up after --wait
seconds.

A file of which more than a thousand rows, and more than half, cannot be read is given up.

Exits with 0 when all is in, 1 when nothing is or a dry run would be refused, ${REJECTED_EXIT_CODE} when all but
rejected lines are, and 130 or 143 when it was stopped by Ctrl-C or SIGTERM: then nothing is in, and
it says so.`;

/** @param named the format; null where the content of the file tells it */
function importing(command: Command, named: Reader | null, readers: readonly Reader[]): Command {
  const example = named ? `: ${named.releases.example}` : '';
  const { template } = named ?? {};
  if (template) command.option('--template', 'print a file to fill in, and import nothing');
  return command
    .argument(
      template ? '[file]' : '<file>',
      'a file, as it was published or packed as .gz or .zip; its address; or - for standard input',
    )
    .option('--version <version>', `the release, where the file's name does not tell${example}`)
    .option('--released <date>', 'when it came out: 2022-01-24, 2022-01 or 2022')
    .option('--extract', 'the file is a part of its release, such as one country')
    .addOption(new Option('--complete', 'the file is all of its release').conflicts('extract'))
    .option('--sha256 <hash>', 'refuse another file than the one with this hash')
    .addOption(
      new Option('--token <token>', 'for an address that wants one').env('CASUS_IMPORT_TOKEN'),
    )
    .addOption(waitOption())
    .option('--dry-run', 'read, compare and count everything, then change nothing')
    .option('--verbose', `list every rejected line, not only the first ${REJECTED_SHOWN}`)
    .action(async (file: string | undefined, _: Options, { args }: Command) => {
      const options = command.optsWithGlobals<Options>();
      if (template && options.template) {
        process.stdout.write(template);
        return;
      }
      if (file === undefined) command.error("error: missing required argument 'file'");
      if (args.length > 1) throw unknownFormat(file, readers);
      const done = await refusalsNaming(file, () => run(named, file, options, readers));
      process.stdout.write(report(done, options));
      if (done.counts.refusal) process.exitCode = REFUSED_EXIT_CODE;
      else if (done.counts.rejected > 0) process.exitCode = REJECTED_EXIT_CODE;
    });
}

function unknownFormat(format: string, readers: readonly Reader[]): Refusal {
  const formats = readers.map(({ name }) => name).join(', ');
  return new Refusal(
    `There is no format “${format}”. Name one of ${formats}; or give the file alone, and its content tells the format.`,
  );
}

async function run(
  named: Reader | null,
  file: string,
  { dryRun, verbose, extract, complete, sha256, token, wait, ...written }: Options,
  readers: readonly Reader[],
): Promise<Done> {
  using interrupted = interruption();
  const { signal } = interrupted;
  const asking = { token: tokenFor(named, token), signal, onRetry: sayRetry };
  const input = await openInput(file, { ...asking, sha256, onWaiting: () => sayWaiting(file) });
  try {
    const { beginning, bytes } = await peek(input.bytes);
    if (named) await confirmReader(named, beginning, readers, file);
    const reader = named ?? (await findReader(beginning, readers));
    const inLines = (await reader.versionInLines?.(beginning)) ?? null;
    const release = identifyRelease(reader, input.names, written, new Date(), inLines);
    const address = addressOf(file);
    const pages =
      address && reader.api && isJson(beginning)
        ? counted(followPages(bytes, address, reader.api.nextPage, asking), { signal })
        : null;
    const rejected: Rejection[] = [];
    let rows = 0;
    let step: ImportStep | null = null;
    const config = readConfig(process.env);
    const importFile = (db: Transacting) =>
      importRelease(db, reader, pages?.bytes ?? bytes, release, {
        dryRun,
        extent: extract ? 'EXTRACT' : complete ? 'COMPLETE' : undefined,
        signal,
        readers,
        operator: config.operator,
        onProgress: ({ read }) => (rows = read),
        onStep: (begun) => (step = begun),
        onRejected: (line) => {
          if (verbose || rejected.length < REJECTED_SHOWN) rejected.push(line);
        },
      });
    let endProgress = () => {};
    try {
      const counts = await writeAtOnce(config, importFile, {
        changes: !dryRun,
        waiting: waitingFor(wait, signal),
        onTurn: () => {
          endProgress = showProgress(pages ? { ...pages, size: null } : input, () => ({
            rows,
            step,
          }));
        },
      });
      return { reader, counts, rejected, release };
    } finally {
      endProgress();
    }
  } finally {
    input.close();
  }
}

/** A token in the header that the named format's API wants it in, or in the one of most APIs. */
function tokenFor(named: Reader | null, token: string | undefined): Token | undefined {
  if (!token) return undefined;
  const header = named?.api?.tokenHeader;
  return header ? { header, value: token } : { header: 'authorization', value: `Bearer ${token}` };
}

function sayRetry(reason: string, ms: number): void {
  process.stderr.write(`It did not come through: ${reason}. Trying again in ${ms / 1_000} s.\n`);
}

/** An import that waits looks like one that hangs. */
function sayWaiting(file: string): void {
  const source = file === '-' ? 'standard input' : `${file}, a named pipe`;
  process.stderr.write(`Waiting for someone to write to ${source}; Ctrl-C stops.\n`);
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
