#!/usr/bin/env node
import { Command } from 'commander';
import { archiveCommand } from './commands/archive.ts';
import { auditLogCommand } from './commands/audit-log.ts';
import { backupCommand } from './commands/backup.ts';
import { checkCommand, doctorCommand } from './commands/check.ts';
import { importCommand } from './commands/import.ts';
import { recordCommand } from './commands/record.ts';
import { restoreCommand } from './commands/restore.ts';
import { serveCommand } from './commands/serve.ts';
import { exitCodeOf, explain } from './commands/failure.ts';

const program = new Command('casus')
  .description('An open record of armed conflict, claim by claim.')
  .showHelpAfterError('Add --help to see how it is used.')
  .addCommand(serveCommand())
  .addCommand(importCommand())
  .addCommand(recordCommand())
  .addCommand(archiveCommand())
  .addCommand(auditLogCommand())
  .addCommand(backupCommand())
  .addCommand(restoreCommand())
  .addCommand(checkCommand())
  .addCommand(doctorCommand());

/** What still keeps the process by then waits for another one, in vain. In ms. */
const LAST_WORDS = 1_000;

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = exitCodeOf(error);
  if (process.connected) process.disconnect();
  setTimeout(() => process.exit(), LAST_WORDS).unref();
});
