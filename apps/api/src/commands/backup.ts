import { countBackup } from '@casus/store/backup/count';
import type { BackupSummary } from '@casus/store/backup/format';
import { openToRead } from '@casus/store/backup/source';
import { writeBackup } from '@casus/store/backup/write';
import { Command } from 'commander';
import { readConfig } from '../config.ts';
import { showRows } from './progress.ts';
import { interruption } from './writing.ts';

const HELP = `
The file holds every row of one moment, with a hash of each table; it restores on the embedded
engine and on PostgreSQL, whichever it was made on, and on this version of Casus or a later one.
casus serve goes on meanwhile. On the embedded engine it lends a copy of the database's files, which
takes as much room in the data folder for as long. On PostgreSQL a standby serves as well: name it in
DATABASE_URL.

Under its name there is a whole file or none: it is written under another, flushed to the disk, read
back and checked. It is readable by you alone. Keep it on another disk, and try it: casus restore
FILE --dry-run.

  $ pnpm casus backup /backups/casus-$(date +%F).backup
  $ DATABASE_URL=postgres://standby/casus pnpm casus backup /backups/casus.backup

Exits with 0 when the file is whole, 1 when there is none, and 130 or 143 when it was stopped.`;

export function backupCommand(): Command {
  return new Command('backup')
    .description('Write all that the database holds to a file, while it is being served.')
    .argument('<file>', 'a file that is not there yet')
    .option('--dry-run', 'count what would be written, and write nothing')
    .addHelpText('after', HELP)
    .action(async (file: string, { dryRun }: { dryRun?: boolean }) => {
      using interrupted = interruption();
      const { signal } = interrupted;
      const source = await openToRead(readConfig(process.env));
      const progress = showRows();
      try {
        if (dryRun) {
          const { rows, tables } = await countBackup(source.db);
          process.stdout.write(
            `${many(rows, 'row')} of ${many(tables, 'table')} would be written to ${file}.\n`,
          );
          return;
        }
        const summary = await writeBackup(source, file, {
          signal,
          onRows: (rows, of) => progress.update('Writing', rows, of),
        });
        progress.end();
        process.stdout.write(`${file}: ${describe(summary)}\n`);
      } finally {
        progress.end();
        await source.close();
      }
    });
}

/** What a backup holds, in a line to compare with that of another. */
export function describe({ rows, tables, bytes, header, contentHash }: BackupSummary): string {
  const size =
    bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
  return (
    `${many(rows, 'row')} of ${many(tables.length, 'table')}, ${size}, ` +
    `of Casus ${header.version} on ${header.createdAt.slice(0, 16)}Z; contents ${contentHash}.`
  );
}

const many = (count: number, noun: string) =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
