import { getTableColumns, sql } from 'drizzle-orm';
import { rowsOf, type Database } from '../engines/database.ts';
import { editionsOfEvents } from './edition-sources.ts';
import { differInKind, isSame, saySame } from './edition.ts';
import { claimAttributions, claims } from '../tables/claim.ts';
import { RECORD } from '../writing/upsert.ts';
import { keyInIssue } from './issues.ts';

/** What differs between two claims that say the same, for no other reason than that two issues or releases make them. */
const OF_ISSUE = [
  ...['key', 'slug', 'release_key', 'issue', 'supersedes_key', 'answers_key', 'source'],
  ...['recorded_at', 'withdrawn_at', 'withdrawn_reason', 'commit_id', 'commit_ordinal', 'change'],
];
const ASSERTED = ['earliest', 'latest', 'precision', 'edtf', 'zone'].map(
  (column) => `asserted_${column}`,
);
const SAID = Object.values(getTableColumns(claims))
  .map(({ name }) => name)
  .filter((name) => !OF_ISSUE.includes(name) && !ASSERTED.includes(name));
const STEP = Object.values(getTableColumns(claimAttributions))
  .map(({ name }) => name)
  .filter((name) => name !== claimAttributions.claimKey.name);

/** Claims `own` and `earlier` have the same in some columns. */
const haveSame = (columns: readonly string[]) => {
  const row = (claim: string) => `row(${columns.map((name) => `${claim}."${name}"`).join(', ')})`;
  return sql.raw(`${row('own')} is not distinct from ${row('earlier')}`);
};
const chainOf = (claim: string) =>
  sql.raw(`(
    select array_agg(row(${STEP.map((name) => `step."${name}"`).join(', ')})::text order by step.ordinal)
    from claim_attributions step where step.claim_key = ${claim}.key)`);
/**
 * Of claims `own` and `earlier` of one `release`, or of two of one series. The provider's own word is given anew by each
 * issue; what it passes on was said when it was.
 */
const SAY_SAME = sql`(${haveSame(SAID)}
  and (own.claimant_key = release.provider_key or ${haveSame(ASSERTED)})
  and ${chainOf('own')} is not distinct from ${chainOf('earlier')})`;

/**
 * The same, of a file's claim beside one that may be the curated record's. That one is in a curator's words, and what an
 * earlier file said in its place is not stored: the numbers, which it carries over, are what can be compared.
 */
const MAY_SAY_SAME = sql`case when earlier.source = ${RECORD.key} then ${sql.raw(
  ['own', 'earlier']
    .map(
      (claim) =>
        `row(coalesce(${claim}.low, ${claim}.best), ${claim}.best, coalesce(${claim}.high, ${claim}.best))`,
    )
    .join(' is not distinct from '),
)} else ${SAY_SAME} end`;

const FIGURES = sql.raw(
  ['own', 'earlier']
    .map(
      (claim) =>
        `row(coalesce(${claim}.low, ${claim}.best), ${claim}.best, coalesce(${claim}.high, ${claim}.best), ${claim}.parts)`,
    )
    .join(' is not distinct from '),
);

/**
 * What a release's word for an event is, beside that of the release or issue before it: the same; revised in what a
 * comparison of the two tells of (figures, time, place, coding); or restated in something else alone, such as sources.
 */
export type Restatement = 'SAME' | 'REVISED' | 'RESTATED';

/**
 * By event, for the events of which claims are that supersede an earlier release's or issue's.
 *
 * @param keys of the claims of an issue
 */
export async function restatements(
  db: Database,
  { releaseKey, issue }: { releaseKey: string; issue: number },
  keys: readonly string[],
): Promise<Map<string, Restatement>> {
  if (keys.length === 0) return new Map();
  const rows = await rowsOf<{ event: string; isSame: boolean; hasSameFigures: boolean }>(
    db,
    sql`select own.subject_event_key as event,
        bool_and(earlier.key is not null and ${SAY_SAME}) as "isSame",
        bool_and(earlier.key is not null and ${FIGURES}) as "hasSameFigures"
      from claims own
        join datasets release on release.key = own.release_key
        left join claims earlier on earlier.key = own.supersedes_key and earlier.release_key is not null
      where own.key = any(${sql.param(keys)}::text[]) and own.subject_event_key is not null
      group by 1 having bool_or(earlier.key is not null)`,
  );
  const editions = await editionsOfEvents(
    db,
    rows.map(({ event }) => event),
  );
  return new Map(
    rows.map(({ event, ...claim }) => {
      const all = editions.get(event) ?? [];
      const place = all.findIndex((each) => isSame(each, { eventKey: event, releaseKey, issue }));
      const [own, before] = [all[place], all[place - 1]];
      const words = own && before ? { own, before } : null;
      const isRevised = !claim.hasSameFigures || (words && differInKind(words.own, words.before));
      if (isRevised) return [event, 'REVISED'];
      return [
        event,
        claim.isSame && (!words || saySame(words.own, words.before)) ? 'SAME' : 'RESTATED',
      ];
    }),
  );
}

