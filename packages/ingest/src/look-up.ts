import type { Database } from '@casus/store/engines/database';
import { rowsNamed } from '@casus/store/entities/named';
import { selectRows } from '@casus/store/reading/read';
import { storable } from '@casus/store/reading/text';
import { actors } from '@casus/store/tables/actor';
import { conflicts } from '@casus/store/tables/conflict';
import { events } from '@casus/store/tables/event';
import { places } from '@casus/store/tables/place';
import { sql } from 'drizzle-orm';

const TABLES = { actor: actors, conflict: conflicts, event: events, place: places };

/** A row as far as a reader needs it to refer to it. */
export interface Held {
  key: string;
  slug: string | null;
  name: string;
  /** Of an event: its conflict. */
  conflictKey?: string | null;
}

/**
 * What the database holds under the names that a file gives, for formats that refer to things by
 * other names than natural keys.
 */
export interface LookUp {
  /** By slug or natural key, under the name that was asked for. */
  named(entity: keyof typeof TABLES, names: readonly string[]): Promise<ReadonlyMap<string, Held>>;
  /**
   * Actors by their name, in any case, under the name in small letters; those alone of which more is
   * known than the name.
   */
  actorsCalled(names: readonly string[]): Promise<ReadonlyMap<string, readonly Held[]>>;
}

/** @param inTurn does one piece of work after the other: a connection takes one statement at a time */
export function createLookUp(
  db: Database,
  inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>,
): LookUp {
  return {
    named: (entity, names) => inTurn(() => rowsNamed(db, TABLES[entity], names)),
    actorsCalled: (names) =>
      inTurn(async () => {
        const wanted = storable(names.map((name) => name.toLowerCase()));
        // Whom a dataset only quotes by a common word ("police", "residents") is nobody in particular.
        const rows = await selectRows(
          db,
          actors,
          sql`where lower(${actors.name}) = any(${sql.param(wanted)}::text[])
            and not ${actors.isMention}
            and (${actors.slug} is not null or ${actors.kind} not in ('UNNAMED_SOURCE', 'UNCLASSIFIED'))
            order by ${actors.key}`,
        );
        return Map.groupBy(rows, ({ name }) => name.toLowerCase());
      }),
  };
}
