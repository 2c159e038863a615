#!/usr/bin/env node
import type { Command } from 'commander';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// What one run has made of the sources the next one reads: to take their types out and compile them is a third of a
// command's start. Modules that are loaded from here on; where the folder cannot be written, it is as without.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/node'));
const commander = await import('commander');
const { exitCodeOf, explain } = await import('./commands/failure.ts');

/** Each loads what it needs: together they take a second of the processor's time. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./commands/serve.ts')).serveCommand(),
  import: async () => (await import('./commands/import.ts')).importCommand(),
  record: async () => (await import('./commands/record.ts')).recordCommand(),
  archive: async () => (await import('./commands/archive.ts')).archiveCommand(),
  'audit-log': async () => (await import('./commands/audit-log.ts')).auditLogCommand(),
  backup: async () => (await import('./commands/backup.ts')).backupCommand(),
  restore: async () => (await import('./commands/restore.ts')).restoreCommand(),
  check: async () => (await import('./commands/check.ts')).checkCommand(),
  doctor: async () => (await import('./commands/check.ts')).doctorCommand(),
};

const program = new commander.Command('casus')
  .description('An open record of armed conflict, claim by claim.')
  .showHelpAfterError('Add --help to see how it is used.');
// Whoever asks for help, or names a command that is none, is told of all.
const [, , named = ''] = process.argv;
const wanted = Object.hasOwn(COMMANDS, named) ? [named] : Object.keys(COMMANDS);
for (const name of wanted) program.addCommand(await COMMANDS[name]!());

/** What still keeps the process by then waits for another one, in vain. In ms. */
const LAST_WORDS = 1_000;

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = exitCodeOf(error);
  if (process.connected) process.disconnect();
  setTimeout(() => process.exit(), LAST_WORDS).unref();
});
