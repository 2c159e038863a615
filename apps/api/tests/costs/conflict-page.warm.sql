select case when octet_length(answer) <= $1 then answer end, octet_length(answer)
  from (select '{"$":{"conflict":' || coalesce((select ((('{"$table":"conflicts","key":' || to_json(t1."key")::text || ',"slug":' || coalesce(to_json(t1."slug")::text, 'null') || ',"derivedSlug":') || (coalesce(to_json(t1."derived_slug")::text, 'null') || ',"name":' || to_json(t1."name")::text || ',"names":' || to_json(t1."names")::text || ',"kind":')) || ((coalesce('"' || t1."kind"::text || '"', 'null') || ',"violence":' || coalesce('"' || t1."violence"::text || '"', 'null') || ',"incompatibility":' || coalesce('"' || t1."incompatibility"::text || '"', 'null')) || (',"incompatibilityOver":' || coalesce(to_json(t1."incompatibility_over")::text, 'null') || ',"summary":' || coalesce(to_json(t1."summary")::text, 'null') || ',"summaryTranslations":' || coalesce(to_json(t1."summary_translations")::text, 'null')))) || (((',"startedOn":' || coalesce(to_json(t1."started_on")::text, 'null') || ',"endedOn":' || coalesce(to_json(t1."ended_on")::text, 'null') || ',"datasetKey":') || (coalesce(to_json(t1."dataset_key")::text, 'null') || ',"source":' || to_json(t1."source")::text || ',"$":{"name":' || to_json(t1."name")::text || ',"parties":')) || ((coalesce((select '[' || string_agg('{"side":"' || t2."side"::text || '","actorKey":' || to_json(t2."actor_key")::text || '}', ','
  order by t2."side", t2."actor_key") || ']'
  from "conflict_parties" as t2
  where t2."conflict_key" = t1."key"), '[]') || ',"agreements":' || (select '{"nodes":[' || coalesce(array_to_string((array_agg((('{"key":' || to_json(t3."key")::text || ',"$":{"declarations":' || coalesce((select '[' || string_agg('{"actorKey":' || to_json(t4."actor_key")::text || ',"$":{"claim":' || coalesce((select '{"summary":' || to_json(t5."summary")::text || ',"claimantKey":' || to_json(t5."claimant_key")::text || '}'
  from "claims" as t5
  where t5."key" = t4."claim_key"), 'null') || '}}', ','
  order by t4."position") || ']'
  from "agreement_declarations" as t4
  where (t4."agreement_key" = t3."key" and (t4."claim_key" is null or exists (select
  from "claims" as t6
  where t6."key" = t4."claim_key" and t6."asserted_latest" <= $2 and (t6."withdrawn_at" is null or t6."withdrawn_at" > $3))))), '[]') || ',"allegedViolations":') || (coalesce((select '[' || string_agg(('{"accuserKey":' || to_json(t7."accuser_key")::text || ',"accusedKey":' || to_json(t7."accused_key")::text) || (',"$":{"event":' || coalesce((select '{"$":{"name":' || coalesce((select to_json(t9."name")::text
  from ( select t8."key" as "key", t8."slug" as "slug", t8."name" as "name", t8."kind" as "kind", t8."violence" as "violence", t8."summary" as "summary", t8."earliest" as "earliest", t8."latest" as "latest", t8."precision" as "precision", t8."edtf" as "edtf", t8."zone" as "zone", t8."place_key" as "place_key", t8."country_key" as "country_key", t8."latitude" as "latitude", t8."longitude" as "longitude", t8."location_precision" as "location_precision", t8."location_description" as "location_description", t8."conflict_key" as "conflict_key", t8."dyad_key" as "dyad_key", t8."clarity" as "clarity", t8."source_count" as "source_count", t8."review_status" as "review_status", t8."quality_flags" as "quality_flags", t8."name_translations" as "name_translations", t8."summary_translations" as "summary_translations", t8."part_of_key" as "part_of_key", t8."dataset_key" as "dataset_key", t8."issue" as "issue", t8."deaths_low" as "deaths_low", t8."deaths_best" as "deaths_best", t8."deaths_high" as "deaths_high", t8."deaths_side_a" as "deaths_side_a", t8."deaths_side_b" as "deaths_side_b", t8."deaths_civilians" as "deaths_civilians", t8."deaths_unknown" as "deaths_unknown", t8."withdrawn_at" as "withdrawn_at", t8."valid_from" as "valid_from", t8."source" as "source", t8."commit_id" as "commit_id", t8."commit_ordinal" as "commit_ordinal", t8."change" as "change"
  where not coalesce(t8."valid_from" > $4, false) union all select edition."event_key" as "key", t8."slug" as "slug", edition."name" as "name", edition."kind" as "kind", edition."violence" as "violence", edition."summary" as "summary", edition."earliest" as "earliest", edition."latest" as "latest", edition."precision" as "precision", edition."edtf" as "edtf", edition."zone" as "zone", edition."place_key" as "place_key", edition."country_key" as "country_key", edition."latitude" as "latitude", edition."longitude" as "longitude", edition."location_precision" as "location_precision", edition."location_description" as "location_description", edition."conflict_key" as "conflict_key", edition."dyad_key" as "dyad_key", edition."clarity" as "clarity", edition."source_count" as "source_count", edition."review_status" as "review_status", edition."quality_flags" as "quality_flags", t8."name_translations" as "name_translations", t8."summary_translations" as "summary_translations", t8."part_of_key" as "part_of_key", edition."release_key" as "dataset_key", edition."issue" as "issue", t8."deaths_low" as "deaths_low", t8."deaths_best" as "deaths_best", t8."deaths_high" as "deaths_high", t8."deaths_side_a" as "deaths_side_a", t8."deaths_side_b" as "deaths_side_b", t8."deaths_civilians" as "deaths_civilians", t8."deaths_unknown" as "deaths_unknown", t8."withdrawn_at" as "withdrawn_at", edition."valid_from" as "valid_from", t8."source" as "source", t8."commit_id" as "commit_id", t8."commit_ordinal" as "commit_ordinal", t8."change" as "change"
  from "event_editions" edition
  where coalesce(t8."valid_from" > $5, false) and edition.event_key = t8."key" and (edition.valid_from is null or edition.valid_from <= $6) and edition.valid_until > $7 ) as t9), 'null') || '}}'
  from "events" as t8
  where t8."key" = t7."event_key"), 'null') || ',"denials":' || coalesce((select '[' || string_agg('{"summary":' || to_json(t10."summary")::text || '}', ','
  order by t10."asserted_latest", t10."key") || ']'
  from "claims" as t10
  where (t10."answers_key" = t7."claim_key" and t10."stance" = 'DENIES' and t10."asserted_latest" <= $8 and (t10."withdrawn_at" is null or t10."withdrawn_at" > $9))), '[]') || '}}'), ','
  order by t7."position") || ']'
  from "agreement_violations" as t7
  where (t7."agreement_key" = t3."key" and (t7."claim_key" is null or exists (select
  from "claims" as t11
  where t11."key" = t7."claim_key" and t11."asserted_latest" <= $10 and (t11."withdrawn_at" is null or t11."withdrawn_at" > $11))))), '[]') || ',"facts":{"parties":' || coalesce((select '[' || string_agg(to_json(t12."actor_key")::text, ','
  order by t12."position") || ']'
  from "agreement_parties" as t12
  where t12."agreement_key" = t3."key"), '[]') || ',"declarations":' || coalesce((select '[' || string_agg('{"actorKey":' || to_json(t15."actor_key")::text || ',"claimKey":' || to_json(t15."claim_key")::text || '}', ','
  order by t15."position") || ']'
  from "agreement_declarations" as t15
  where t15."agreement_key" = t3."key"), '[]') || ',"violations":')) || ((coalesce((select '[' || string_agg('{"accuserKey":' || to_json(t16."accuser_key")::text || ',"claimKey":' || to_json(t16."claim_key")::text || '}', ','
  order by t16."position") || ']'
  from "agreement_violations" as t16
  where t16."agreement_key" = t3."key"), '[]') || ',"renewals":' || coalesce((select '[' || string_agg(coalesce((select '[' || string_agg('{"actorKey":' || to_json(t14."actor_key")::text || ',"claimKey":' || to_json(t14."claim_key")::text || '}', ','
  order by t14."position") || ']'
  from "agreement_declarations" as t14
  where t14."agreement_key" = t13."key"), '[]'), ','
  order by t13."key") || ']'
  from "agreements" as t13
  where t13."renews_key" = t3."key"), '[]') || ',"effectiveAt":' || coalesce(left(to_json(t3."effective_at" + interval '1 microsecond')::text, 24) || 'Z"', 'null') || ',"effectiveClaimKey":') || (coalesce(to_json(t3."effective_claim_key")::text, 'null') || ',"endedClaimKey":' || coalesce(to_json(t3."ended_claim_key")::text, 'null') || ',"claims":' || coalesce((select '[' || string_agg(('{"key":' || to_json(t17."key")::text || ',"stance":"' || t17."stance"::text) || ('","assertedLatest":' || left(to_json(t17."asserted_latest" + interval '1 microsecond')::text, 24) || 'Z","withdrawnAt":' || coalesce(left(to_json(t17."withdrawn_at" + interval '1 microsecond')::text, 24) || 'Z"', 'null') || '}'), ',') || ']'
  from (select *
  from "claims"
  where "claims"."key" = any(array( select claim_key
  from "agreement_declarations"
  where agreement_key = t3."key" or agreement_key in ( select "agreements"."key"
  from "agreements"
  where "agreements"."renews_key" = t3."key") union all select claim_key
  from "agreement_violations"
  where agreement_key = t3."key") || array[t3."effective_claim_key", t3."ended_claim_key"]::text[])) as t17), '[]') || '}}}'))))[1:least(count(*), 5)], ','), '') || ']}'
  from (select t1."key" as key) as parent
  cross join lateral (select coalesce("agreements"."effective_at", timestamptz '0001-01-01 00:00:00+00') as sort_value, "agreements".*
  from "agreements"
  where "agreements"."conflict_key" = t1."key"
  order by coalesce("agreements"."effective_at", timestamptz '0001-01-01 00:00:00+00') desc, "agreements"."key" desc
  limit 5) as t3) || ',"claims":' || (select '{"totalCount":' || (select coalesce(sum("claims"."claims"), 0)::int as total
  from "claim_counts" as "claims"
  where ("claims"."conflict_key" = t1."key" and "claims"."asserted_latest" <= $12 and ("claims"."withdrawn_at" is null or "claims"."withdrawn_at" > $13)))::text || ',"nodes":[' || coalesce(array_to_string((array_agg('{"summary":' || to_json(t18."summary")::text || ',"claimantKey":' || to_json(t18."claimant_key")::text || ',"$":{"attribution":' || coalesce((select '[' || string_agg('{"role":"' || t19."role"::text || '","actorKey":' || to_json(t19."actor_key")::text || ',"$":{"report":' || coalesce((select '{"title":' || to_json(t20."title")::text || '}'
  from "reports" as t20
  where t20."key" = t19."report_key"), 'null') || '}}', ','
  order by t19."ordinal") || ']'
  from "claim_attributions" as t19
  where t19."claim_key" = t18."key"), '[]') || '}}'))[1:least(count(*), 50)], ','), '') || ']}'
  from (select t1."key" as key) as parent
  cross join lateral (select "claims"."asserted_latest" as sort_value, "claims".*
  from "claims"
  where ("claims"."conflict_key" = t1."key" and "claims"."asserted_latest" <= $14 and ("claims"."withdrawn_at" is null or "claims"."withdrawn_at" > $15))
  order by "claims"."asserted_latest" desc, "claims"."key" desc
  limit 50) as t18) || ',"events":') || ((select '{"nodes":[' || coalesce(array_to_string((array_agg('{"name":' || to_json(t21."name")::text || ',"locationPrecision":' || coalesce('"' || t21."location_precision"::text || '"', 'null') || ',"placeKey":' || coalesce(to_json(t21."place_key")::text, 'null') || '}'))[1:least(count(*), 20)], ','), '') || ']}'
  from (select t1."key" as key) as parent
  cross join lateral (select "events"."earliest" as sort_value, "events".*
  from "events"
  where ("events"."conflict_key" = t1."key" and "events"."withdrawn_at" is null)
  order by "events"."earliest" desc, "events"."key" desc
  limit 20) as t21) || ',"figure claims":{"claims":' || coalesce((select '[' || string_agg(((('{"metric":' || coalesce('"' || t22."metric"::text || '"', 'null') || ',"population":' || coalesce('"' || t22."population"::text || '"', 'null') || ',"partyKey":' || coalesce(to_json(t22."party_key")::text, 'null') || ',"measure":') || (coalesce('"' || t22."measure"::text || '"', 'null') || ',"periodEdtf":' || coalesce(to_json(t22."period_edtf")::text, 'null') || ',"dyadKey":' || coalesce(to_json(t22."dyad_key")::text, 'null') || ',"placeKey":' || coalesce(to_json(t22."place_key")::text, 'null'))) || ((',"key":' || to_json(t22."key")::text || ',"kind":"' || t22."kind"::text || '","stance":"' || t22."stance"::text || '","rank":"') || (t22."rank"::text || '","claimantKey":' || to_json(t22."claimant_key")::text || ',"assertedEarliest":' || left(to_json(t22."asserted_earliest" + interval '1 microsecond')::text, 24) || 'Z","assertedLatest":' || left(to_json(t22."asserted_latest" + interval '1 microsecond')::text, 24) || 'Z","withdrawnAt":'))) || (((coalesce(left(to_json(t22."withdrawn_at" + interval '1 microsecond')::text, 24) || 'Z"', 'null') || ',"low":' || coalesce(t22."low"::text, 'null') || ',"best":' || coalesce(t22."best"::text, 'null') || ',"high":' || coalesce(t22."high"::text, 'null')) || (',"quantifier":' || coalesce('"' || t22."quantifier"::text || '"', 'null') || ',"supersedesKey":' || coalesce(to_json(t22."supersedes_key")::text, 'null') || ',"subjectConflictKey":' || coalesce(to_json(t22."subject_conflict_key")::text, 'null') || ',"subjectEventKey":' || coalesce(to_json(t22."subject_event_key")::text, 'null'))) || ((',"subjectAgreementKey":' || coalesce(to_json(t22."subject_agreement_key")::text, 'null') || ',"subjectPlaceKey":' || coalesce(to_json(t22."subject_place_key")::text, 'null') || ',"periodEarliest":' || coalesce(left(to_json(t22."period_earliest" + interval '1 microsecond')::text, 24) || 'Z"', 'null') || ',"periodLatest":') || (coalesce(left(to_json(t22."period_latest" + interval '1 microsecond')::text, 24) || 'Z"', 'null') || ',"periodPrecision":' || coalesce('"' || t22."period_precision"::text || '"', 'null') || ',"periodZone":' || coalesce(to_json(t22."period_zone")::text, 'null') || ',"$":{"attribution":' || coalesce((select '[' || string_agg('{"role":"' || t23."role"::text || '","actorKey":' || to_json(t23."actor_key")::text || ',"$":{"report":' || coalesce((select '{"title":' || to_json(t24."title")::text || '}'
  from "reports" as t24
  where t24."key" = t23."report_key"), 'null') || '}}', ','
  order by t23."ordinal") || ']'
  from "claim_attributions" as t23
  where t23."claim_key" = t22."key"), '[]') || '}}'))), ',') || ']'
  from (select *
  from "claims"
  where "claims"."kind" = 'FIGURE' and ("claims"."subject_conflict_key" = t1."key" or "claims"."subject_event_key" = any(array( select "events"."key"
  from "events"
  where "events"."conflict_key" = t1."key" and "events"."kind" = 'EPISODE')))) as t22), '[]') || ',"subjects":' || (select '[' || coalesce(string_agg(case when t25."subjectEventKey" is not null then coalesce((select '{"__typename":"Event","key":' || to_json(t26."key")::text || ',"$":{"name":' || coalesce((select to_json(t27."name")::text
  from ( select t26."key" as "key", t26."slug" as "slug", t26."name" as "name", t26."kind" as "kind", t26."violence" as "violence", t26."summary" as "summary", t26."earliest" as "earliest", t26."latest" as "latest", t26."precision" as "precision", t26."edtf" as "edtf", t26."zone" as "zone", t26."place_key" as "place_key", t26."country_key" as "country_key", t26."latitude" as "latitude", t26."longitude" as "longitude", t26."location_precision" as "location_precision", t26."location_description" as "location_description", t26."conflict_key" as "conflict_key", t26."dyad_key" as "dyad_key", t26."clarity" as "clarity", t26."source_count" as "source_count", t26."review_status" as "review_status", t26."quality_flags" as "quality_flags", t26."name_translations" as "name_translations", t26."summary_translations" as "summary_translations", t26."part_of_key" as "part_of_key", t26."dataset_key" as "dataset_key", t26."issue" as "issue", t26."deaths_low" as "deaths_low", t26."deaths_best" as "deaths_best", t26."deaths_high" as "deaths_high", t26."deaths_side_a" as "deaths_side_a", t26."deaths_side_b" as "deaths_side_b", t26."deaths_civilians" as "deaths_civilians", t26."deaths_unknown" as "deaths_unknown", t26."withdrawn_at" as "withdrawn_at", t26."valid_from" as "valid_from", t26."source" as "source", t26."commit_id" as "commit_id", t26."commit_ordinal" as "commit_ordinal", t26."change" as "change"
  where not coalesce(t26."valid_from" > $16, false) union all select edition."event_key" as "key", t26."slug" as "slug", edition."name" as "name", edition."kind" as "kind", edition."violence" as "violence", edition."summary" as "summary", edition."earliest" as "earliest", edition."latest" as "latest", edition."precision" as "precision", edition."edtf" as "edtf", edition."zone" as "zone", edition."place_key" as "place_key", edition."country_key" as "country_key", edition."latitude" as "latitude", edition."longitude" as "longitude", edition."location_precision" as "location_precision", edition."location_description" as "location_description", edition."conflict_key" as "conflict_key", edition."dyad_key" as "dyad_key", edition."clarity" as "clarity", edition."source_count" as "source_count", edition."review_status" as "review_status", edition."quality_flags" as "quality_flags", t26."name_translations" as "name_translations", t26."summary_translations" as "summary_translations", t26."part_of_key" as "part_of_key", edition."release_key" as "dataset_key", edition."issue" as "issue", t26."deaths_low" as "deaths_low", t26."deaths_best" as "deaths_best", t26."deaths_high" as "deaths_high", t26."deaths_side_a" as "deaths_side_a", t26."deaths_side_b" as "deaths_side_b", t26."deaths_civilians" as "deaths_civilians", t26."deaths_unknown" as "deaths_unknown", t26."withdrawn_at" as "withdrawn_at", edition."valid_from" as "valid_from", t26."source" as "source", t26."commit_id" as "commit_id", t26."commit_ordinal" as "commit_ordinal", t26."change" as "change"
  from "event_editions" edition
  where coalesce(t26."valid_from" > $17, false) and edition.event_key = t26."key" and (edition.valid_from is null or edition.valid_from <= $18) and edition.valid_until > $19 ) as t27), 'null') || '}}'
  from "events" as t26
  where t26."key" = t25."subjectEventKey"), 'null') when t25."subjectConflictKey" is not null then coalesce((select (('{"__typename":"Conflict","$table":"conflicts","key":' || to_json(t28."key")::text || ',"slug":' || coalesce(to_json(t28."slug")::text, 'null') || ',"derivedSlug":' || coalesce(to_json(t28."derived_slug")::text, 'null') || ',"name":') || (to_json(t28."name")::text || ',"names":' || to_json(t28."names")::text || ',"kind":' || coalesce('"' || t28."kind"::text || '"', 'null') || ',"violence":' || coalesce('"' || t28."violence"::text || '"', 'null') || ',"incompatibility":')) || ((coalesce('"' || t28."incompatibility"::text || '"', 'null') || ',"incompatibilityOver":' || coalesce(to_json(t28."incompatibility_over")::text, 'null') || ',"summary":' || coalesce(to_json(t28."summary")::text, 'null') || ',"summaryTranslations":' || coalesce(to_json(t28."summary_translations")::text, 'null') || ',"startedOn":') || (coalesce(to_json(t28."started_on")::text, 'null') || ',"endedOn":' || coalesce(to_json(t28."ended_on")::text, 'null') || ',"datasetKey":' || coalesce(to_json(t28."dataset_key")::text, 'null') || ',"source":' || to_json(t28."source")::text || '}'))
  from "conflicts" as t28
  where t28."key" = t25."subjectConflictKey"), 'null') when t25."subjectPlaceKey" is not null then coalesce((select (('{"__typename":"Place","$table":"places","key":' || to_json(t29."key")::text || ',"slug":' || coalesce(to_json(t29."slug")::text, 'null') || ',"derivedSlug":' || coalesce(to_json(t29."derived_slug")::text, 'null')) || (',"name":' || to_json(t29."name")::text || ',"names":' || to_json(t29."names")::text || ',"kind":"' || t29."kind"::text || '","parentKey":')) || ((coalesce(to_json(t29."parent_key")::text, 'null') || ',"countryKey":' || coalesce(to_json(t29."country_key")::text, 'null') || ',"latitude":' || coalesce(t29."latitude"::text, 'null') || ',"longitude":' || coalesce(t29."longitude"::text, 'null')) || (',"countryCode":' || coalesce(to_json(t29."country_code")::text, 'null') || ',"datasetKey":' || coalesce(to_json(t29."dataset_key")::text, 'null') || ',"source":' || to_json(t29."source")::text || '}'))
  from "places" as t29
  where t29."key" = t25."subjectPlaceKey"), 'null') else coalesce((select '{"__typename":"Agreement","key":' || to_json(t30."key")::text || '}'
  from "agreements" as t30
  where t30."key" = t25."subjectAgreementKey"), 'null') end, ','), '') || ']'
  from (select distinct "claims"."subject_event_key" as "subjectEventKey", "claims"."subject_conflict_key" as "subjectConflictKey", "claims"."subject_place_key" as "subjectPlaceKey", "claims"."subject_agreement_key" as "subjectAgreementKey"
  from "claims"
  where "claims"."kind" = 'FIGURE' and ("claims"."subject_conflict_key" = t1."key" or "claims"."subject_event_key" = any(array( select "events"."key"
  from "events"
  where "events"."conflict_key" = t1."key" and "events"."kind" = 'EPISODE')))) as t25) || '}}}')))
  from "conflicts" as t1
  where t1."key" = coalesce((select key
  from "conflicts"
  where slug = $20), (select "slugs"."entity_key"
  from "slugs"
  where "slugs"."entity" = 'CONFLICT' and "slugs"."slug" = $21
  order by "slugs"."rank", "slugs"."number", "slugs"."entity_key"
  limit 1), $22)), 'null') || '}}' as answer offset 0) compiled;
