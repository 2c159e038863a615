select "events"."key", "events"."slug", "events"."name", "events"."kind", "events"."violence", "events"."summary", "events"."earliest", "events"."latest", "events"."precision", "events"."edtf", "events"."zone", "events"."place_key", "events"."country_key", "events"."latitude", "events"."longitude", "events"."location_precision", "events"."location_description", "events"."conflict_key", "events"."dyad_key", "events"."clarity", "events"."source_count", "events"."review_status", "events"."quality_flags", "events"."part_of_key", "events"."dataset_key", "events"."issue", "events"."deaths_low", "events"."deaths_best", "events"."deaths_high", "events"."deaths_side_a", "events"."deaths_side_b", "events"."deaths_civilians", "events"."deaths_unknown", "events"."withdrawn_at", "events"."valid_from", "events"."source", "events"."commit_id", "events"."commit_ordinal", "events"."change"
  from "events"
  where "events"."key" = any($1::text[]);

select case when octet_length(answer) <= $1 then answer end, octet_length(answer)
  from (select '{"$":{"conflict":' || coalesce((select ((('{"$table":"conflicts","key":' || to_json(t1."key")::text || ',"slug":' || coalesce(to_json(t1."slug")::text, 'null')) || (',"name":' || to_json(t1."name")::text || ',"names":' || to_json(t1."names")::text || ',"kind":')) || ((coalesce('"' || t1."kind"::text || '"', 'null') || ',"violence":' || coalesce('"' || t1."violence"::text || '"', 'null') || ',"incompatibility":' || coalesce('"' || t1."incompatibility"::text || '"', 'null')) || (',"incompatibilityOver":' || coalesce(to_json(t1."incompatibility_over")::text, 'null') || ',"summary":' || coalesce(to_json(t1."summary")::text, 'null') || ',"startedOn":'))) || (((coalesce(to_json(t1."started_on")::text, 'null') || ',"endedOn":' || coalesce(to_json(t1."ended_on")::text, 'null') || ',"datasetKey":' || coalesce(to_json(t1."dataset_key")::text, 'null')) || (',"source":' || to_json(t1."source")::text || ',"$":{"name":' || to_json(t1."name")::text || ',"parties":')) || ((coalesce((select '[' || string_agg('{"side":"' || t2."side"::text || '","actorKey":' || to_json(t2."actor_key")::text || '}', ','
  order by t2."side", t2."actor_key") || ']'
  from "conflict_parties" as t2
  where t2."conflict_key" = t1."key"), '[]') || ',"agreements":' || (select '{"nodes":[' || coalesce(array_to_string((array_agg((('{"key":' || to_json(t3."key")::text || ',"$":{"declarations":' || coalesce((select '[' || string_agg('{"actorKey":' || to_json(t4."actor_key")::text || ',"$":{"claim":' || coalesce((select '{"summary":' || to_json(t5."summary")::text || ',"claimantKey":' || to_json(t5."claimant_key")::text || '}'
  from "claims" as t5
  where t5."key" = t4."claim_key"), 'null') || '}}', ','
  order by t4."position") || ']'
  from "agreement_declarations" as t4
  where (t4."agreement_key" = t3."key" and (t4."claim_key" is null or exists (select
  from "claims" as t6
  where t6."key" = t4."claim_key" and t6."asserted_latest" <= $2 and (t6."withdrawn_at" is null or t6."withdrawn_at" > $3))))), '[]') || ',"allegedViolations":') || (coalesce((select '[' || string_agg(('{"accuserKey":' || to_json(t7."accuser_key")::text || ',"accusedKey":' || to_json(t7."accused_key")::text) || (',"$":{"event":' || coalesce((select '{"name":' || to_json(t8."name")::text || '}'
  from "events" as t8
  where t8."key" = t7."event_key"), 'null') || ',"denials":' || coalesce((select '[' || string_agg('{"summary":' || to_json(t9."summary")::text || '}', ','
  order by t9."asserted_latest", t9."key") || ']'
  from "claims" as t9
  where (t9."answers_key" = t7."claim_key" and t9."stance" = 'DENIES' and t9."asserted_latest" <= $4 and (t9."withdrawn_at" is null or t9."withdrawn_at" > $5))), '[]') || '}}'), ','
  order by t7."position") || ']'
  from "agreement_violations" as t7
  where (t7."agreement_key" = t3."key" and (t7."claim_key" is null or exists (select
  from "claims" as t10
  where t10."key" = t7."claim_key" and t10."asserted_latest" <= $6 and (t10."withdrawn_at" is null or t10."withdrawn_at" > $7))))), '[]') || ',"facts":{"parties":' || coalesce((select '[' || string_agg(to_json(t11."actor_key")::text, ','
  order by t11."position") || ']'
  from "agreement_parties" as t11
  where t11."agreement_key" = t3."key"), '[]') || ',"declarations":' || coalesce((select '[' || string_agg('{"actorKey":' || to_json(t14."actor_key")::text || ',"claimKey":' || to_json(t14."claim_key")::text || '}', ','
  order by t14."position") || ']'
  from "agreement_declarations" as t14
  where t14."agreement_key" = t3."key"), '[]') || ',"violations":')) || ((coalesce((select '[' || string_agg('{"accuserKey":' || to_json(t15."accuser_key")::text || ',"claimKey":' || to_json(t15."claim_key")::text || '}', ','
  order by t15."position") || ']'
  from "agreement_violations" as t15
  where t15."agreement_key" = t3."key"), '[]') || ',"renewals":' || coalesce((select '[' || string_agg(coalesce((select '[' || string_agg('{"actorKey":' || to_json(t13."actor_key")::text || ',"claimKey":' || to_json(t13."claim_key")::text || '}', ','
  order by t13."position") || ']'
  from "agreement_declarations" as t13
  where t13."agreement_key" = t12."key"), '[]'), ','
  order by t12."key") || ']'
  from "agreements" as t12
  where t12."renews_key" = t3."key"), '[]') || ',"effectiveAt":' || coalesce('"' || to_char(t3."effective_at", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"', 'null') || ',"effectiveClaimKey":') || (coalesce(to_json(t3."effective_claim_key")::text, 'null') || ',"endedClaimKey":' || coalesce(to_json(t3."ended_claim_key")::text, 'null') || ',"claims":' || coalesce((select '[' || string_agg(('{"key":' || to_json(t16."key")::text || ',"stance":"' || t16."stance"::text) || ('","assertedLatest":"' || to_char(t16."asserted_latest", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","withdrawnAt":' || coalesce('"' || to_char(t16."withdrawn_at", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"', 'null') || '}'), ',') || ']'
  from (select *
  from "claims"
  where "claims"."key" = any(array( select claim_key
  from "agreement_declarations"
  where agreement_key = t3."key" or agreement_key in ( select "agreements"."key"
  from "agreements"
  where "agreements"."renews_key" = t3."key") union all select claim_key
  from "agreement_violations"
  where agreement_key = t3."key") || array[t3."effective_claim_key", t3."ended_claim_key"]::text[])) as t16), '[]') || '}}}'))))[1:least(count(*), 5)], ','), '') || ']}'
  from (select t1."key" as key) as parent
  cross join lateral (select (coalesce("agreements"."effective_at", timestamptz '0001-01-01 00:00:00+00'))::text as sort_value, "agreements".*
  from "agreements"
  where "agreements"."conflict_key" = t1."key"
  order by coalesce("agreements"."effective_at", timestamptz '0001-01-01 00:00:00+00') desc, "agreements"."key" desc
  limit 5) as t3) || ',"claims":' || (select '{"totalCount":' || (select count(*)
  from "claims"
  where ("claims"."conflict_key" = t1."key" and "claims"."asserted_latest" <= $8 and ("claims"."withdrawn_at" is null or "claims"."withdrawn_at" > $9)))::text || ',"nodes":[' || coalesce(array_to_string((array_agg('{"summary":' || to_json(t17."summary")::text || ',"claimantKey":' || to_json(t17."claimant_key")::text || ',"$":{"attribution":' || coalesce((select '[' || string_agg('{"role":"' || t18."role"::text || '","actorKey":' || to_json(t18."actor_key")::text || ',"$":{"report":' || coalesce((select '{"title":' || to_json(t19."title")::text || '}'
  from "reports" as t19
  where t19."key" = t18."report_key"), 'null') || '}}', ','
  order by t18."ordinal") || ']'
  from "claim_attributions" as t18
  where t18."claim_key" = t17."key"), '[]') || '}}'))[1:least(count(*), 50)], ','), '') || ']}'
  from (select t1."key" as key) as parent
  cross join lateral (select ("claims"."asserted_latest")::text as sort_value, "claims".*
  from "claims"
  where ("claims"."conflict_key" = t1."key" and "claims"."asserted_latest" <= $10 and ("claims"."withdrawn_at" is null or "claims"."withdrawn_at" > $11))
  order by "claims"."asserted_latest" desc, "claims"."key" desc
  limit 50) as t17)) || (',"events":' || (select '{"nodes":[' || coalesce(array_to_string((array_agg('{"name":' || to_json(t20."name")::text || ',"locationPrecision":' || coalesce('"' || t20."location_precision"::text || '"', 'null') || ',"placeKey":' || coalesce(to_json(t20."place_key")::text, 'null') || '}'))[1:least(count(*), 20)], ','), '') || ']}'
  from (select t1."key" as key) as parent
  cross join lateral (select ("events"."earliest")::text as sort_value, "events".*
  from "events"
  where ("events"."conflict_key" = t1."key" and "events"."withdrawn_at" is null)
  order by "events"."earliest" desc, "events"."key" desc
  limit 20) as t20) || ',"figure claims":' || coalesce((select '[' || string_agg(((('{"metric":' || coalesce('"' || t21."metric"::text || '"', 'null') || ',"population":' || coalesce('"' || t21."population"::text || '"', 'null') || ',"partyKey":' || coalesce(to_json(t21."party_key")::text, 'null') || ',"measure":') || (coalesce('"' || t21."measure"::text || '"', 'null') || ',"periodEdtf":' || coalesce(to_json(t21."period_edtf")::text, 'null') || ',"dyadKey":' || coalesce(to_json(t21."dyad_key")::text, 'null') || ',"placeKey":' || coalesce(to_json(t21."place_key")::text, 'null'))) || ((',"key":' || to_json(t21."key")::text || ',"kind":"' || t21."kind"::text || '","stance":"' || t21."stance"::text || '","rank":"') || (t21."rank"::text || '","claimantKey":' || to_json(t21."claimant_key")::text || ',"assertedEarliest":"' || to_char(t21."asserted_earliest", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","assertedLatest":"' || to_char(t21."asserted_latest", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","withdrawnAt":'))) || (((coalesce('"' || to_char(t21."withdrawn_at", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"', 'null') || ',"low":' || coalesce(t21."low"::text, 'null') || ',"best":' || coalesce(t21."best"::text, 'null') || ',"high":' || coalesce(t21."high"::text, 'null')) || (',"quantifier":' || coalesce('"' || t21."quantifier"::text || '"', 'null') || ',"supersedesKey":' || coalesce(to_json(t21."supersedes_key")::text, 'null') || ',"subjectConflictKey":' || coalesce(to_json(t21."subject_conflict_key")::text, 'null') || ',"subjectEventKey":' || coalesce(to_json(t21."subject_event_key")::text, 'null'))) || ((',"subjectAgreementKey":' || coalesce(to_json(t21."subject_agreement_key")::text, 'null') || ',"subjectPlaceKey":' || coalesce(to_json(t21."subject_place_key")::text, 'null') || ',"periodEarliest":' || coalesce('"' || to_char(t21."period_earliest", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"', 'null') || ',"periodLatest":') || (coalesce('"' || to_char(t21."period_latest", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"', 'null') || ',"periodPrecision":' || coalesce('"' || t21."period_precision"::text || '"', 'null') || ',"periodZone":' || coalesce(to_json(t21."period_zone")::text, 'null') || ',"$":{"attribution":' || coalesce((select '[' || string_agg('{"role":"' || t22."role"::text || '","actorKey":' || to_json(t22."actor_key")::text || ',"$":{"report":' || coalesce((select '{"title":' || to_json(t23."title")::text || '}'
  from "reports" as t23
  where t23."key" = t22."report_key"), 'null') || '}}', ','
  order by t22."ordinal") || ']'
  from "claim_attributions" as t22
  where t22."claim_key" = t21."key"), '[]') || '}}'))), ',') || ']'
  from (select *
  from "claims"
  where "claims"."kind" = 'FIGURE' and ("claims"."subject_conflict_key" = t1."key" or "claims"."subject_event_key" = any(array( select "events"."key"
  from "events"
  where "events"."conflict_key" = t1."key" and "events"."kind" = 'EPISODE')))) as t21), '[]') || '}}')))
  from "conflicts" as t1
  where t1."key" = coalesce((select key
  from "conflicts"
  where slug = $12), $13)), 'null') || '}}' as answer offset 0) compiled;
