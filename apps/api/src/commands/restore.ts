import { restoreBackup, rowsOfBackup } from '@casus/store/backup/restore';
import { confirmingCommits } from '@casus/store/writing/confirmed-commit';
import { openEngine } from '@casus/store/open';
import { Command } from 'commander';
import { readConfig } from '../config.ts';
import { describe } from './backup.ts';
import { showRows } from './progress.ts';
import { interruption, orNothing } from './writing.ts';

interface Options {
  replace?: boolean;
  dryRun?: boolean;
  keepPositions?: boolean;
}

const HELP = `
The whole file is checked before anything is touched; then all goes in as one transaction, is read
back and compared by its hashes, and only then committed: stop it at any moment, and the database is
as it was. A backup of an earlier version is brought up to this one on the way.

Stop casus serve first: statements that it has prepared would fail on the new tables.

Clients that follow the record by positions (changedSince, claimRecorded, X-Casus-At-Least) are told
that theirs are another installation's, and read anew: what was recorded after the backup is gone,
and they must not go on as if it were there. For a planned move, where nothing was recorded since the
backup, --keep-positions lets them go on.

  $ pnpm casus restore casus.backup --dry-run
  $ CASUS_DATA_DIR=new-folder pnpm casus restore casus.backup
  $ DATABASE_URL=postgres://localhost/casus pnpm casus restore casus.backup --replace

Exits with 0 when all is in, 1 when nothing is, and 130 or 143 when it was stopped: then nothing is in.`;

const STEPS = { check: 'Checking', load: 'Loading', compare: 'Comparing' } as const;

export function restoreCommand(): Command {
  return new Command('restore')
    .description('Bring an empty database to what a backup holds: all of it or nothing.')
    .argument('<file>', 'a file that casus backup has written')
    .option('--replace', 'lose what the database holds now, instead of being refused')
    .option('--dry-run', 'do all of it, checks included, and undo it')
    .option(
      '--keep-positions',
      'nothing was recorded since: positions that clients have stay valid',
    )
    .addHelpText('after', HELP)
    .action(async (file: string, options: Options) => {
      using interrupted = interruption();
      const config = readConfig(process.env);
      // Before a database is made in a folder that had none.
      await orNothing(() => rowsOfBackup(file));
      const engine = await openEngine(config);
      const progress = showRows();
      let closing: Promise<void> | undefined;
      const close = () => (closing ??= engine.close());
      const reopen = async () => {
        await close().catch(() => {});
        return openEngine(config);
      };
      try {
        const summary = await orNothing(() =>
          restoreBackup(
            engine,
            file,
            {
              ...options,
              operator: config.operator,
              signal: interrupted.signal,
              onProgress: (step, rows, of) => progress.update(STEPS[step], rows, of),
            },
            confirmingCommits(engine.db, reopen),
          ),
        );
        progress.end();
        const outcome = options.dryRun ? 'would be restored; nothing was changed' : 'restored';
        process.stdout.write(`${file} ${outcome}: ${describe(summary)}\n`);
      } finally {
        progress.end();
        await close().catch(() => {});
      }
    });
}
