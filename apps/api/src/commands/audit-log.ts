import { openEngine } from '@casus/store/open';
import { auditEntries } from '@casus/store/tables/audit-entry';
import { Command, InvalidArgumentError } from 'commander';
import { desc } from 'drizzle-orm';
import { readConfig } from '../config.ts';

const SHOWN = 20;

export function auditLogCommand(): Command {
  return new Command('audit-log')
    .description('List what was done to the database as a whole: by whom, when, with what.')
    .option('--last <entries>', 'how many of the latest entries', wholeNumber, SHOWN)
    .option('--json', 'an entry a line, with all that is kept of it')
    .addHelpText(
      'after',
      `
Imports, loads of the curated record, restored backups and repairs, the latest first. Each entry was
made in the transaction that it tells of; the database refuses to change or delete one. The API
gives the same to everybody (auditLog), but for the user of the operating system, who is told here
alone: to those who have the database. CASUS_OPERATOR sets a name that is public.

  $ pnpm casus audit-log
  $ CASUS_OPERATOR="Data desk" pnpm casus import GEDEvent_v26_0_7.csv`,
    )
    .action(({ last, json }: { last: number; json?: true }) => printLog(last, json === true));
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It is a number of entries.');
  return Number(text);
}

async function printLog(last: number, asJson: boolean): Promise<void> {
  const engine = await openEngine({ ...readConfig(process.env), sharing: 'join', mustExist: true });
  try {
    await engine.refuseOtherVersions();
    const entries = await engine.db
      .select()
      .from(auditEntries)
      .orderBy(desc(auditEntries.at), desc(auditEntries.key))
      .limit(last);
    for (const entry of entries) {
      process.stdout.write(`${asJson ? JSON.stringify(entry) : lineOf(entry)}\n`);
    }
    if (entries.length === 0) process.stderr.write('Nothing was entered in the log yet.\n');
  } finally {
    await engine.close();
  }
}

function lineOf(entry: typeof auditEntries.$inferSelect): string {
  const who = [entry.operator, entry.systemUser && `(${entry.systemUser})`].filter(Boolean);
  const what = entry.releaseKey ? `${entry.releaseKey} issue ${entry.issue}` : '';
  const counts = (
    [
      ['read', entry.rowsRead],
      ['added', entry.rowsAdded],
      ['updated', entry.rowsUpdated],
      ['withdrawn', entry.withdrawn],
      ['rejected', entry.rowsRejected],
    ] as const
  )
    .filter(([, rows]) => rows > 0)
    .map(([word, rows]) => `${rows.toLocaleString('en')} ${word}`);
  return [
    entry.at,
    entry.action,
    what,
    counts.join(', '),
    entry.sha256?.slice(0, 12),
    who.length > 0 && `by ${who.join(' ')}`,
    `Casus ${entry.version}`,
  ]
    .filter(Boolean)
    .join('  ');
}
