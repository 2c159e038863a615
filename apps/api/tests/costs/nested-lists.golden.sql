select parent.key, "sort_value", "slice"."key", "slice"."slug", "slice"."name", "slice"."names", "slice"."kind", "slice"."violence", "slice"."incompatibility", "slice"."incompatibility_over", "slice"."summary", "slice"."started_on", "slice"."ended_on", "slice"."source"
  from unnest($1::text[]) as parent(key)
  cross join lateral (select "key", "slug", "name", "names", "kind", "violence", "incompatibility", "incompatibility_over", "summary", "started_on", "ended_on", "source", ("conflicts"."name" collate "C")::text as "sort_value"
  from "conflicts"
  where true
  order by "conflicts"."name" collate "C" asc, "conflicts"."key" asc
  limit $2) "slice";

select parent.key, "sort_value", "slice"."key", "slice"."slug", "slice"."name", "slice"."kind", "slice"."violence", "slice"."summary", "slice"."earliest", "slice"."latest", "slice"."precision", "slice"."edtf", "slice"."zone", "slice"."place_key", "slice"."country_key", "slice"."latitude", "slice"."longitude", "slice"."location_precision", "slice"."location_description", "slice"."conflict_key", "slice"."dyad_key", "slice"."part_of_key", "slice"."dataset_key", "slice"."deaths_low", "slice"."deaths_best", "slice"."deaths_high", "slice"."clarity", "slice"."source_count", "slice"."review_status", "slice"."quality_flags", "slice"."source"
  from unnest($1::text[]) as parent(key)
  cross join lateral (select "key", "slug", "name", "kind", "violence", "summary", "earliest", "latest", "precision", "edtf", "zone", "place_key", "country_key", "latitude", "longitude", "location_precision", "location_description", "conflict_key", "dyad_key", "part_of_key", "dataset_key", "deaths_low", "deaths_best", "deaths_high", "clarity", "source_count", "review_status", "quality_flags", "source", ("earliest")::text as "sort_value"
  from "events"
  where "events"."conflict_key" = parent.key
  order by "events"."earliest" desc, "events"."key" desc
  limit $2) "slice";

select parent.key, "sort_value", "slice"."key", "slice"."slug", "slice"."kind", "slice"."metric", "slice"."population", "slice"."party_key", "slice"."measure", "slice"."period_earliest", "slice"."period_latest", "slice"."period_precision", "slice"."period_edtf", "slice"."period_zone", "slice"."place_key", "slice"."low", "slice"."best", "slice"."high", "slice"."quantifier", "slice"."parts", "slice"."stance", "slice"."summary", "slice"."asserted_earliest", "slice"."asserted_latest", "slice"."asserted_precision", "slice"."asserted_edtf", "slice"."asserted_zone", "slice"."claimant_key", "slice"."source_reliability", "slice"."information_credibility", "slice"."rank", "slice"."rank_reason", "slice"."subject_conflict_key", "slice"."subject_event_key", "slice"."subject_agreement_key", "slice"."conflict_key", "slice"."answers_key", "slice"."supersedes_key", "slice"."recorded_at", "slice"."withdrawn_at", "slice"."source"
  from unnest($1::text[]) as parent(key)
  cross join lateral (select "key", "slug", "kind", "metric", "population", "party_key", "measure", "period_earliest", "period_latest", "period_precision", "period_edtf", "period_zone", "place_key", "low", "best", "high", "quantifier", "parts", "stance", "summary", "asserted_earliest", "asserted_latest", "asserted_precision", "asserted_edtf", "asserted_zone", "claimant_key", "source_reliability", "information_credibility", "rank", "rank_reason", "subject_conflict_key", "subject_event_key", "subject_agreement_key", "conflict_key", "answers_key", "supersedes_key", "recorded_at", "withdrawn_at", "source", ("asserted_latest")::text as "sort_value"
  from "claims"
  where ("claims"."subject_event_key" = parent.key and "claims"."asserted_latest" <= $2 and ("claims"."withdrawn_at" is null or "claims"."withdrawn_at" > $3))
  order by "claims"."asserted_latest" desc, "claims"."key" desc
  limit $4) "slice";
