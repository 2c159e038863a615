select "actors"."key", "actors"."slug", "actors"."derived_slug", "actors"."name", "actors"."names", "actors"."kind", "actors"."description", "actors"."country_key", "actors"."part_of_key", "actors"."is_mention", "actors"."mention_of_key", "actors"."dataset_key", "actors"."source"
  from "actors"
  where "actors"."key" = any($1::text[]);

select "agreement_declarations"."agreement_key" as owner_key, "agreement_declarations"."agreement_key", "agreement_declarations"."position", "agreement_declarations"."actor_key", "agreement_declarations"."claim_key"
  from "agreement_declarations"
  where "agreement_declarations"."agreement_key" = any($1::text[])
  order by "agreement_declarations"."agreement_key" asc, "agreement_declarations"."position";

select "agreement_parties"."agreement_key" as owner_key, "agreement_parties"."agreement_key", "agreement_parties"."position", "agreement_parties"."actor_key"
  from "agreement_parties"
  where "agreement_parties"."agreement_key" = any($1::text[])
  order by "agreement_parties"."agreement_key" asc, "agreement_parties"."position";

select "agreement_violations"."agreement_key" as owner_key, "agreement_violations"."agreement_key", "agreement_violations"."position", "agreement_violations"."accuser_key", "agreement_violations"."accused_key", "agreement_violations"."event_key", "agreement_violations"."claim_key"
  from "agreement_violations"
  where "agreement_violations"."agreement_key" = any($1::text[])
  order by "agreement_violations"."agreement_key" asc, "agreement_violations"."position";

select "agreements"."key", "agreements"."slug", "agreements"."name", "agreements"."name_translations", "agreements"."kind", "agreements"."summary", "agreements"."summary_translations", "agreements"."conflict_key", "agreements"."effective_at", "agreements"."effective_zone", "agreements"."effective_claim_key", "agreements"."renews_key", "agreements"."ended_claim_key", "agreements"."source"
  from "agreements"
  where "agreements"."key" = any($1::text[]);

select "agreements"."renews_key" as owner_key, "agreements"."key", "agreements"."slug", "agreements"."name", "agreements"."name_translations", "agreements"."kind", "agreements"."summary", "agreements"."summary_translations", "agreements"."conflict_key", "agreements"."effective_at", "agreements"."effective_zone", "agreements"."effective_claim_key", "agreements"."renews_key", "agreements"."ended_claim_key", "agreements"."source"
  from "agreements"
  where "agreements"."renews_key" = any($1::text[])
  order by "agreements"."renews_key" asc, "agreements"."key";

select "claim_attributions"."claim_key" as owner_key, "claim_attributions"."claim_key", "claim_attributions"."ordinal", "claim_attributions"."position", "claim_attributions"."role", "claim_attributions"."actor_key", "claim_attributions"."report_key", "claim_attributions"."paragraph", "claim_attributions"."locator"
  from "claim_attributions"
  where "claim_attributions"."claim_key" = any($1::text[])
  order by "claim_attributions"."claim_key" asc, "claim_attributions"."ordinal";

select "claims"."key", "claims"."slug", "claims"."kind", "claims"."metric", "claims"."population", "claims"."party_key", "claims"."measure", "claims"."period_earliest", "claims"."period_latest", "claims"."period_precision", "claims"."period_edtf", "claims"."period_zone", "claims"."dyad_key", "claims"."place_key", "claims"."low", "claims"."best", "claims"."high", "claims"."quantifier", "claims"."parts", "claims"."stance", "claims"."summary", "claims"."summary_translations", "claims"."asserted_earliest", "claims"."asserted_latest", "claims"."asserted_precision", "claims"."asserted_edtf", "claims"."asserted_zone", "claims"."claimant_key", "claims"."source_reliability", "claims"."information_credibility", "claims"."rank", "claims"."rank_reason", "claims"."subject_conflict_key", "claims"."subject_event_key", "claims"."subject_agreement_key", "claims"."subject_place_key", "claims"."conflict_key", "claims"."release_key", "claims"."issue", "claims"."answers_key", "claims"."supersedes_key", "claims"."recorded_at", "claims"."withdrawn_at", "claims"."withdrawn_reason", "claims"."source", "claims"."commit_id", "claims"."commit_ordinal", "claims"."change"
  from "claims"
  where "claims"."answers_key" = any($1::text[])
  order by "claims"."asserted_latest", "claims"."key";