/**
 * Of claims of an issue, those that the issue before it makes too: whether it says the same.
 *
 * @param keys natural keys, as the first issue of the release would have them
 * @returns by the key of the issue's own claim
 */
export async function saidByEarlierIssue(
  db: Database,
  keys: readonly string[],
  number: number,
): Promise<Map<string, boolean>> {
  if (keys.length === 0 || number === 1) return new Map();
  const pairs = keys.map((key) => ({
    own_key: keyInIssue(key, number),
    earlier_key: keyInIssue(key, number - 1),
  }));
  const rows = await rowsOf<{ key: string; same: boolean }>(
    db,
    sql`select own.key, ${SAY_SAME} as same
      from json_to_recordset(${JSON.stringify(pairs)}::json) as pair(own_key text, earlier_key text)
        join claims own on own.key = pair.own_key
        join claims earlier on earlier.key = pair.earlier_key
        join datasets release on release.key = own.release_key`,
  );
  return new Map(rows.map(({ key, same }) => [key, same]));
}

/** The key that a claim would have in the first issue of its release. */
const plainKeyOf = (claim: string) =>
  sql.raw(`case when ${claim}.issue = 1 then ${claim}.key
    else left(${claim}.key, -length('/' || ${claim}.issue)) end`);

/**
 * Whether an issue makes claims that no earlier one of its release makes, and whether it lacks some that they make. A claim
 * of the curated record may stand for that of an earlier file, but no file has to have it.
 */
export async function claimsBesideEarlierIssues(
  db: Database,
  releaseKey: string,
  number: number,
): Promise<{ hasMore: boolean; lacksSome: boolean }> {
  const [row] = await rowsOf<{ hasMore: boolean; lacksSome: boolean }>(
    db,
    sql`with own as (
        select ${plainKeyOf('claims')} as plain from claims
        where release_key = ${releaseKey} and issue = ${number} and source <> ${RECORD.key}
      ), earlier as (
        select ${plainKeyOf('claims')} as plain, source from claims
        where release_key = ${releaseKey} and issue < ${number}
      )
      select exists (select plain from own except select plain from earlier) as "hasMore",
        exists (
          select plain from earlier where source <> ${RECORD.key} except select plain from own
        ) as "lacksSome"`,
  );
  return row!;
}

const EVENTS_AT_A_TIME = 2_000;

/** Whether an issue says something else than earlier ones of its release, of anything that they speak of. */
export async function revisesEarlierIssues(
  db: Database,
  releaseKey: string,
  number: number,
): Promise<boolean> {
  const shared = await rowsOf<{ event: string | null; same: boolean }>(
    db,
    sql`select own.subject_event_key as event, bool_and(${MAY_SAY_SAME}) as same
      from claims own
        join datasets release on release.key = own.release_key
        cross join generate_series(1, ${number - 1}::int) as before(number)
        join claims earlier on earlier.key =
          left(own.key, length(own.key) - ${keyInIssue('', number).length}::int)
            || case when before.number = 1 then '' else '/' || before.number end
      where own.release_key = ${releaseKey} and own.issue = ${number}
      group by 1`,
  );
  if (shared.some(({ same }) => !same)) return true;
  const events = shared.flatMap(({ event }) => event ?? []);
  for (let from = 0; from < events.length; from += EVENTS_AT_A_TIME) {
    const some = await editionsOfEvents(db, events.slice(from, from + EVENTS_AT_A_TIME));
    for (const editions of some.values()) {
      const ofRelease = editions.filter((edition) => edition.releaseKey === releaseKey);
      const own = ofRelease.find(({ issue }) => issue === number);
      if (own && ofRelease.some((each) => each.issue < number && !saySame(each, own))) return true;
    }
  }
  return false;
}
