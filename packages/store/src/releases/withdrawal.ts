import { sql, type SQL } from 'drizzle-orm';
import { describedAt, eventsAt } from '../events/described.ts';
import { rowsOf, type Database } from '../engines/database.ts';
import { FIGURE_SCOPE } from '../rules/figure-scope.ts';
import type { Ending } from '../rules/release-coverage.ts';
import { claims } from '../tables/claim.ts';
import { events } from '../tables/event.ts';
import { RECORD } from '../writing/upsert.ts';
import type { SeriesIssue } from './issues.ts';
import { passedOn } from './succession.ts';

/** What an issue ended that earlier ones had said. */
export interface Withdrawn {
  releaseKey: string;
  number: number;
  /** The events of which something was said. */
  events: string[];
  /** Of how many events it ended what the dataset says of them, and that stood at its moment. */
  lostEvents: number;
  /** How many claims stood at its moment that are about something else, or that the dataset passes on; revisions of one count once. */
  lostClaims: number;
}

/** What became of withdrawals. */
export interface LeftOutChanges {
  ended: Withdrawn[];
  /** The events of which something stands again that releases had withdrawn. */
  restored: string[];
}

export interface JudgedAgain {
  /** Whose withdrawals are judged: a series of releases. */
  series: string;
  /** All withdrawals of the series, those about `only`, or none: what was withdrawn before stays so. */
  again: 'ALL' | 'ONLY' | 'NONE';
  /** The events to which those endings are limited that say so. */
  only?: readonly string[];
}

/**
 * Withdraws the claims of releases that later ones leave out, each at the first of the given endings,
 * and tells by the ending issue of what a claim was: an event, whose days count as had been said of it
 * by then, or something else, for which the claim's own period does. Of what is judged again those
 * claims stand again that nothing ends any more; one that is ended as before is not touched, so that
 * nobody is told of it anew. What the curated record holds of a release is its curators' to withdraw.
 */
export async function endLeftOut(
  db: Database,
  endings: readonly (Ending<SeriesIssue> & { limited?: boolean })[],
  { series, again, only = [] }: JudgedAgain,
): Promise<LeftOutChanges> {
  if (endings.length === 0 && again === 'NONE') return { ended: [], restored: [] };
  const about = {
    ALL: sql`true`,
    ONLY: sql`claims.subject_event_key = any(${sql.param(only)}::text[])`,
    NONE: sql`false`,
  };
  const isJudgedAgain = sql`(claims.withdrawn_reason is not null and ${about[again]}
    and claims.release_key in (select key from datasets where series = ${series}))`;
  const rows = endings.map(({ of, by, days, reason, limited = false }) => ({
    release: of.releaseKey,
    issue: of.number,
    by_release: by.releaseKey,
    by_issue: by.number,
    at: by.releasedAt,
    covers_from: days?.from ?? null,
    covers_to: days?.to ?? null,
    reason,
    limited,
  }));
  const changes = await rowsOf<Withdrawn & { releaseKey: string | null }>(
    db,
    sql`
    with endings as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as ending(
        release text, issue smallint, by_release text, by_issue smallint, at timestamptz,
        covers_from date, covers_to date, reason text, limited boolean)
    ), ended as (
      select distinct on (claim.key) claim.key, endings.*,
        ${passedOn(sql`claim`, sql`release`)} as passed_on,
        jsonb_build_array(${subjectOf(sql`claim`)}, ${passedOn(sql`claim`, sql`release`)}, ${QUANTITY}) as chain,
        (claim.withdrawn_at is null or claim.withdrawn_at > endings.at) and not exists (
          -- What the event's series said had been ended by then, and a release that comes in late changes nothing of that.
          select from claims gone where gone.subject_event_key = claim.subject_event_key
            and gone.withdrawn_at = endings.at and gone.release_key in (select key from datasets where series = ${series})
        ) as stood
      from endings
      join claims claim on claim.release_key = endings.release and claim.issue = endings.issue
      join datasets release on release.key = claim.release_key
      left join ${eventsAt(sql`endings.at`)} on ${events.key} = claim.subject_event_key
        and ${describedAt(sql`endings.at`)}
      where claim.source <> ${RECORD.key}
        and (not endings.limited or claim.subject_event_key = any(${sql.param(only)}::text[]))
        and (endings.covers_from is null or (
          coalesce(events.earliest, claim.period_earliest) >= endings.covers_from
          and coalesce(events.latest, claim.period_latest) < endings.covers_to + 1))
        and not exists (select from claims mention
          where ${subjectOf(sql`mention`)} = ${subjectOf(sql`claim`)}
            and ${passedOn(sql`mention`, sql`release`)} is not distinct from ${passedOn(sql`claim`, sql`release`)}
            and ${SAME_QUANTITY}
            and mention.release_key = endings.by_release and mention.issue = endings.by_issue)
      order by claim.key, endings.at
    ), restored as (
      update claims set withdrawn_at = null, withdrawn_reason = null
      where ${isJudgedAgain} and not exists (select from ended where ended.key = claims.key)
      returning claims.subject_event_key
    ), withdrawn as (
      update claims set withdrawn_at = ended.at, withdrawn_reason = ended.reason
      from ended
      where claims.key = ended.key and (claims.withdrawn_at is null or claims.withdrawn_at > ended.at
        or (${isJudgedAgain}
          and (claims.withdrawn_at, claims.withdrawn_reason) is distinct from (ended.at, ended.reason)))
      returning claims.subject_event_key, ended.stood, ended.passed_on, ended.chain, ended.by_release,
        ended.by_issue
    ), counted as (
      -- An event that counts as one does so with all that is passed on of it.
      select *, subject_event_key is not null and bool_or(passed_on is null)
        over (partition by by_release, by_issue, subject_event_key) as is_event
      from withdrawn
    )
    select by_release as "releaseKey", by_issue as number,
      coalesce(array_agg(distinct subject_event_key) filter (where subject_event_key is not null), '{}')
        as events,
      (count(distinct subject_event_key) filter (where is_event and stood))::int as "lostEvents",
      (count(distinct chain) filter (where not is_event and stood))::int as "lostClaims"
    from counted group by 1, 2
    union all
    select null, 0, coalesce(array_agg(distinct subject_event_key)
      filter (where subject_event_key is not null), '{}'), 0, 0 from restored`,
  );
  const isEnded = ({ releaseKey }: { releaseKey: string | null }) => releaseKey !== null;
  return {
    ended: changes.filter(isEnded),
    restored: changes.find((change) => !isEnded(change))!.events,
  };
}

const subjectOf = (claim: SQL) =>
  sql`coalesce(${claim}.subject_event_key, ${claim}.subject_conflict_key, ${claim}.subject_place_key)`;

/** What `claim` counts. */
const QUANTITY = sql.join(
  FIGURE_SCOPE.map((column) => sql.raw(`claim."${claims[column].name}"`)),
  sql`, `,
);

/** `mention` and `claim` count the same. */
const SAME_QUANTITY = sql.join(
  FIGURE_SCOPE.map((column) => {
    const name = sql.raw(`"${claims[column].name}"`);
    return sql`mention.${name} is not distinct from claim.${name}`;
  }),
  sql` and `,
);