select "claims"."key", "claims"."slug", "claims"."kind", "claims"."metric", "claims"."population", "claims"."party_key", "claims"."measure", "claims"."period_earliest", "claims"."period_latest", "claims"."period_precision", "claims"."period_edtf", "claims"."period_zone", "claims"."dyad_key", "claims"."place_key", "claims"."low", "claims"."best", "claims"."high", "claims"."quantifier", "claims"."parts", "claims"."stance", "claims"."summary", "claims"."summary_translations", "claims"."asserted_earliest", "claims"."asserted_latest", "claims"."asserted_precision", "claims"."asserted_edtf", "claims"."asserted_zone", "claims"."claimant_key", "claims"."source_reliability", "claims"."information_credibility", "claims"."rank", "claims"."rank_reason", "claims"."subject_conflict_key", "claims"."subject_event_key", "claims"."subject_agreement_key", "claims"."subject_place_key", "claims"."conflict_key", "claims"."release_key", "claims"."issue", "claims"."answers_key", "claims"."supersedes_key", "claims"."recorded_at", "claims"."withdrawn_at", "claims"."withdrawn_reason", "claims"."source", "claims"."commit_id", "claims"."commit_ordinal", "claims"."change"
  from "claims"
  where "claims"."key" = any($1::text[]);

select "claims"."key", "claims"."slug", "claims"."kind", "claims"."metric", "claims"."population", "claims"."party_key", "claims"."measure", "claims"."period_earliest", "claims"."period_latest", "claims"."period_precision", "claims"."period_edtf", "claims"."period_zone", "claims"."dyad_key", "claims"."place_key", "claims"."low", "claims"."best", "claims"."high", "claims"."quantifier", "claims"."parts", "claims"."stance", "claims"."summary", "claims"."summary_translations", "claims"."asserted_earliest", "claims"."asserted_latest", "claims"."asserted_precision", "claims"."asserted_edtf", "claims"."asserted_zone", "claims"."claimant_key", "claims"."source_reliability", "claims"."information_credibility", "claims"."rank", "claims"."rank_reason", "claims"."subject_conflict_key", "claims"."subject_event_key", "claims"."subject_agreement_key", "claims"."subject_place_key", "claims"."conflict_key", "claims"."release_key", "claims"."issue", "claims"."answers_key", "claims"."supersedes_key", "claims"."recorded_at", "claims"."withdrawn_at", "claims"."withdrawn_reason", "claims"."source", "claims"."commit_id", "claims"."commit_ordinal", "claims"."change"
  from "claims"
  where "claims"."kind" = 'FIGURE' and ("claims"."subject_conflict_key" = any($1::text[]) or "claims"."subject_event_key" = any(array(select "events"."key"
  from "events"
  where "events"."conflict_key" = any($2::text[]) and "events"."kind" = 'EPISODE')));

select "conflict_parties"."conflict_key" as owner_key, "conflict_parties"."conflict_key", "conflict_parties"."actor_key", "conflict_parties"."side"
  from "conflict_parties"
  where "conflict_parties"."conflict_key" = any($1::text[])
  order by "conflict_parties"."conflict_key" asc, "conflict_parties"."side", "conflict_parties"."actor_key";

select "events"."key", "events"."slug", "events"."name", "events"."kind", "events"."violence", "events"."summary", "events"."earliest", "events"."latest", "events"."precision", "events"."edtf", "events"."zone", "events"."place_key", "events"."country_key", "events"."latitude", "events"."longitude", "events"."location_precision", "events"."location_description", "events"."conflict_key", "events"."dyad_key", "events"."clarity", "events"."source_count", "events"."review_status", "events"."quality_flags", "events"."name_translations", "events"."summary_translations", "events"."part_of_key", "events"."dataset_key", "events"."issue", "events"."deaths_low", "events"."deaths_best", "events"."deaths_high", "events"."deaths_side_a", "events"."deaths_side_b", "events"."deaths_civilians", "events"."deaths_unknown", "events"."withdrawn_at", "events"."valid_from", "events"."source", "events"."commit_id", "events"."commit_ordinal", "events"."change"
  from "events"
  where "events"."key" = any($1::text[]);

select "places"."key", "places"."slug", "places"."derived_slug", "places"."name", "places"."names", "places"."kind", "places"."parent_key", "places"."country_key", "places"."latitude", "places"."longitude", "places"."country_code", "places"."dataset_key", "places"."source"
  from "places"
  where "places"."key" = any($1::text[]);

select "reports"."key", "reports"."slug", "reports"."title", "reports"."publisher_key", "reports"."published_earliest", "reports"."published_latest", "reports"."published_precision", "reports"."published_edtf", "reports"."published_zone", "reports"."url", "reports"."language", "reports"."source"
  from "reports"
  where "reports"."key" = any($1::text[]);

