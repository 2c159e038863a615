import { and, asc, eq, lte, sql } from 'drizzle-orm';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../engines/database.ts';
import { isAny } from '../reading/loaders.ts';
import { claims } from '../tables/claim.ts';
import { datasets } from '../tables/dataset.ts';
import {
  eventEditions,
  eventParticipants,
  events,
  type EditionParticipant,
} from '../tables/event.ts';
import { recordChange } from '../writing/change.ts';

export type Edition = Omit<typeof eventEditions.$inferSelect, 'validFrom' | 'validUntil'>;

const DESCRIBED = [
  'name',
  'kind',
  'violence',
  'summary',
  'earliest',
  'latest',
  'precision',
  'edtf',
  'zone',
  'placeKey',
  'countryKey',
  'latitude',
  'longitude',
  'locationPrecision',
  'locationDescription',
  'conflictKey',
  'dyadKey',
  'clarity',
  'sourceCount',
  'reviewStatus',
  'qualityFlags',
] as const satisfies (keyof Edition & keyof typeof events.$inferSelect)[];

/** An event as an issue of a release describes it. */
export interface DescribedEvent extends Edition {
  /** Who wrote the event's row. */
  source: string;
}

/** Events as their rows describe them; those that no release describes are left out. */
export async function describedEvents(
  db: Database,
  keys: readonly string[],
): Promise<Map<string, DescribedEvent>> {
  if (keys.length === 0) return new Map();
  const rows = await db.select().from(events).where(isAny(events.key, keys));
  const imported = rows.filter(({ datasetKey }) => datasetKey !== null);
  if (imported.length === 0) return new Map();
  const parts = await db
    .select()
    .from(eventParticipants)
    .where(isAny(eventParticipants.eventKey, keys))
    .orderBy(asc(eventParticipants.position));
  const participants = Map.groupBy(parts, ({ eventKey }) => eventKey);
  return new Map(
    imported.map((row) => [
      row.key,
      {
        ...editionOf(
          { eventKey: row.key, releaseKey: row.datasetKey!, issue: row.issue },
          row,
          participants.get(row.key) ?? [],
        ),
        source: row.source,
      },
    ]),
  );
}

/** What a release's row says of an event, in the columns of an edition. */
export function editionOf(
  by: Pick<Edition, 'eventKey' | 'releaseKey' | 'issue'>,
  row: Partial<typeof events.$inferInsert>,
  participants: readonly EditionParticipant[],
): Edition {
  const described = Object.fromEntries(DESCRIBED.map((column) => [column, row[column] ?? null]));
  return {
    ...by,
    ...(described as Pick<Edition, (typeof DESCRIBED)[number]>),
    qualityFlags: row.qualityFlags ?? [],
    participants: participants.map(({ actorKey, role }) => ({ actorKey, role })),
  };
}

/** Whether two editions say the same of the event itself. */
export function saySame(one: Edition, other: Edition): boolean {
  return [...DESCRIBED, 'participants' as const].every((column) =>
    isDeepStrictEqual(one[column], other[column]),
  );
}

/** A release's word for an event, and which issue says it, in the order of releases. */
interface Mention {
  eventKey: string;
  releaseKey: string;
  issue: number;
}

const isSame = (one: Mention, other: Mention) =>
  one.releaseKey === other.releaseKey && one.issue === other.issue;

/**
 * Keeps the words of releases that others have taken the place of: what an event's row said before it
 * was overwritten, and what a release says that came out before the row's. An edition is stored where
 * the next release that speaks of the event says something else, in whatever order they come.
 */
export async function keepEditions(
  db: Database,
  before: ReadonlyMap<string, DescribedEvent>,
  { overwritten, outdated }: { overwritten: readonly string[]; outdated: readonly Edition[] },
): Promise<void> {
  const after = await describedEvents(
    db,
    overwritten.filter((key) => before.has(key)),
  );
  const kept: Edition[] = [];
  for (const [key, now] of after) {
    const { source: _, ...old } = before.get(key)!;
    if (!isSame(old, now) && !saySame(old, now)) kept.push(old);
  }
  kept.push(...(await lateEditions(db, before, outdated)));
  if (kept.length === 0) return;
  await db
    .insert(eventEditions)
    .values(kept)
    .onConflictDoUpdate({
      target: [eventEditions.eventKey, eventEditions.releaseKey, eventEditions.issue],
      set: Object.fromEntries(
        [...DESCRIBED, 'participants' as const].map((column) => [
          column,
          sql.raw(`excluded."${eventEditions[column].name}"`),
        ]),
      ),
    });
  await recordChange(
    db,
    events,
    kept.map(({ eventKey }) => eventKey),
  );
}

