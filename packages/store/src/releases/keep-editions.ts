import { sql } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { isAny } from '../reading/loaders.ts';
import { eventEditions, events } from '../tables/event.ts';
import { recordChange } from '../writing/change.ts';
import {
  DESCRIBED,
  isSame,
  saySame,
  type DescribedEvent,
  type Edition,
  type Mention,
} from './edition.ts';
import { describedEvents, mentionsOf } from './edition-sources.ts';

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
  const surviving: Edition[] = [];
  for (const [key, now] of after) {
    const { source: _, ...old } = before.get(key)!;
    if (!isSame(old, now) && !saySame(old, now)) surviving.push(old);
  }
  surviving.push(...(await lateEditions(db, before, outdated)));
  if (surviving.length === 0) return;
  await db
    .insert(eventEditions)
    .values(surviving)
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
    surviving.map(({ eventKey }) => eventKey),
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