select given.name as asked, "conflicts"."key", "conflicts"."slug", "conflicts"."derived_slug", "conflicts"."name", "conflicts"."names", "conflicts"."kind", "conflicts"."violence", "conflicts"."incompatibility", "conflicts"."incompatibility_over", "conflicts"."summary", "conflicts"."summary_translations", "conflicts"."started_on", "conflicts"."ended_on", "conflicts"."dataset_key", "conflicts"."source"
  from unnest($1::text[]) as given(name) join "conflicts" on "conflicts"."key" = coalesce((select key
  from "conflicts"
  where slug = given.name), (select "slugs"."entity_key"
  from "slugs"
  where "slugs"."entity" = 'CONFLICT' and "slugs"."slug" = given.name
  order by "slugs"."rank", "slugs"."number", "slugs"."entity_key"
  limit 1), given.name);

select parent.key as parent_key, counted.total
  from unnest($1::text[]) as parent(key)
  cross join lateral (select coalesce(sum("claims"."claims"), 0)::int as total
  from "claim_counts" as "claims"
  where ("claims"."conflict_key" = parent.key and "claims"."asserted_latest" <= $2 and ("claims"."withdrawn_at" is null or "claims"."withdrawn_at" > $3))) counted;

select parent.key as parent_key, slice.*
  from unnest($1::text[]) as parent(key)
  cross join lateral (select ("claims"."asserted_latest")::text as sort_value, "claims"."key", "claims"."slug", "claims"."kind", "claims"."metric", "claims"."population", "claims"."party_key", "claims"."measure", "claims"."period_earliest", "claims"."period_latest", "claims"."period_precision", "claims"."period_edtf", "claims"."period_zone", "claims"."dyad_key", "claims"."place_key", "claims"."low", "claims"."best", "claims"."high", "claims"."quantifier", "claims"."parts", "claims"."stance", "claims"."summary", "claims"."summary_translations", "claims"."asserted_earliest", "claims"."asserted_latest", "claims"."asserted_precision", "claims"."asserted_edtf", "claims"."asserted_zone", "claims"."claimant_key", "claims"."source_reliability", "claims"."information_credibility", "claims"."rank", "claims"."rank_reason", "claims"."subject_conflict_key", "claims"."subject_event_key", "claims"."subject_agreement_key", "claims"."subject_place_key", "claims"."conflict_key", "claims"."release_key", "claims"."issue", "claims"."answers_key", "claims"."supersedes_key", "claims"."recorded_at", "claims"."withdrawn_at", "claims"."withdrawn_reason", "claims"."source", "claims"."commit_id", "claims"."commit_ordinal", "claims"."change"
  from "claims"
  where ("claims"."conflict_key" = parent.key and "claims"."asserted_latest" <= $2 and ("claims"."withdrawn_at" is null or "claims"."withdrawn_at" > $3))
  order by "claims"."asserted_latest" desc, "claims"."key" desc
  limit 51) slice;

select parent.key as parent_key, slice.*
  from unnest($1::text[]) as parent(key)
  cross join lateral (select ("events"."earliest")::text as sort_value, "events"."key", "events"."slug", "events"."name", "events"."kind", "events"."violence", "events"."summary", "events"."earliest", "events"."latest", "events"."precision", "events"."edtf", "events"."zone", "events"."place_key", "events"."country_key", "events"."latitude", "events"."longitude", "events"."location_precision", "events"."location_description", "events"."conflict_key", "events"."dyad_key", "events"."clarity", "events"."source_count", "events"."review_status", "events"."quality_flags", "events"."name_translations", "events"."summary_translations", "events"."part_of_key", "events"."dataset_key", "events"."issue", "events"."deaths_low", "events"."deaths_best", "events"."deaths_high", "events"."deaths_side_a", "events"."deaths_side_b", "events"."deaths_civilians", "events"."deaths_unknown", "events"."withdrawn_at", "events"."valid_from", "events"."source", "events"."commit_id", "events"."commit_ordinal", "events"."change"
  from "events"
  where ("events"."conflict_key" = parent.key and "events"."withdrawn_at" is null)
  order by "events"."earliest" desc, "events"."key" desc
  limit 21) slice;

select parent.key as parent_key, slice.*
  from unnest($1::text[]) as parent(key)
  cross join lateral (select (coalesce("agreements"."effective_at", timestamptz '0001-01-01 00:00:00+00'))::text as sort_value, "agreements"."key", "agreements"."slug", "agreements"."name", "agreements"."name_translations", "agreements"."kind", "agreements"."summary", "agreements"."summary_translations", "agreements"."conflict_key", "agreements"."effective_at", "agreements"."effective_zone", "agreements"."effective_claim_key", "agreements"."renews_key", "agreements"."ended_claim_key", "agreements"."source"
  from "agreements"
  where "agreements"."conflict_key" = parent.key
  order by coalesce("agreements"."effective_at", timestamptz '0001-01-01 00:00:00+00') desc, "agreements"."key" desc
  limit 6) slice;
