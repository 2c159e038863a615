import type { Layout, Row } from '../csv/layout.ts';
import { checkHeader, readLines } from '../csv/rows.ts';
import type { Reader } from '../reader.ts';
import { GED_KEYS } from '../ucdp-ged/keys.ts';
import { readingOf, type DyadYear } from './dyad-year.ts';
import { UCDP } from './provider.ts';
import { checkVersion, versionInLines, withVersion } from './version-column.ts';
import { yearlyReleases } from './yearly.ts';

interface DyadYears<Column extends string> extends Pick<Reader, 'name' | 'description'> {
  layout: Layout<Column>;
  /** A file as UCDP calls it, for the help. */
  example: string;
  series: string;
  /** The dataset's own name, and its year and number in the name of a file. */
  dataset: { name: string; file: RegExp };
  /** @throws LineUnreadable */
  readRow: (row: Row<Column>) => DyadYear;
}

/** The reader of one of UCDP's yearly tables of deaths by dyad and year. */
export function dyadYearReader<Column extends string>({
  name,
  description,
  layout,
  example,
  series,
  dataset,
  readRow,
}: DyadYears<Column>): Reader {
  const releases = yearlyReleases({ ...dataset, covers: 1989 });
  const { readVersion } = releases;
  return {
    name,
    description,
    help: `
Deaths are claims on the conflict, one for each dyad and year; no sum over events counts them.
Conflicts, dyads and actors meet those of UCDP's events by UCDP's numbers.

  $ pnpm casus import ${name} ${example}`,
    title: layout.title,
    source: { series, ...UCDP },
    keys: { conflict: GED_KEYS.conflict, dyad: GED_KEYS.dyad, actor: GED_KEYS.actor },
    precedence: 80,
    releases,
    versionInLines: (beginning) => versionInLines(beginning, readVersion),
    flags: { LOW_BEST_HIGH_DISORDERED: 'break low ≤ best ≤ high' },
    recognise: (bytes) => checkHeader(bytes, layout),
    read: (bytes, release) => {
      const seen = new Map<string, number>();
      return readLines(bytes, withVersion(layout), (row, line) => {
        checkVersion(row, line, release, readVersion);
        return readingOf(readRow(row), line, release, seen);
      });
    },
  };
}
