import type { ConflictKind, Violence } from '@casus/store/vocabulary';
import { count, integer, LineUnreadable } from '../csv/cells.ts';
import type { Entry } from '../entry.ts';
import type { Reading } from '../reader.ts';
import { assertedBy, type Release } from '../release.ts';
import { readTime } from '../time.ts';
import { actorKey, conflictKey, dyadKey, PROVIDER_KEY } from '../ucdp-ged/keys.ts';

/** How many died in the fighting of a dyad in a year, as a line of UCDP's yearly datasets has it. */
export interface DyadYear {
  /** Of the dataset's keys: `brd`. */
  dataset: string;
  conflict: { id: number; name: string; kind: ConflictKind | null; violence: Violence };
  dyad: number;
  sides: { a: Party; b: Party };
  year: number;
  deaths: { low: number; best: number; high: number };
  population: 'ALL' | 'CIVILIANS';
  /** Whose deaths they are, after the number: `in battle between A and B`. */
  words: string;
}

interface Party {
  id: number;
  name: string;
  kind: 'GOVERNMENT' | 'ARMED_GROUP' | 'CIVILIANS';
}

/** Civilians as the target of one-sided violence, who are one actor of UCDP's. */
export const CIVILIANS: Party = { id: 1, name: 'Civilians', kind: 'CIVILIANS' };

/** The columns of deaths, which UCDP names in two ways. */
export function readDeaths<Column extends string>(
  row: Readonly<Record<Column, string>>,
  [low, best, high]: readonly [Column, Column, Column],
): DyadYear['deaths'] {
  return { low: count(row, low), best: count(row, best), high: count(row, high) };
}

/** One party's number and name; a list of several is one that they form together. */
export function readParty<Column extends string>(
  row: Readonly<Record<Column, string>>,
  id: Column,
  given: string,
): Party {
  const name = given.trim() || `UCDP actor ${row[id]}`;
  const kind = name.startsWith('Government of ') ? 'GOVERNMENT' : 'ARMED_GROUP';
  return { id: integer(row, id, Number.MAX_SAFE_INTEGER), name, kind };
}

/**
 * The claim of a dyad in a year, about its conflict: never one of an event, so that no sum over events
 * counts it again.
 */
export function readingOf(
  read: DyadYear,
  line: number,
  release: Release,
  seen: Map<string, number>,
): Reading {
  const { dataset, conflict, dyad, sides, year, deaths, population, words } = read;
  const before = seen.get(`${dyad} ${year}`);
  if (before) throw new LineUnreadable(`dyad ${dyad} in ${year} stands on line ${before} too`);
  seen.set(`${dyad} ${year}`, line);
  const { low, best, high } = deaths;
  const ofConflict = conflictKey(conflict.id);
  const period = readTime({ date: String(year) });
  const claim: Extract<Entry, { entity: 'claim' }> = {
    entity: 'claim',
    row: {
      key: `ucdp:${dataset}:${dyad}/${year}@${release.version}`,
      kind: 'FIGURE',
      metric: 'DEATHS',
      population,
      low,
      best,
      high,
      quantifier: 'EXACT',
      periodEarliest: period.earliest,
      periodLatest: period.latest,
      periodPrecision: period.precision,
      periodEdtf: period.edtf,
      dyadKey: dyadKey(dyad),
      stance: 'ASSERTS',
      rank: 'NORMAL',
      summary: `${best} ${best === 1 ? 'death' : 'deaths'} in ${year} ${words}, by UCDP's best estimate (low ${low}, high ${high}).`,
      ...assertedBy(release),
      claimantKey: PROVIDER_KEY,
      subjectConflictKey: ofConflict,
      conflictKey: ofConflict,
    },
    attribution: [{ position: 1, role: 'CLAIMANT', actorKey: PROVIDER_KEY }],
  };
  const parties = [sides.a, sides.b];
  const group: Entry[] = [
    ...parties.map(({ id, name, kind }): Entry => ({
      entity: 'actor',
      row: { key: actorKey(id), name, kind },
      externalIds: [{ scheme: 'UCDP_ACTOR', value: String(id) }],
    })),
    {
      entity: 'conflict',
      row: {
        key: ofConflict,
        name: conflict.name,
        kind: conflict.kind,
        violence: conflict.violence,
      },
      externalIds: [{ scheme: 'UCDP_CONFLICT', value: String(conflict.id) }],
      alsoParties: parties.map(({ id }, index) => ({
        actorKey: actorKey(id),
        side: index === 0 ? 'A' : 'B',
      })),
    },
    {
      entity: 'dyad',
      row: {
        key: dyadKey(dyad),
        name: parties.map(({ name }) => name).join(' - '),
        conflictKey: ofConflict,
        sideAKey: actorKey(sides.a.id),
        sideBKey: actorKey(sides.b.id),
      },
      externalIds: [{ scheme: 'UCDP_DYAD', value: String(dyad) }],
    },
    claim,
  ];
  const disordered = low > best || best > high;
  return {
    outcome: 'read',
    line,
    subject: claim.row.key,
    group,
    flags: disordered ? ['LOW_BEST_HIGH_DISORDERED'] : [],
  };
}
