import type { Readable } from 'node:stream';
import { LineUnreadable } from '../csv/cells.ts';
import { checkHeader, readLines } from '../csv/rows.ts';
import type { Entry } from '../entry.ts';
import type { Reader, Reading } from '../reader.ts';
import { actorKey, GED_KEYS } from '../ucdp-ged/keys.ts';
import { UCDP } from '../ucdp/provider.ts';
import { yearlyReleases } from '../ucdp/yearly.ts';
import { ACTOR_LAYOUT } from './columns.ts';
import { readActor, type ActorRow } from './row.ts';

export const ucdpActor: Reader = {
  name: 'ucdp-actor',
  description: "Import UCDP's Actor dataset: names, splinters, factions, alliances, mergers.",
  help: `
Actors meet those of UCDP's events by UCDP's number. Names in full, in the original and later ones
are found by search; what an actor split off from, joined or was allied in, its page shows. UCDP
gives no dates of these. Who it already is by GED or the curated record stays as they have it.

  $ pnpm casus import ucdp-actor ucdp-actor-221.csv`,
  title: ACTOR_LAYOUT.title,
  source: { series: 'ucdp:actor', ...UCDP },
  keys: { actor: GED_KEYS.actor },
  precedence: 90,
  releases: yearlyReleases({
    file: /^(?:ucdp[-_]?)?actor[-_]?v?(\d{2})[-_.]?(\d)(?!\d)/i,
    name: 'UCDP Actor Dataset',
    covers: null,
  }),
  flags: {},
  recognise: (bytes) => checkHeader(bytes, ACTOR_LAYOUT),
  read: readActors,
};

const ACTORS_PER_GROUP = 200;

async function* readActors(bytes: Readable): AsyncGenerator<Reading> {
  const seen = new Map<number, ActorRow>();
  yield* readLines(bytes, ACTOR_LAYOUT, (row, line) => {
    const read = readActor(row);
    const id = Number(row.actorid);
    if (seen.has(id)) throw new LineUnreadable(`actor ${id} stands on an earlier line too`);
    seen.set(id, read);
    return { outcome: 'read', line, subject: read.actor.row.key, group: [read.actor], flags: [] };
  });
  yield* related(seen);
}

/** Relations come when all actors have: some lead to actors that only a cell names. */
function* related(actors: ReadonlyMap<number, ActorRow>): Generator<Reading> {
  let group: Entry[] = [];
  for (const { actor, relations } of actors.values()) {
    if (relations.length === 0) continue;
    for (const { id, name } of relations) {
      if (!actors.has(id)) group.push(unlisted(id, name));
    }
    const alsoRelations = relations.map(({ kind, id }) => ({ kind, otherKey: actorKey(id) }));
    group.push({ ...actor, alsoRelations });
    if (group.length < ACTORS_PER_GROUP) continue;
    yield { outcome: 'shared', group };
    group = [];
  }
  if (group.length > 0) yield { outcome: 'shared', group };
}

/** An actor that a line refers to and no line describes. */
function unlisted(id: number, name: string | null): Entry {
  return {
    entity: 'actor',
    row: { key: actorKey(id), name: name ?? `UCDP actor ${id}`, kind: 'ARMED_GROUP' },
    externalIds: [{ scheme: 'UCDP_ACTOR', value: String(id) }],
  };
}
