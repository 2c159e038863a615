import type { Readable } from 'node:stream';
import { LineUnreadable } from '../csv/cells.ts';
import { checkHeader, readLines } from '../csv/rows.ts';
import type { LookUp } from '../look-up.ts';
import type { Reader, Reading } from '../reader.ts';
import type { Release } from '../release.ts';
import { CLAIMS_LAYOUT, TEMPLATE } from './columns.ts';
import { claimEntries } from './entries.ts';
import { claimKey, PROVIDER_KEY, SERIES } from './keys.ts';
import { readLine, type ClaimLine } from './line.ts';
import { readReferences, type References } from './references.ts';

export const claims: Reader = {
  name: 'claims',
  description: 'Import your own sheet of claims: who said what of an event, a conflict or a place.',
  help: `
A line is a claim: what it is about, what it counts, who says so, through whom, in which report
and when. Events, conflicts and places have to be here already; actors that are not become known.
The first line names the columns; --template prints one to fill in, with what each column holds.
A sheet is known by its file's name: import it again when you have corrected it, and what it says
now takes the place of what it said.

  $ pnpm casus import claims --template > my-claims.csv
  $ pnpm casus import claims my-claims.csv --dry-run
  $ pnpm casus import claims my-claims.csv`,
  template: TEMPLATE,
  title: CLAIMS_LAYOUT.title,
  source: {
    series: SERIES,
    provider: { key: PROVIDER_KEY, slug: 'sheets-of-claims', name: 'Sheets of claims' },
    licence: "its author's to say",
    url: null,
  },
  keys: {},
  precedence: 0,
  releases: {
    example: 'my-claims',
    form: 'a name for the sheet of letters, digits, dots and hyphens, like my-claims',
    versionIn: (fileName) => sheetName(fileName.replace(/\.[a-z]+$/i, '')),
    readVersion: sheetName,
    schedule: () => ({ released: null, coverage: null }),
    describe: (sheet) => ({ name: 'Sheet of claims', citation: `Sheet of claims “${sheet}”.` }),
  },
  flags: {},
  recognise: (bytes) => checkHeader(bytes, CLAIMS_LAYOUT),
  read: readClaims,
};

/** The names in so many lines are looked up at once. */
const LINES_AT_A_TIME = 200;

function sheetName(text: string): string | null {
  const name = text
    .trim()
    .replace(/[^\p{L}\p{N}.-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return name || null;
}

type Rejected = Extract<Reading, { outcome: 'rejected' }>;

interface Read {
  outcome: 'line';
  line: number;
  claim: ClaimLine;
}

async function* readClaims(
  bytes: Readable,
  release: Release,
  lookUp: LookUp,
): AsyncGenerator<Reading> {
  const lineOfKey = new Map<string, number>();
  let waiting: (Read | Rejected)[] = [];
  const lines = readLines(bytes, CLAIMS_LAYOUT, (row, line): Read => {
    const claim = readLine(row);
    const key = claimKey(release.version, claim);
    const before = lineOfKey.get(key);
    if (before !== undefined) {
      throw new LineUnreadable(
        claim.id
          ? `column “id”: “${claim.id}” is the id of line ${before}; give this line another`
          : `it says the same of the same as line ${before}, by the same claimant at the same time; drop one, or give each an id`,
      );
    }
    lineOfKey.set(key, line);
    return { outcome: 'line', line, claim };
  });
  // What is rejected waits with the rest: whoever corrects a sheet goes through it from above.
  for await (const read of lines) {
    waiting.push(read);
    if (waiting.length < LINES_AT_A_TIME) continue;
    yield* found(waiting, release, lookUp);
    waiting = [];
  }
  yield* found(waiting, release, lookUp);
}

async function* found(lines: readonly (Read | Rejected)[], release: Release, lookUp: LookUp) {
  const references = await readReferences(
    lines.flatMap((line) => (line.outcome === 'line' ? [line.claim] : [])),
    lookUp,
  );
  for (const line of lines) {
    yield line.outcome === 'line' ? readingOf(line, references, release) : line;
  }
}

function readingOf(
  { line, claim: given }: Read,
  references: References,
  release: Release,
): Reading {
  try {
    const { claim, group } = claimEntries(given, references, release);
    return { outcome: 'read', line, subject: claim.row.key, group, flags: [] };
  } catch (error) {
    if (!(error instanceof LineUnreadable)) throw error;
    return { outcome: 'rejected', line, reason: error.message };
  }
}
