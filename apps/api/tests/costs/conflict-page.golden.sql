select "key", "slug", "name", "names", "kind", "violence", "incompatibility", "incompatibility_over", "summary", "started_on", "ended_on", "source"
  from "conflicts"
  where "conflicts"."key" = any(array( select key
  from "conflicts"
  where key = any($1::text[]) union select key
  from "conflicts"
  where slug = any($2::text[])));

select "conflict_key", "conflict_key", "actor_key", "side"
  from "conflict_parties"
  where "conflict_parties"."conflict_key" = any($1::text[])
  order by "conflict_parties"."conflict_key" asc, "conflict_parties"."side", "conflict_parties"."actor_key";

select "key", "slug", "kind", "metric", "population", "party_key", "measure", "period_earliest", "period_latest", "period_precision", "period_edtf", "period_zone", "place_key", "low", "best", "high", "quantifier", "parts", "stance", "summary", "asserted_earliest", "asserted_latest", "asserted_precision", "asserted_edtf", "asserted_zone", "claimant_key", "source_reliability", "information_credibility", "rank", "rank_reason", "subject_conflict_key", "subject_event_key", "subject_agreement_key", "conflict_key", "answers_key", "supersedes_key", "recorded_at", "withdrawn_at", "source"
  from "claims"
  where ("claims"."kind" = 'FIGURE' and ("claims"."subject_conflict_key" = any($1::text[]) or "claims"."subject_event_key" = any(array(select "events"."key"
  from "events"
  where "events"."conflict_key" = any($2::text[]) and "events"."kind" = 'EPISODE'))));

select parent.key, "sort_value", "slice"."key", "slice"."slug", "slice"."name", "slice"."kind", "slice"."summary", "slice"."conflict_key", "slice"."effective_at", "slice"."effective_zone", "slice"."effective_claim_key", "slice"."renews_key", "slice"."ended_claim_key", "slice"."source"
  from unnest($1::text[]) as parent(key)
  cross join lateral (select "key", "slug", "name", "kind", "summary", "conflict_key", "effective_at", "effective_zone", "effective_claim_key", "renews_key", "ended_claim_key", "source", (coalesce("agreements"."effective_at", timestamptz '0001-01-01 00:00:00+00'))::text as "sort_value"
  from "agreements"
  where "agreements"."conflict_key" = parent.key
  order by coalesce("agreements"."effective_at", timestamptz '0001-01-01 00:00:00+00') desc, "agreements"."key" desc
  limit $2) "slice";

select parent.key, "sort_value", "slice"."key", "slice"."slug", "slice"."kind", "slice"."metric", "slice"."population", "slice"."party_key", "slice"."measure", "slice"."period_earliest", "slice"."period_latest", "slice"."period_precision", "slice"."period_edtf", "slice"."period_zone", "slice"."place_key", "slice"."low", "slice"."best", "slice"."high", "slice"."quantifier", "slice"."parts", "slice"."stance", "slice"."summary", "slice"."asserted_earliest", "slice"."asserted_latest", "slice"."asserted_precision", "slice"."asserted_edtf", "slice"."asserted_zone", "slice"."claimant_key", "slice"."source_reliability", "slice"."information_credibility", "slice"."rank", "slice"."rank_reason", "slice"."subject_conflict_key", "slice"."subject_event_key", "slice"."subject_agreement_key", "slice"."conflict_key", "slice"."answers_key", "slice"."supersedes_key", "slice"."recorded_at", "slice"."withdrawn_at", "slice"."source"
  from unnest($1::text[]) as parent(key)
  cross join lateral (select "key", "slug", "kind", "metric", "population", "party_key", "measure", "period_earliest", "period_latest", "period_precision", "period_edtf", "period_zone", "place_key", "low", "best", "high", "quantifier", "parts", "stance", "summary", "asserted_earliest", "asserted_latest", "asserted_precision", "asserted_edtf", "asserted_zone", "claimant_key", "source_reliability", "information_credibility", "rank", "rank_reason", "subject_conflict_key", "subject_event_key", "subject_agreement_key", "conflict_key", "answers_key", "supersedes_key", "recorded_at", "withdrawn_at", "source", ("asserted_latest")::text as "sort_value"
  from "claims"
  where ("claims"."conflict_key" = parent.key and "claims"."asserted_latest" <= $2 and ("claims"."withdrawn_at" is null or "claims"."withdrawn_at" > $3))
  order by "claims"."asserted_latest" desc, "claims"."key" desc
  limit $4) "slice";

