#!/usr/bin/env node
import { sha256 } from '@casus/contract';
import { buildSchema } from 'graphql';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { documentsIn } from './documents.ts';
import { examine, type Examination, type Finding } from './examine.ts';
import { contractOf, ServerSilent } from './server.ts';

const HELP = `casus-client doctor [--url URL] [--json] FILES AND FOLDERS…

Holds your GraphQL documents against the contract of Casus that came with this release of
@casus/client, and with --url also against the one that a server has today. It tells what would be
refused, and what is deprecated, with the day until which it stays.

It reads .graphql and .gql, what stands in gql\`…\` and graphql\`…\` in code, \`\`\`graphql in Markdown,
and """query …""" in Python. Nothing is sent to the server but a question for its schema.

  --url URL   the endpoint, such as http://localhost:4000/graphql
  --json      the findings as JSON, for programs
  --help      this text

Ends with
  0   all documents are answered (some may use what is deprecated)
  1   some would be refused
  2   it was called wrongly, or a file can't be read
  3   the server does not answer

Examples
  npx @casus/client doctor src
  npx @casus/client doctor --url https://casus.example/graphql queries/*.graphql`;

const WRONG_CALL = 2;
const NO_SERVER = 3;

interface Report extends Examination {
  contract: string;
  sha256: string | null;
}

async function main(): Promise<number> {
  let called;
  try {
    called = parseArgs({
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return wrong((error as Error).message);
  }
  const { values, positionals } = called;
  const [command, ...paths] = positionals;
  if (values.help || (command === undefined && !values.url)) {
    say(HELP);
    return values.help ? 0 : WRONG_CALL;
  }
  if (command !== 'doctor') return wrong(`There is no command ${command}; there is doctor.`);
  if (paths.length === 0) return wrong('Name files or folders with your documents.');

  let written;
  try {
    written = await documentsIn(paths);
  } catch (error) {
    return wrong((error as Error).message);
  }
  if (written.length === 0) return wrong(`There is no GraphQL in ${paths.join(', ')}.`);

  const shipped = await readFile(
    fileURLToPath(import.meta.resolve('@casus/contract/schema.graphql')),
    'utf8',
  );
  const reports: Report[] = [
    {
      contract: 'the contract of this release',
      sha256,
      ...examine(buildSchema(shipped), written),
    },
  ];
  if (values.url) {
    try {
      const served = await contractOf(values.url);
      reports.push({
        contract: values.url,
        sha256: served.sha256,
        ...examine(served.schema, written),
      });
    } catch (error) {
      if (!(error instanceof ServerSilent)) throw error;
      complain(error.message);
      return NO_SERVER;
    }
  }
  say(values.json ? JSON.stringify(reports, null, 2) : reports.map(reportText).join('\n\n'));
  return reports.some(({ broken }) => broken.length > 0) ? 1 : 0;
}

const say = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);

function wrong(message: string): number {
  complain(`${message}\nSee casus-client --help.`);
  return WRONG_CALL;
}

function reportText({ contract, sha256: own, operations, broken, deprecated }: Report): string {
  return [
    `Against ${contract} (${own ?? 'which does not say its SHA-256'}):`,
    ...broken.map((finding) => `  broken      ${line(finding)}`),
    ...deprecated.map((finding) => `  deprecated  ${line(finding)}`),
    `  ${operations} operations: ${broken.length} broken, ${deprecated.length} deprecated.`,
  ].join('\n');
}

const line = ({ file, line, in: name, message }: Finding): string =>
  `${file}:${line}${name ? ` ${name}` : ''}: ${message}`;

process.exitCode = await main();
