import type { Readable } from 'node:stream';
import { LineUnreadable } from '../csv/cells.ts';
import { checkHeader, readLines } from '../csv/rows.ts';
import type { Entry } from '../entry.ts';
import type { Reader, Reading } from '../reader.ts';
import type { Release } from '../release.ts';
import { GED_KEYS } from '../ucdp-ged/keys.ts';
import { UCDP } from '../ucdp/provider.ts';
import { checkVersion, versionInLines, withVersion } from '../ucdp/version-column.ts';
import { yearlyReleases } from '../ucdp/yearly.ts';
import { actorEntries } from './actors.ts';
import { episodeClaim, yearClaim } from './claims.ts';
import { PRIO_LAYOUT } from './columns.ts';
import { readConflictYear, type ConflictYear } from './row.ts';

const RELEASES = yearlyReleases({
  file: /^(?:ucdp[-_]?prio[-_]?)?(?:acd|armedconflict|ucdpprioconflict)[-_]?v?(\d{2})[-_.]?(\d)(?!\d)/i,
  name: 'UCDP/PRIO Armed Conflict Dataset',
  covers: 1946,
});

export const ucdpPrio: Reader = {
  name: 'ucdp-prio',
  description:
    'Import the UCDP/PRIO Armed Conflict Dataset: kind, intensity, start and end by year.',
  help: `
Conflicts meet those of UCDP's events by UCDP's number; of what both tell, this is taken: kind, what
it is over, start and end. Each year is a claim of its own, with the intensity in words, and so is
each active spell, with its days as precisely as they are known.

  $ pnpm casus import ucdp-prio ucdp-prio-acd-221.csv`,
  title: PRIO_LAYOUT.title,
  source: { series: 'ucdp:prio', ...UCDP },
  keys: { conflict: GED_KEYS.conflict, actor: GED_KEYS.actor },
  precedence: 110,
  releases: RELEASES,
  versionInLines: (beginning) => versionInLines(beginning, RELEASES.readVersion),
  flags: {},
  recognise: (bytes) => checkHeader(bytes, PRIO_LAYOUT),
  read: readConflicts,
};

const SPELLS_PER_GROUP = 100;

/**
 * Lines of a conflict come in any order; its last year says what it is, and its last spell when that
 * ended. So all lines are read before the first is given: some thousands, of all years since 1946.
 */
async function* readConflicts(bytes: Readable, release: Release): AsyncGenerator<Reading> {
  const last = new Map<string, ConflictYear>();
  const spells = new Map<string, ConflictYear>();
  const lines = new Map<string, number>();
  const years: { line: number; read: ConflictYear }[] = [];
  const readings = readLines(bytes, withVersion(PRIO_LAYOUT), (row, line) => {
    checkVersion(row, line, release, RELEASES.readVersion);
    const read = readConflictYear(row);
    const { key, year, episode } = read;
    const before = lines.get(`${key} ${year}`);
    if (before) throw new LineUnreadable(`${year} of the conflict stands on line ${before} too`);
    lines.set(`${key} ${year}`, line);
    if (year >= (last.get(key)?.year ?? 0)) last.set(key, read);
    const spell = `${key} ${episode.began.day}`;
    if (year >= (spells.get(spell)?.year ?? 0)) spells.set(spell, read);
    return { line, read };
  });
  for await (const reading of readings) {
    if ('outcome' in reading) yield reading;
    else years.push(reading);
  }
  const actors = actorEntries(years.flatMap(({ read }) => read.sides));
  const othersOf = ({ places, sides }: ConflictYear): Entry[] => [
    ...places,
    ...sides.flatMap(({ ids }) => ids.flatMap((id) => actors.get(id)!)),
  ];
  const given = new Set<string>();
  for (const { line, read } of years) {
    const claim = yearClaim(read, release);
    const latest = last.get(read.key)!;
    const entries: Entry[] = [...othersOf(read), ...othersOf(latest), latest.conflict].filter(
      ({ entity, row: { key: own } }) => {
        const isNew = !given.has(`${entity} ${own}`);
        given.add(`${entity} ${own}`);
        return isNew;
      },
    );
    const group = [...entries, claim];
    yield { outcome: 'read', line, subject: claim.row.key, group, flags: [] };
  }
  const rest = [...spells.values()].map((read) => episodeClaim(read, release));
  for (let from = 0; from < rest.length; from += SPELLS_PER_GROUP) {
    yield { outcome: 'shared', group: rest.slice(from, from + SPELLS_PER_GROUP) };
  }
}
