select parent.key as parent_key, slice.*
  from unnest($1::text[]) as parent(key)
  cross join lateral (select ("claims"."asserted_latest")::text as sort_value, "claims"."key", "claims"."slug", "claims"."kind", "claims"."metric", "claims"."population", "claims"."party_key", "claims"."measure", "claims"."period_earliest", "claims"."period_latest", "claims"."period_precision", "claims"."period_edtf", "claims"."period_zone", "claims"."dyad_key", "claims"."place_key", "claims"."low", "claims"."best", "claims"."high", "claims"."quantifier", "claims"."parts", "claims"."stance", "claims"."summary", "claims"."summary_translations", "claims"."asserted_earliest", "claims"."asserted_latest", "claims"."asserted_precision", "claims"."asserted_edtf", "claims"."asserted_zone", "claims"."claimant_key", "claims"."source_reliability", "claims"."information_credibility", "claims"."rank", "claims"."rank_reason", "claims"."subject_conflict_key", "claims"."subject_event_key", "claims"."subject_agreement_key", "claims"."subject_place_key", "claims"."conflict_key", "claims"."release_key", "claims"."issue", "claims"."answers_key", "claims"."supersedes_key", "claims"."recorded_at", "claims"."withdrawn_at", "claims"."withdrawn_reason", "claims"."source", "claims"."commit_id", "claims"."commit_ordinal", "claims"."change"
  from "claims"
  where ("claims"."subject_event_key" = parent.key and "claims"."asserted_latest" <= $2 and ("claims"."withdrawn_at" is null or "claims"."withdrawn_at" > $3))
  order by "claims"."asserted_latest" desc, "claims"."key" desc
  limit 3) slice;

select parent.key as parent_key, slice.*
  from unnest($1::text[]) as parent(key)
  cross join lateral (select ("conflicts"."name" collate "C")::text as sort_value, "conflicts"."key", "conflicts"."slug", "conflicts"."derived_slug", "conflicts"."name", "conflicts"."names", "conflicts"."kind", "conflicts"."violence", "conflicts"."incompatibility", "conflicts"."incompatibility_over", "conflicts"."summary", "conflicts"."summary_translations", "conflicts"."started_on", "conflicts"."ended_on", "conflicts"."dataset_key", "conflicts"."source"
  from "conflicts"
  where true
  order by "conflicts"."name" collate "C" asc, "conflicts"."key" asc
  limit 11) slice;

select parent.key as parent_key, slice.*
  from unnest($1::text[]) as parent(key)
  cross join lateral (select ("events"."earliest")::text as sort_value, "events"."key", "events"."slug", "events"."name", "events"."kind", "events"."violence", "events"."summary", "events"."earliest", "events"."latest", "events"."precision", "events"."edtf", "events"."zone", "events"."place_key", "events"."country_key", "events"."latitude", "events"."longitude", "events"."location_precision", "events"."location_description", "events"."conflict_key", "events"."dyad_key", "events"."clarity", "events"."source_count", "events"."review_status", "events"."quality_flags", "events"."name_translations", "events"."summary_translations", "events"."part_of_key", "events"."dataset_key", "events"."issue", "events"."deaths_low", "events"."deaths_best", "events"."deaths_high", "events"."deaths_side_a", "events"."deaths_side_b", "events"."deaths_civilians", "events"."deaths_unknown", "events"."withdrawn_at", "events"."valid_from", "events"."source", "events"."commit_id", "events"."commit_ordinal", "events"."change"
  from "events"
  where ("events"."conflict_key" = parent.key and "events"."withdrawn_at" is null)
  order by "events"."earliest" desc, "events"."key" desc
  limit 6) slice;
