import { readRecordFolder } from '@casus/ingest/record/read';
import { Command } from 'commander';
import { readConfig } from '../config.ts';
import { loadRecord, RECORD_FOLDER } from './load-record.ts';
import { waitingFor, waitOption } from './waiting.ts';
import { writeAtOnce } from './writing.ts';

export function recordCommand(): Command {
  const command = new Command('record').description(
    'Check or load the curated record (YAML files).',
  );
  command
    .command('check')
    .description('Read the record and list every fault with its file, line and field.')
    .argument('[folder]', 'the folder of the record', RECORD_FOLDER)
    .addHelpText('after', '\n  $ pnpm casus record check\n\nExits with 1 when there is a fault.')
    .action(async (folder: string) => {
      const { entries, names } = await readRecordFolder(folder);
      const kinds = [...entries.map(({ entity }) => entity), ...names.map(() => 'common name')];
      process.stdout.write(`The record is sound: ${countsOf(kinds)}.\n`);
    });
  command
    .command('load')
    .description('Bring the database up to the record: all of it or nothing.')
    .argument('[folder]', 'the folder of the record', RECORD_FOLDER)
    .addOption(waitOption())
    .addHelpText('after', '\n  $ pnpm casus record load')
    .action(async (folder: string, { wait }: { wait?: number }) => {
      const config = readConfig(process.env);
      const outcomes = await writeAtOnce(
        config,
        (db) => loadRecord({ db }, folder, config.operator),
        { waiting: waitingFor(wait) },
      );
      process.stdout.write(`${countsOf([...outcomes.values()])}.\n`);
    });
  return command;
}

function countsOf(words: readonly string[]): string {
  return [...Map.groupBy(words, (word) => word)]
    .map(([word, { length }]) => `${length} ${word}`)
    .join(', ');
}
