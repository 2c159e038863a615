import { checkFiles } from '@casus/ingest/check-files';
import { checkDatabase, type Finding } from '@casus/store/checks/database';
import { mendDatabase } from '@casus/store/checks/mend';
import { openEngine } from '@casus/store/open';
import type { Engine } from '@casus/store/engines/engine';
import { Command } from 'commander';
import { readConfig, type Config } from '../config.ts';
import { orNothing } from './writing.ts';

const WHAT = `
It looks at: every row (a page that was changed on the disk is found by its checksum), and gives the
hash of the contents, to compare with that of a backup or of another database; indexes, where
PostgreSQL has its extension amcheck; foreign keys; the positions that clients follow; and what the
rules derive: which release supersedes which, what stands and with how many deaths, from when until
when each edition held, what can be searched.`;

export function checkCommand(): Command {
  return new Command('check')
    .description('Look for what is wrong in the database; change nothing.')
    .option(
      '--files <folder>',
      'and whether the files that were imported are in it, by their hashes',
    )
    .addHelpText(
      'after',
      `${WHAT}

It reads all of the database, beside casus serve if need be; on the embedded engine answers wait.

  $ pnpm casus check
  $ pnpm casus check --files /archive/ucdp
  $ DATABASE_URL=postgres://localhost/casus pnpm casus check

Exits with 0 when all is sound, 1 when something is not.`,
    )
    .action(({ files }: { files?: string }) =>
      withDatabase(async (engine) => {
        const faults = await report(engine, files);
        if (faults.length > 0) process.exitCode = 1;
        if (faults.some(({ canMend }) => canMend)) {
          process.stdout.write('What is derived can be put right: casus doctor\n');
        }
      }),
    );
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'Look for what is wrong in the database, and mend what can be without losing anything.',
    )
    .option('--dry-run', 'say what would be mended, and mend nothing')
    .addHelpText(
      'after',
      `${WHAT}

What is derived of other rows is derived anew, counters are set forward, in one transaction. What
somebody said is never touched: rows that cannot be read, or name others that are not there, come
back with a backup or another import.

  $ pnpm casus doctor --dry-run
  $ pnpm casus doctor

Exits with 0 when all is sound in the end, 1 when something is not.`,
    )
    .action(({ dryRun }: { dryRun?: boolean }) =>
      withDatabase(async (engine, { operator }) => {
        const faults = await report(engine);
        if (faults.length === 0) return;
        const mendable = faults.filter(({ canMend }) => canMend);
        const names = mendable.map(({ check }) => check).join(', ');
        if (dryRun || mendable.length === 0) {
          process.exitCode = 1;
          process.stdout.write(
            mendable.length === 0
              ? 'None of it can be mended here.\n'
              : `Would be mended: ${names}.\n`,
          );
          return;
        }
        await orNothing(() => mendDatabase(engine, operator));
        process.stdout.write(`Mended: ${names}. Looking again.\n`);
        if ((await report(engine)).length > 0) process.exitCode = 1;
      }),
    );
}

/** Tells each finding as it comes; gives those that are faults. */
async function report({ db }: Engine, files?: string): Promise<Finding[]> {
  const faults: Finding[] = [];
  const findings = async function* () {
    yield* checkDatabase({ db });
    if (files !== undefined) yield await checkFiles(db, files);
  };
  for await (const finding of findings()) {
    const { check, outcome, detail } = finding;
    process.stdout.write(`${outcome.padEnd(12)} ${check}: ${detail}\n`);
    if (outcome === 'fault') faults.push(finding);
  }
  return faults;
}

async function withDatabase(
  task: (engine: Engine, config: Config) => Promise<void>,
): Promise<void> {
  const config = readConfig(process.env);
  const engine = await openEngine({ ...config, sharing: 'join', mustExist: true });
  try {
    await engine.refuseOtherVersions();
    await task(engine, config);
  } finally {
    await engine.close();
  }
}
