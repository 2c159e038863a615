import { sql } from 'drizzle-orm';
import { eventsAt, participantsAt, releaseAt } from '../events/described.ts';
import { joinedStandingAt, type JoinedStanding } from '../events/standing.ts';
import { eventOrder, eventsWhere, type EventFilter, type EventOrder } from '../entities/event.ts';
import { namesIn } from './names.ts';
import type { Store } from '../open.ts';
import {
  itemsOf,
  listed,
  listOf,
  ownCopy,
  partsIn,
  partsOf,
  readInBatches,
  type TextRow,
} from './stream.ts';
import { actors } from '../tables/actor.ts';
import { conflicts, dyads } from '../tables/conflict.ts';
import { events } from '../tables/event.ts';
import { externalIds } from '../tables/external-id.ts';
import { places } from '../tables/place.ts';

/** Which events to read, in what order, as of when; null for the latest of everything. */
export interface EventList {
  filter: EventFilter;
  orderBy: EventOrder;
  asOf: string | null;
}

function fieldsOf({ low, best, high, split }: JoinedStanding, asOf: string | null) {
  return {
    key: events.key,
    slug: sql`coalesce(${events.slug}, ${events.key})`,
    name: events.name,
    kind: events.kind,
    violence: events.violence,
    summary: events.summary,
    earliest: events.earliest,
    latest: events.latest,
    precision: events.precision,
    edtf: events.edtf,
    zone: events.zone,
    placeKey: events.placeKey,
    countryKey: events.countryKey,
    latitude: events.latitude,
    longitude: events.longitude,
    locationPrecision: events.locationPrecision,
    locationDescription: events.locationDescription,
    conflictKey: events.conflictKey,
    dyadKey: events.dyadKey,
    partOfKey: events.partOfKey,
    withdrawnAt:
      asOf === null
        ? events.withdrawnAt
        : sql`case when ${events.withdrawnAt} <= ${asOf} then ${events.withdrawnAt} end`,
    datasetKey: releaseAt(asOf),
    deathsLow: low,
    deathsBest: best,
    deathsHigh: high,
    deathsSideA: split.sideA,
    deathsSideB: split.sideB,
    deathsCivilians: split.civilians,
    deathsUnknown: split.unknown,
    clarity: events.clarity,
    sourceCount: events.sourceCount,
    reviewStatus: events.reviewStatus,
    // Most rows have none; taking apart an empty list costs more than seeing that it is.
    qualityFlags: sql`case when ${events.qualityFlags} <> '[]' then ${listOf(
      sql`flag->>'kind' || ': ' || (flag->>'note')`,
      sql`from jsonb_array_elements(${events.qualityFlags}) as flag`,
    )} end`,
    externalIds: listOf(
      sql`${externalIds.value}`,
      sql`from ${externalIds} where ${externalIds.entityKey} = ${events.key}
        and ${externalIds.scheme} = 'UCDP_EVENT' order by ${externalIds.value}`,
    ),
    participants: participantsAt(asOf, (role, actorKey, from) =>
      listOf(partsIn(role, actorKey), from),
    ),
  };
}

const FIELDS = Object.keys(fieldsOf(joinedStandingAt(null), null)) as (keyof ReturnType<
  typeof fieldsOf
>)[];

/** What a row of an event tells, in its order; names follow the keys they belong to at the end. */
export const EVENT_CELLS = [
  ...FIELDS,
  'participantKeys',
  'participantNames',
  'conflictName',
  'dyadName',
  'placeName',
  'countryName',
  'countryCode',
] as const;

export type EventCell = (typeof EVENT_CELLS)[number];

const SIDES_KEPT = 10_000;

/** Whole events in batches, with the names of what they refer to. Inside `atOneMoment`. */
export async function* eventRows(
  store: Pick<Store, 'name' | 'db'>,
  { filter, orderBy, asOf }: EventList,
): AsyncGenerator<TextRow[]> {
  const { db } = store;
  const conflictNames = namesIn(db, conflicts, { name: conflicts.name });
  const dyadNames = namesIn(db, dyads, { name: dyads.name });
  const actorNames = namesIn(db, actors, { name: actors.name });
  const placeNames = namesIn(db, places, { name: places.name, code: places.countryCode });
  const [conflict, dyad, place, country, participants] = (
    ['conflictKey', 'dyadKey', 'placeKey', 'countryKey', 'participants'] as const
  ).map((name) => FIELDS.indexOf(name)) as [number, number, number, number, number];

  const standing = joinedStandingAt(asOf);
  const batches = readInBatches(store, {
    fields: fieldsOf(standing, asOf),
    from: sql`${eventsAt(asOf)} ${standing.join} ${standing.split.join}`,
    where: eventsWhere(filter, asOf, standing),
    order: eventOrder(orderBy, asOf, standing),
    key: events.key,
  });
  // The same few sides fight thousands of times; their names are put together once.
  const sides = new Map<string, { keys: string; names: string }>();
  for await (const rows of batches) {
    if (sides.size > SIDES_KEPT) sides.clear();
    const unknown = new Set<string>();
    for (const row of rows) if (!sides.has(row[participants]!)) unknown.add(row[participants]!);
    const parties = new Map([...unknown].map((text) => [text, itemsOf(text).map(partsOf)]));
    await actorNames.learn([...parties.values()].flat().map(([, actor]) => actor!));
    for (const [text, each] of parties) {
      sides.set(ownCopy(text), {
        keys: listed(each.map(([, actor]) => actor!)),
        names: listed(each.map(([role, actor]) => `${role}: ${actorNames.of(actor!)!.name}`)),
      });
    }
    await conflictNames.learn(rows.map((row) => row[conflict]!));
    await dyadNames.learn(rows.map((row) => row[dyad]!));
    await placeNames.learn(rows.map((row) => row[place]!));
    await placeNames.learn(rows.map((row) => row[country]!));
    for (const row of rows) {
      const { keys, names } = sides.get(row[participants]!)!;
      const inCountry = placeNames.of(row[country]!);
      row.push(
        keys,
        names,
        conflictNames.of(row[conflict]!)?.name ?? '',
        dyadNames.of(row[dyad]!)?.name ?? '',
        placeNames.of(row[place]!)?.name ?? '',
        inCountry?.name ?? '',
        inCountry?.code ?? '',
      );
    }
    yield rows;
  }
}
