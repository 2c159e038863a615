import { openToRead } from '@casus/store/backup/source';
import { Command } from 'commander';
import { readConfig } from '../config.ts';
import { publicBase } from '../http/own-address.ts';
import { interruption } from './writing.ts';

const HELP = `
The archive is the record as of the end of a month, in UTC: events, claims, figures, conflicts, agreements, reports, actors,
countries and places as CSV and Parquet, the API's contract, archive.json (moment, licences, rows, hashes) and SHA256SUMS. It goes to
CASUS_ARCHIVE_DIR (./archives), from where casus serve gives it to readers and lists it at /archives.json.

Made again of the same record it is the same, byte for byte. One that is there is never written over: if it
would come out otherwise now, the command says which files and changes nothing.

  $ pnpm casus archive                      the last month that is over
  $ pnpm casus archive 2026-10

Exits with 0 when the archive is there, 1 when it is not or would be another, 130 or 143 when it was stopped.`;

export function archiveCommand(): Command {
  return new Command('archive')
    .description('Freeze the record as of the end of a month, in files with checksums.')
    .argument('[month]', 'like 2026-10; the last one that is over, unless given')
    .addHelpText('after', HELP)
    .action(async (given?: string) => {
      // It asks the API, which takes as long to load as all other commands together.
      const { writeArchive } = await import('../archives/write.ts');
      using interrupted = interruption();
      const { signal } = interrupted;
      const month = given ?? lastMonth(new Date());
      const config = readConfig(process.env);
      const base = publicBase(config.http.publicUrl) ?? `http://${config.host}:${config.apiPort}`;
      const store = await openToRead(config);
      try {
        await store.refuseOtherVersions();
        const folder = config.archiveDir;
        const { manifest, isNew } = await writeArchive(store, { folder, month, base, signal });
        const rows = manifest.files.map(({ name, rows }) =>
          rows === null ? name : `${name} (${rows.toLocaleString('en')})`,
        );
        process.stdout.write(
          `${folder}/${month}: ${isNew ? 'written' : 'there already, and the same'}, as of ${manifest.asOf}: ${rows.join(', ')}.\n`,
        );
      } finally {
        await store.close();
      }
    });
}

function lastMonth(now: Date): string {
  const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  return new Date(first - 1).toISOString().slice(0, 'YYYY-MM'.length);
}
