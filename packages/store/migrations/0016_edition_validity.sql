ALTER TABLE "event_editions" ADD COLUMN "valid_from" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "event_editions" ADD COLUMN "valid_until" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "valid_from" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "event_editions_earliest_event_key_index" ON "event_editions" USING btree ("earliest","event_key");--> statement-breakpoint
CREATE INDEX "event_editions_conflict_key_earliest_event_key_index" ON "event_editions" USING btree ("conflict_key","earliest","event_key");--> statement-breakpoint
CREATE INDEX "event_editions_country_key_earliest_event_key_index" ON "event_editions" USING btree ("country_key","earliest","event_key");--> statement-breakpoint
CREATE INDEX "event_editions_place_key_index" ON "event_editions" USING btree ("place_key");--> statement-breakpoint
CREATE INDEX "event_editions_participants_index" ON "event_editions" USING gin ("participants" jsonb_path_ops);--> statement-breakpoint
-- What was stored before, as releases/validity.ts dates it.
with said as (
  select subject_event_key as event_key, release_key, issue, min(asserted_latest) as since
  from claims
  where release_key is not null
    and subject_event_key in (select event_key from event_editions)
  group by 1, 2, 3
), numbered as (
  -- A release without an edition said what the next one says that has one, or what the row says.
  select said.*, edition.event_key is not null as is_kept,
    count(edition.event_key) over (
      partition by said.event_key
      order by released_latest, released_earliest, release_key, said.issue
      rows between unbounded preceding and 1 preceding
    ) as number
  from said join datasets on datasets.key = release_key
    left join event_editions edition using (event_key, release_key, issue)
), dated as (
  select event_key, number, min(since) as since,
    min(min(since)) over (
      partition by event_key order by number rows between 1 following and unbounded following
    ) as until,
    max(release_key) filter (where is_kept) as release_key,
    max(issue) filter (where is_kept) as issue
  from numbered group by event_key, number
), valid as (
  select dated.event_key, release_key, dated.issue,
    case when number > 0 and source <> 'record' then since end as valid_from,
    case when source <> 'record' then until end as valid_until
  from dated join events on events.key = event_key
), of_editions as (
  update event_editions edition
  set valid_from = valid.valid_from, valid_until = valid.valid_until
  from valid
  where (edition.event_key, edition.release_key, edition.issue)
      = (valid.event_key, valid.release_key, valid.issue)
    and (edition.valid_from, edition.valid_until)
      is distinct from (valid.valid_from, valid.valid_until)
)
update events set valid_from = valid.valid_from
from valid
where events.key = valid.event_key and valid.release_key is null
  and events.valid_from is distinct from valid.valid_from;
