import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { decodeCursor } from '../lists/cursor.ts';
import { pageOf, type Order, type Page, type Slice } from '../lists/page.ts';
import type { Selected } from '../pushdown/selected.ts';
import { readObjects } from '../reading/read.ts';
import type { ReleaseDiffDimension, ReleaseDiffKind } from '../vocabulary.ts';
import { SPLIT_COLUMNS } from '../events/death-split.ts';
import type { DeathPart } from '../rules/death-split.ts';
import { fromDiffering, kindList, type DiffRequest } from './differing.ts';

/** Persons: the later estimate less the earlier one; negative where deaths went. */
export interface Net extends Record<DeathPart, number | null> {
  low: number;
  best: number;
  high: number;
}

const NET_COLUMNS = {
  low: 'number',
  best: 'number',
  high: 'number',
  sideA: 'number or null',
  sideB: 'number or null',
  civilians: 'number or null',
  unknown: 'number or null',
} as const satisfies Record<keyof Net, Selected>;

const SPLIT = Object.entries(SPLIT_COLUMNS);

/** An event of which two releases say something else: which issue says what, and by which claim. */
export interface EventDiff extends Net {
  key: string;
  kinds: ReleaseDiffKind[];
  /** All three null for an event that is added. */
  beforeKey: string | null;
  beforeRelease: string | null;
  beforeIssue: number | null;
  /** All three null for one that is dropped. */
  afterKey: string | null;
  afterRelease: string | null;
  afterIssue: number | null;
}

export const DIFF_COLUMNS: Readonly<Record<keyof EventDiff, Selected>> = {
  key: 'text',
  kinds: 'text',
  beforeKey: 'text or null',
  beforeRelease: 'text or null',
  beforeIssue: 'number or null',
  afterKey: 'text or null',
  afterRelease: 'text or null',
  afterIssue: 'number or null',
  ...NET_COLUMNS,
};

/** Over several events: the parts are of those alone whose estimates are split. */
interface NetSum extends Net {
  events: number;
  eventsWithoutSplit: number;
}

export interface DiffTotal extends NetSum {
  /** Null for all together. */
  kind: ReleaseDiffKind | null;
}

export const TOTAL_COLUMNS: Readonly<Record<keyof DiffTotal, Selected>> = {
  kind: 'text or null',
  events: 'number',
  eventsWithoutSplit: 'number',
  ...NET_COLUMNS,
};

export interface DiffGroup extends NetSum {
  by: ReleaseDiffDimension;
  /** The one that `by` asks for; null for what has none. */
  conflictKey: string | null;
  countryKey: string | null;
  actorKey: string | null;
}

export const GROUP_COLUMNS: Readonly<Record<keyof DiffGroup, Selected>> = {
  by: 'text',
  conflictKey: 'text or null',
  countryKey: 'text or null',
  actorKey: 'text or null',
  events: 'number',
  eventsWithoutSplit: 'number',
  ...NET_COLUMNS,
};

export const MOST_DEATHS_FIRST = {
  name: 'MOST_DEATHS_FIRST',
  by: sql`abs(best)`,
  value: 'number',
  descending: true,
} satisfies Order;

/** The parts of a cursor among the events that differ. */
export type DiffCursor<Text = string> = readonly [mostDeaths: Text, key: Text];

export const diffCursor = (cursor: string): DiffCursor =>
  decodeCursor(cursor, MOST_DEATHS_FIRST.name, MOST_DEATHS_FIRST.value);

const ownSplit = sql.raw(SPLIT.map(([part, column]) => `${column} as "${part}"`).join(', '));

/** Selects from `differing` the rows of a slice, in its direction. */
export function selectDiffs(
  forward: boolean,
  cursor: DiffCursor<string | SQL> | null,
  limit: number,
): SQL {
  const direction = sql.raw(forward ? 'desc' : 'asc');
  const beyond =
    cursor &&
    sql`where (abs(best), key) ${sql.raw(forward ? '<' : '>')} (${cursor[0]}::float8, ${cursor[1]})`;
  return sql`select abs(best)::text as sort_value, key, kinds, before_key as "beforeKey",
      before_release as "beforeRelease", before_issue as "beforeIssue", after_key as "afterKey",
      after_release as "afterRelease", after_issue as "afterIssue", low, best, high, ${ownSplit}
    from differing ${beyond ?? undefined}
    order by abs(best) ${direction}, key ${direction} limit ${sql.raw(String(limit))}`;
}