select parent.key, "sort_value", "slice"."key", "slice"."slug", "slice"."name", "slice"."kind", "slice"."violence", "slice"."summary", "slice"."earliest", "slice"."latest", "slice"."precision", "slice"."edtf", "slice"."zone", "slice"."place_key", "slice"."country_key", "slice"."latitude", "slice"."longitude", "slice"."location_precision", "slice"."location_description", "slice"."conflict_key", "slice"."dyad_key", "slice"."part_of_key", "slice"."dataset_key", "slice"."deaths_low", "slice"."deaths_best", "slice"."deaths_high", "slice"."clarity", "slice"."source_count", "slice"."review_status", "slice"."quality_flags", "slice"."source"
  from unnest($1::text[]) as parent(key)
  cross join lateral (select "key", "slug", "name", "kind", "violence", "summary", "earliest", "latest", "precision", "edtf", "zone", "place_key", "country_key", "latitude", "longitude", "location_precision", "location_description", "conflict_key", "dyad_key", "part_of_key", "dataset_key", "deaths_low", "deaths_best", "deaths_high", "clarity", "source_count", "review_status", "quality_flags", "source", ("earliest")::text as "sort_value"
  from "events"
  where "events"."conflict_key" = parent.key
  order by "events"."earliest" desc, "events"."key" desc
  limit $2) "slice";

select "key", "slug", "name", "names", "kind", "description", "country_key", "part_of_key", "source"
  from "actors"
  where "actors"."key" = any($1::text[]);

select "key", "slug", "name", "kind", "violence", "summary", "earliest", "latest", "precision", "edtf", "zone", "place_key", "country_key", "latitude", "longitude", "location_precision", "location_description", "conflict_key", "dyad_key", "part_of_key", "dataset_key", "deaths_low", "deaths_best", "deaths_high", "clarity", "source_count", "review_status", "quality_flags", "source"
  from "events"
  where "events"."key" = any($1::text[]);

select "claim_key", "claim_key", "ordinal", "position", "role", "actor_key", "report_key", "paragraph", "locator"
  from "claim_attributions"
  where "claim_attributions"."claim_key" = any($1::text[])
  order by "claim_attributions"."claim_key" asc, "claim_attributions"."ordinal";

select "key", "slug", "name", "kind", "summary", "conflict_key", "effective_at", "effective_zone", "effective_claim_key", "renews_key", "ended_claim_key", "source"
  from "agreements"
  where "agreements"."key" = any($1::text[]);

select parent.key, "total"
  from unnest($1::text[]) as parent(key)
  cross join lateral (select count(*)::int as "total"
  from "claims"
  where ("claims"."conflict_key" = parent.key and "claims"."asserted_latest" <= $2 and ("claims"."withdrawn_at" is null or "claims"."withdrawn_at" > $3))) "counted";

select "key", "slug", "name", "names", "kind", "parent_key", "country_key", "latitude", "longitude", "country_code", "source"
  from "places"
  where "places"."key" = any($1::text[]);

select "key", "renews_key"
  from "agreements"
  where "agreements"."renews_key" = any($1::text[]);

select "agreement_key", "position", "actor_key"
  from "agreement_parties"
  where "agreement_parties"."agreement_key" = any($1::text[])
  order by "agreement_parties"."agreement_key", "agreement_parties"."position";

select "agreement_declarations"."agreement_key", "agreement_declarations"."position", "agreement_declarations"."actor_key", "agreement_declarations"."claim_key", "claims"."key", "claims"."slug", "claims"."kind", "claims"."metric", "claims"."population", "claims"."party_key", "claims"."measure", "claims"."period_earliest", "claims"."period_latest", "claims"."period_precision", "claims"."period_edtf", "claims"."period_zone", "claims"."place_key", "claims"."low", "claims"."best", "claims"."high", "claims"."quantifier", "claims"."parts", "claims"."stance", "claims"."summary", "claims"."asserted_earliest", "claims"."asserted_latest", "claims"."asserted_precision", "claims"."asserted_edtf", "claims"."asserted_zone", "claims"."claimant_key", "claims"."source_reliability", "claims"."information_credibility", "claims"."rank", "claims"."rank_reason", "claims"."subject_conflict_key", "claims"."subject_event_key", "claims"."subject_agreement_key", "claims"."conflict_key", "claims"."answers_key", "claims"."supersedes_key", "claims"."recorded_at", "claims"."withdrawn_at", "claims"."source"
  from "agreement_declarations"
  inner join "claims" on "claims"."key" = "agreement_declarations"."claim_key"
  where "agreement_declarations"."agreement_key" = any($1::text[])
  order by "agreement_declarations"."agreement_key", "agreement_declarations"."position";

