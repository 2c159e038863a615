import type { Readable } from 'node:stream';
import { LineUnreadable } from '../csv/cells.ts';
import type { Entry } from '../entry.ts';
import type { Reader, Reading } from '../reader.ts';
import type { Release } from '../release.ts';
import { GED_LAYOUT } from './columns.ts';
import { GED_KEYS } from './keys.ts';
import { UCDP } from '../ucdp/provider.ts';
import { GED_RELEASES } from './release.ts';
import { readRow } from './row.ts';
import { nextPage, readRows, recognise } from './rows.ts';

export const ucdpGed: Reader = {
  name: 'ucdp-ged',
  description: "Import UCDP's Georeferenced Event Dataset or its candidate events, any release.",
  help: `
Events come with their conflicts, dyads, actors and places, and each with UCDP's claim of
the dead: who told it, who published it, and UCDP, which settled it. The release's date is
when UCDP made the claim. Without --released it follows from the version: a yearly 22.1
came out within 2022, 21.01.21.12 (January to December 2021) in January 2022. Pages of UCDP's
API (JSON, 1,000 events each at most) go in one after another, and by address all that follow
the one that is given; they are an extract unless all of the pages are there, for all events.

  $ pnpm casus import ucdp-ged GEDEvent_v21_01_21_12.csv
  $ pnpm casus import ucdp-ged ged251-csv.zip
  $ pnpm casus import ucdp-ged https://ucdp.uu.se/downloads/candidateged/GEDEvent_v26_0_7.csv
  $ pnpm casus import ucdp-ged 'https://ucdpapi.pcr.uu.se/api/gedevents/26.0.7?pagesize=1000&page=0' --token TOKEN
  $ cat page-*.json | pnpm casus import ucdp-ged - --version 25.1
  $ pnpm casus import ucdp-ged my-extract.csv --extract --version 22.1 --released 2022-06-16
  $ curl -s https://example.org/ged.csv | pnpm casus import ucdp-ged - --version 26.0.3`,
  title: GED_LAYOUT.title,
  source: { series: 'ucdp:ged', ...UCDP, sumsDeaths: true },
  keys: GED_KEYS,
  precedence: 100,
  releases: GED_RELEASES,
  api: { tokenHeader: 'x-ucdp-access-token', nextPage },
  flags: {
    LOW_BEST_HIGH_DISORDERED: 'break low ≤ best ≤ high',
    BEST_NOT_SUM_OF_PARTS: 'with a best estimate that is not the sum of its parts',
    DATE_PRECISION_OUTSIDE_CODEBOOK: 'with a date precision outside the codebook',
    LOCATION_PRECISION_OUTSIDE_CODEBOOK: 'with a location precision outside the codebook',
    VIOLENCE_OUTSIDE_CODEBOOK: 'with a type of violence outside the codebook',
    BEGINS_OUTSIDE_DATASET_YEAR: 'begin in another year than that of their row',
    ENDS_AFTER_DATASET_YEAR: 'end after the year of their row',
    DATED_AFTER_RELEASE: 'end after the release came out',
    SOURCES_UNREADABLE: 'with sources that cannot be told apart',
    SIDE_AND_PLACE_DISAGREE: 'with all the dead of one state in the country of the other',
  },
  recognise,
  read: readEvents,
};

/** Reports are the one kind of entity that grows with the file: met again later, one is given again. */
const REPORTS_REMEMBERED = 20_000;
const CONFLICTS_PER_GROUP = 200;

/**
 * Any release since 17.1. What many lines share (a conflict, an actor, a place) comes with the first
 * of them alone, so the first line's wording holds; the parties and places of a conflict, which only
 * the whole file tells, come at its end, and beside those of other releases: none covers all years.
 */
async function* readEvents(bytes: Readable, release: Release): AsyncGenerator<Reading> {
  const shared = new SharedEntities();
  const ids = new Set<number>();
  const conflicts = new Map<string, ConflictSoFar>();
  yield* readRows(bytes, (row, line) => {
    const { id, event, conflict, group } = readRow(row, release);
    if (ids.has(id)) throw new LineUnreadable(`event ${id} stands on an earlier line too`);
    ids.add(id);
    remember(conflicts, conflict, event);
    const flags = (event.row.qualityFlags ?? []).map(({ kind }) => kind);
    return {
      outcome: 'read',
      line,
      subject: event.row.key,
      group: group.filter((entry) => shared.isNew(entry)),
      flags,
    };
  });
  yield* wholeConflicts(conflicts);
}

/** Which of the entities that lines share have been given already. */
class SharedEntities {
  readonly #lasting = new Set<string>();
  readonly #reports = new Set<string>();

  isNew({ entity, row }: Entry): boolean {
    if (entity === 'event' || entity === 'claim') return true;
    const keys = entity === 'report' ? this.#reports : this.#lasting;
    if (keys.has(row.key)) return false;
    if (keys === this.#reports && keys.size >= REPORTS_REMEMBERED) keys.clear();
    keys.add(row.key);
    return true;
  }
}

interface ConflictSoFar {
  entry: Extract<Entry, { entity: 'conflict' }>;
  parties: Map<string, { actorKey: string; side: 'A' | 'B' }>;
  places: Set<string>;
}

function remember(
  conflicts: Map<string, ConflictSoFar>,
  entry: ConflictSoFar['entry'],
  { row, participants = [] }: Extract<Entry, { entity: 'event' }>,
): void {
  let conflict = conflicts.get(entry.row.key);
  if (!conflict) {
    conflict = { entry, parties: new Map(), places: new Set() };
    conflicts.set(entry.row.key, conflict);
  }
  for (const [index, { actorKey }] of participants.entries()) {
    const side = index === 0 ? 'A' : 'B';
    conflict.parties.set(`${side} ${actorKey}`, { actorKey, side });
  }
  if (row.countryKey) conflict.places.add(row.countryKey);
}

function* wholeConflicts(conflicts: Map<string, ConflictSoFar>): Generator<Reading> {
  let group: Entry[] = [];
  for (const { entry, parties, places } of conflicts.values()) {
    group.push({
      ...entry,
      alsoParties: [...parties.values()],
      alsoPlaces: [...places].map((placeKey) => ({ placeKey })),
    });
    if (group.length === CONFLICTS_PER_GROUP) {
      yield { outcome: 'shared', group };
      group = [];
    }
  }
  if (group.length > 0) yield { outcome: 'shared', group };
}
