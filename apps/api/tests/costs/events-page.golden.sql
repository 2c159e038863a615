select "actors"."key", "actors"."slug", "actors"."derived_slug", "actors"."name", "actors"."names", "actors"."kind", "actors"."description", "actors"."country_key", "actors"."part_of_key", "actors"."is_mention", "actors"."mention_of_key", "actors"."dataset_key", "actors"."source"
  from "actors"
  where "actors"."key" = any($1::text[]);

select "conflicts"."key", "conflicts"."slug", "conflicts"."derived_slug", "conflicts"."name", "conflicts"."names", "conflicts"."kind", "conflicts"."violence", "conflicts"."incompatibility", "conflicts"."incompatibility_over", "conflicts"."summary", "conflicts"."summary_translations", "conflicts"."started_on", "conflicts"."ended_on", "conflicts"."dataset_key", "conflicts"."source"
  from "conflicts"
  where "conflicts"."key" = any($1::text[]);

select "event_participants"."event_key" as owner_key, "event_participants"."event_key", "event_participants"."position", "event_participants"."actor_key", "event_participants"."role"
  from "event_participants"
  where "event_participants"."event_key" = any($1::text[])
  order by "event_participants"."event_key" asc, "event_participants"."position";

select "places"."key", "places"."slug", "places"."derived_slug", "places"."name", "places"."names", "places"."kind", "places"."parent_key", "places"."country_key", "places"."latitude", "places"."longitude", "places"."country_code", "places"."dataset_key", "places"."source"
  from "places"
  where "places"."key" = any($1::text[]);

select parent.key as parent_key, counted.total
  from unnest($1::text[]) as parent(key)
  cross join lateral (select coalesce((select sum("events".events)
  from (select *
  from ( select month::timestamp as earliest, last_month::timestamp as latest, "dataset_key", "conflict_key", "dyad_key", "country_key", "violence", "kind", "actor_keys", "claimed", "events", "events_without_figure", "events_without_split", "low", "best", "high", "side_a", "side_b", "civilians", "unknown", "first_earliest", "last_earliest", "estimate_key"
  from "event_totals" as "event_totals"
  where ("event_totals"."last_month" >= $2 and "event_totals"."month" <= $3)) as "events"
  where "events"."country_key" = any(array(select key
  from places
  where country_code = any($4::char(2)[])))) as "events"), 0)::int as total) counted;

select parent.key as parent_key, slice.*
  from unnest($1::text[]) as parent(key)
  cross join lateral (select ("claims"."asserted_latest")::text as sort_value, "claims"."key", "claims"."slug", "claims"."kind", "claims"."metric", "claims"."population", "claims"."party_key", "claims"."measure", "claims"."period_earliest", "claims"."period_latest", "claims"."period_precision", "claims"."period_edtf", "claims"."period_zone", "claims"."dyad_key", "claims"."place_key", "claims"."low", "claims"."best", "claims"."high", "claims"."quantifier", "claims"."parts", "claims"."stance", "claims"."summary", "claims"."summary_translations", "claims"."asserted_earliest", "claims"."asserted_latest", "claims"."asserted_precision", "claims"."asserted_edtf", "claims"."asserted_zone", "claims"."claimant_key", "claims"."source_reliability", "claims"."information_credibility", "claims"."rank", "claims"."rank_reason", "claims"."subject_conflict_key", "claims"."subject_event_key", "claims"."subject_agreement_key", "claims"."subject_place_key", "claims"."conflict_key", "claims"."release_key", "claims"."issue", "claims"."answers_key", "claims"."supersedes_key", "claims"."recorded_at", "claims"."withdrawn_at", "claims"."withdrawn_reason", "claims"."source", "claims"."commit_id", "claims"."commit_ordinal", "claims"."change"
  from "claims"
  where ("claims"."subject_event_key" = parent.key and "claims"."asserted_latest" <= $2 and ("claims"."withdrawn_at" is null or "claims"."withdrawn_at" > $3))
  order by "claims"."asserted_latest" desc, "claims"."key" desc
  limit 4) slice;

select parent.key as parent_key, slice.*
  from unnest($1::text[]) as parent(key)
  cross join lateral (with few as materialized ( select *
  from "events"
  where (true and ("events"."country_key" = any(array(select key
  from places
  where country_code = any($2::char(2)[]))) and ("events"."latest" >= $3 and "events"."earliest" >= least( $4::timestamptz - interval '31 days', (select min(long.earliest) filter (where true)
  from "events" long
  where long.latest - long.earliest > interval '31 days' and long.latest >= $5))) and "events"."earliest" <= $6 and "events"."withdrawn_at" is null))
  limit 1000 + 1 ) (select ("events"."earliest")::text as sort_value, "events"."key", "events"."slug", "events"."name", "events"."kind", "events"."violence", "events"."summary", "events"."earliest", "events"."latest", "events"."precision", "events"."edtf", "events"."zone", "events"."place_key", "events"."country_key", "events"."latitude", "events"."longitude", "events"."location_precision", "events"."location_description", "events"."conflict_key", "events"."dyad_key", "events"."clarity", "events"."source_count", "events"."review_status", "events"."quality_flags", "events"."name_translations", "events"."summary_translations", "events"."part_of_key", "events"."dataset_key", "events"."issue", "events"."deaths_low", "events"."deaths_best", "events"."deaths_high", "events"."deaths_side_a", "events"."deaths_side_b", "events"."deaths_civilians", "events"."deaths_unknown", "events"."withdrawn_at", "events"."valid_from", "events"."source", "events"."commit_id", "events"."commit_ordinal", "events"."change"
  from few as "events"
  where (select count(*)
  from few) <= 1000
  order by "events"."earliest" desc, "events"."key" desc
  limit 51) union all (select ("events"."earliest")::text as sort_value, "events"."key", "events"."slug", "events"."name", "events"."kind", "events"."violence", "events"."summary", "events"."earliest", "events"."latest", "events"."precision", "events"."edtf", "events"."zone", "events"."place_key", "events"."country_key", "events"."latitude", "events"."longitude", "events"."location_precision", "events"."location_description", "events"."conflict_key", "events"."dyad_key", "events"."clarity", "events"."source_count", "events"."review_status", "events"."quality_flags", "events"."name_translations", "events"."summary_translations", "events"."part_of_key", "events"."dataset_key", "events"."issue", "events"."deaths_low", "events"."deaths_best", "events"."deaths_high", "events"."deaths_side_a", "events"."deaths_side_b", "events"."deaths_civilians", "events"."deaths_unknown", "events"."withdrawn_at", "events"."valid_from", "events"."source", "events"."commit_id", "events"."commit_ordinal", "events"."change"
  from "events"
  where ((select count(*)
  from few) > 1000 and (true and ("events"."country_key" = any(array(select key
  from places
  where country_code = any($7::char(2)[]))) and ("events"."latest" >= $8 and "events"."earliest" >= least( $9::timestamptz - interval '31 days', (select min(long.earliest) filter (where true)
  from "events" long
  where long.latest - long.earliest > interval '31 days' and long.latest >= $10))) and "events"."earliest" <= $11 and "events"."withdrawn_at" is null)))
  order by "events"."earliest" desc, "events"."key" desc
  limit 51)) slice;