async function lateEditions(
  db: Database,
  before: ReadonlyMap<string, DescribedEvent>,
  outdated: readonly Edition[],
): Promise<Edition[]> {
  const keys = outdated.map(({ eventKey }) => eventKey);
  if (keys.length === 0) return [];
  const stored = Map.groupBy(
    await db.select().from(eventEditions).where(isAny(eventEditions.eventKey, keys)),
    ({ eventKey }) => eventKey,
  );
  const mentions = await mentionsOf(db, keys);
  return outdated.flatMap((late) => {
    const { source: _, ...row } = before.get(late.eventKey)!;
    const editions = stored.get(late.eventKey) ?? [];
    const chain = mentions.get(late.eventKey) ?? [];
    const storedFor = (mention: Mention) => editions.find((each) => isSame(each, mention));
    const place = chain.findIndex((mention) => isSame(mention, late));
    const next = chain.slice(place + 1).flatMap((mention) => storedFor(mention) ?? [])[0] ?? row;
    if (storedFor(late) || saySame(late, next)) return [];
    const previous = chain[place - 1];
    // What stood without an edition said what the next one says, which is this one's now.
    const separated = previous && !storedFor(previous) ? [{ ...next, ...previous }] : [];
    return [late, ...separated];
  });
}

/**
 * The issues that speak of events, by event, in the order in which their releases came out; as of a
 * moment, those that had spoken by then.
 */
async function mentionsOf(
  db: Database,
  keys: readonly string[],
  asOf: string | null = null,
): Promise<Map<string, Mention[]>> {
  const rows = await db
    .selectDistinct({
      eventKey: claims.subjectEventKey,
      releaseKey: claims.releaseKey,
      issue: claims.issue,
      latest: datasets.releasedLatest,
      earliest: datasets.releasedEarliest,
    })
    .from(claims)
    .innerJoin(datasets, eq(datasets.key, claims.releaseKey))
    .where(
      and(
        isAny(claims.subjectEventKey, keys),
        eq(claims.claimantKey, datasets.providerKey),
        asOf === null ? undefined : lte(claims.assertedLatest, asOf),
      ),
    )
    .orderBy(
      claims.subjectEventKey,
      datasets.releasedLatest,
      datasets.releasedEarliest,
      claims.releaseKey,
      claims.issue,
    );
  return Map.groupBy(
    rows.map(({ eventKey, releaseKey, issue }) => ({
      eventKey: eventKey!,
      releaseKey: releaseKey!,
      issue,
    })),
    ({ eventKey }) => eventKey,
  );
}

/** What releases have said of events, by event, first to last; as of a moment, what they had by then. */
export async function editionsOfEvents(
  db: Database,
  keys: readonly string[],
  asOf: string | null = null,
): Promise<Map<string, Edition[]>> {
  const current = await describedEvents(db, keys);
  const stored = Map.groupBy(
    await db.select().from(eventEditions).where(isAny(eventEditions.eventKey, keys)),
    ({ eventKey }) => eventKey,
  );
  const mentions = await mentionsOf(db, [...current.keys()]);
  const spoken = asOf === null ? mentions : await mentionsOf(db, [...current.keys()], asOf);
  return new Map(
    [...current].map(([key, { source: _, ...row }]) => {
      const editions: Edition[] = [];
      let next: Edition = row;
      for (const mention of (mentions.get(key) ?? []).toReversed()) {
        next = (stored.get(key) ?? []).find((each) => isSame(each, mention)) ?? next;
        editions.push({ ...next, ...mention });
      }
      const wanted = spoken.get(key) ?? [];
      return [
        key,
        editions.reverse().filter((each) => wanted.some((other) => isSame(each, other))),
      ];
    }),
  );
}