select "agreement_violations"."agreement_key", "agreement_violations"."position", "agreement_violations"."accuser_key", "agreement_violations"."accused_key", "agreement_violations"."event_key", "agreement_violations"."claim_key", "claims"."key", "claims"."slug", "claims"."kind", "claims"."metric", "claims"."population", "claims"."party_key", "claims"."measure", "claims"."period_earliest", "claims"."period_latest", "claims"."period_precision", "claims"."period_edtf", "claims"."period_zone", "claims"."place_key", "claims"."low", "claims"."best", "claims"."high", "claims"."quantifier", "claims"."parts", "claims"."stance", "claims"."summary", "claims"."asserted_earliest", "claims"."asserted_latest", "claims"."asserted_precision", "claims"."asserted_edtf", "claims"."asserted_zone", "claims"."claimant_key", "claims"."source_reliability", "claims"."information_credibility", "claims"."rank", "claims"."rank_reason", "claims"."subject_conflict_key", "claims"."subject_event_key", "claims"."subject_agreement_key", "claims"."conflict_key", "claims"."answers_key", "claims"."supersedes_key", "claims"."recorded_at", "claims"."withdrawn_at", "claims"."source"
  from "agreement_violations"
  inner join "claims" on "claims"."key" = "agreement_violations"."claim_key"
  where "agreement_violations"."agreement_key" = any($1::text[])
  order by "agreement_violations"."agreement_key", "agreement_violations"."position";

select "key", "slug", "kind", "metric", "population", "party_key", "measure", "period_earliest", "period_latest", "period_precision", "period_edtf", "period_zone", "place_key", "low", "best", "high", "quantifier", "parts", "stance", "summary", "asserted_earliest", "asserted_latest", "asserted_precision", "asserted_edtf", "asserted_zone", "claimant_key", "source_reliability", "information_credibility", "rank", "rank_reason", "subject_conflict_key", "subject_event_key", "subject_agreement_key", "conflict_key", "answers_key", "supersedes_key", "recorded_at", "withdrawn_at", "source"
  from "claims"
  where "claims"."key" = any($1::text[]);

select "key", "slug", "name", "names", "kind", "description", "country_key", "part_of_key", "source"
  from "actors"
  where "actors"."key" = any($1::text[]);

select "key", "slug", "title", "publisher_key", "published_earliest", "published_latest", "published_precision", "published_edtf", "published_zone", "url", "language", "source"
  from "reports"
  where "reports"."key" = any($1::text[]);

select "key", "slug", "name", "kind", "violence", "summary", "earliest", "latest", "precision", "edtf", "zone", "place_key", "country_key", "latitude", "longitude", "location_precision", "location_description", "conflict_key", "dyad_key", "part_of_key", "dataset_key", "deaths_low", "deaths_best", "deaths_high", "clarity", "source_count", "review_status", "quality_flags", "source"
  from "events"
  where "events"."key" = any($1::text[]);

select "key", "slug", "kind", "metric", "population", "party_key", "measure", "period_earliest", "period_latest", "period_precision", "period_edtf", "period_zone", "place_key", "low", "best", "high", "quantifier", "parts", "stance", "summary", "asserted_earliest", "asserted_latest", "asserted_precision", "asserted_edtf", "asserted_zone", "claimant_key", "source_reliability", "information_credibility", "rank", "rank_reason", "subject_conflict_key", "subject_event_key", "subject_agreement_key", "conflict_key", "answers_key", "supersedes_key", "recorded_at", "withdrawn_at", "source"
  from "claims"
  where "claims"."answers_key" = any($1::text[])
  order by "claims"."asserted_latest", "claims"."key";