const NET = sql`coalesce(sum(low), 0)::float8 as low, coalesce(sum(best), 0)::float8 as best,
  coalesce(sum(high), 0)::float8 as high, ${sql.raw(
    SPLIT.map(([part, column]) => `sum(${column})::float8 as "${part}"`).join(', '),
  )}`;

/** Rows of which one estimate or both are not split. */
const UNSPLIT = sql.raw(`where ${SPLIT_COLUMNS.civilians} is null`);
const WITHOUT_SPLIT = sql`(count(*) filter (${UNSPLIT}))::int as "eventsWithoutSplit"`;

/** Selects how many events differ and the net deaths: all together, then by kind. An event may be of several kinds. */
export const selectDiffTotals = (kinds: readonly ReleaseDiffKind[]): SQL => sql`
  select null as kind, count(*)::int as events, ${WITHOUT_SPLIT}, ${NET} from differing
  union all (select kind, count(*)::int as events, ${WITHOUT_SPLIT}, ${NET}
    from differing cross join unnest(kinds) as kind group by kind
    order by array_position(array[${kindList(kinds)}]::text[], kind))`;

/** Selects the net deaths by what either moment says the event is of, for each dimension the groups that move most. */
export function selectDiffGroups(by: readonly ReleaseDiffDimension[], limit: number): SQL {
  const groups = by.map((dimension) => {
    const keys = (['CONFLICT', 'COUNTRY', 'ACTOR'] as const).map((each) =>
      sql.raw(`${each === dimension ? 'key' : 'null::text'} as "${each.toLowerCase()}Key"`),
    );
    return sql`(select ${dimension}::text as by, ${sql.join(keys, sql`, `)},
        count(distinct event)::int as events,
        (count(distinct event) filter (${UNSPLIT}))::int as "eventsWithoutSplit", ${NET}
      from (${contribution(dimension, 'before')} union all ${contribution(dimension, 'after')}) as moved
      group by key order by abs(sum(best)) desc, key limit ${sql.raw(String(limit))})`;
  });
  return sql.join(groups, sql` union all `);
}

function contribution(by: ReleaseDiffDimension, at: 'before' | 'after'): SQL {
  const sign = at === 'before' ? '-' : '';
  const net = [
    ...['low', 'best', 'high'].map((end) => `${sign}${at}_${end} as ${end}`),
    // Where one end of a difference is not split, the other adds nothing either.
    ...SPLIT.map(
      ([, part]) =>
        `case when differing.${part} is not null then ${sign}${at}_${part} end as ${part}`,
    ),
  ].join(', ');
  const of =
    by === 'ACTOR'
      ? `left join lateral (
          select actor_key as key from event_participants
            where event_key = differing.key and ${at}_participants is null
          union
          select part ->> 'actorKey' from jsonb_array_elements(${at}_participants) as part
        ) of on true`
      : `cross join lateral (select ${at}_${by.toLowerCase()} as key) of`;
  return sql.raw(`select differing.key as event, of.key, ${net} from differing ${of}
    where ${at}_key is not null`);
}

/** The events that differ, those that move most deaths first. */
export async function diffPage(
  db: Database,
  request: DiffRequest,
  slice: Slice,
): Promise<Page<EventDiff>> {
  const cursor = slice.cursor === null ? null : diffCursor(slice.cursor);
  const rows = await readObjects<EventDiff & { sort_value: string }>(
    db,
    fromDiffering(request, selectDiffs(slice.forward, cursor, slice.size + 1)),
  );
  const sorted = rows.map(({ sort_value: sortValue, ...row }) => ({ sortValue, row }));
  return pageOf(sorted, MOST_DEATHS_FIRST, slice);
}

export function diffTotals(db: Database, request: DiffRequest): Promise<DiffTotal[]> {
  return readObjects<DiffTotal>(db, fromDiffering(request, selectDiffTotals(request.kinds)));
}

export async function diffGroups(
  db: Database,
  request: DiffRequest,
  by: readonly ReleaseDiffDimension[],
  limit: number,
): Promise<DiffGroup[]> {
  if (by.length === 0) return [];
  return readObjects<DiffGroup>(db, fromDiffering(request, selectDiffGroups(by, limit)));
}
