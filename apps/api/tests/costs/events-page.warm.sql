select case when octet_length(answer) <= $1 then answer end, octet_length(answer), case when not pg_is_in_recovery() then (select id
  from installation) || '-' || lpad(to_hex((select max(position)
  from commits)), 12, '0') || '-ffffffffffff' end
  from (select '{"events":' || (select '{"totalCount":' || (select coalesce((select sum("events".events)
  from (select *
  from ( select month::timestamp as earliest, last_month::timestamp as latest, "dataset_key", "conflict_key", "dyad_key", "country_key", "violence", "kind", "actor_keys", "claimed", "events", "events_without_figure", "events_without_split", "low", "best", "high", "side_a", "side_b", "civilians", "unknown", "first_earliest", "last_earliest", "estimate_key"
  from "event_totals" as "event_totals"
  where ("event_totals"."last_month" >= $2 and "event_totals"."month" <= $3)) as "events"
  where "events"."country_key" = any(array(select key
  from places
  where country_code = any($4::char(2)[])))) as "events"), 0)::int as total)::text || ',"nodes":[' || coalesce(array_to_string((array_agg(('{"name":' || to_json(t1."name")::text || ',"conflict":' || coalesce((select '{"name":' || to_json(t2."name")::text || '}'
  from "conflicts" as t2
  where t2."key" = t1."conflict_key"), 'null') || ',"location":') || (case when t1."location_precision" is not null then '{"country":' || coalesce((select '{"name":' || to_json(t3."name")::text || '}'
  from "places" as t3
  where t3."key" = t1."country_key"), 'null') || ',"place":' || coalesce((select '{"name":' || to_json(t4."name")::text || '}'
  from "places" as t4
  where t4."key" = t1."place_key"), 'null') || '}' else 'null' end || ',"participants":' || coalesce((select '[' || string_agg('{"role":"' || t5."role"::text || '","actor":' || coalesce((select '{"name":' || to_json(t6."name")::text || '}'
  from "actors" as t6
  where t6."key" = t5."actor_key"), 'null') || '}', ','
  order by t5."position") || ']'
  from "event_participants" as t5
  where t5."event_key" = t1."key"), '[]') || ',"claims":' || (select '{"nodes":[' || coalesce(array_to_string((array_agg('{"summary":' || to_json(t7."summary")::text || ',"claimant":' || coalesce((select '{"name":' || to_json(t8."name")::text || '}'
  from "actors" as t8
  where t8."key" = t7."claimant_key"), 'null') || '}'))[1:least(count(*), 3)], ','), '') || ']}'
  from (select t1."key" as key) as parent
  cross join lateral (select "claims"."asserted_latest" as sort_value, "claims".*
  from "claims"
  where ("claims"."subject_event_key" = t1."key" and "claims"."asserted_latest" <= $5 and ("claims"."withdrawn_at" is null or "claims"."withdrawn_at" > $6))
  order by "claims"."asserted_latest" desc, "claims"."key" desc
  limit 3) as t7) || '}')))[1:least(count(*), 50)], ','), '') || ']}'
  from (with few as materialized ( select *
  from "events"
  where ("events"."country_key" = any(array(select key
  from places
  where country_code = any($7::char(2)[]))) and ("events"."latest" >= $8 and "events"."earliest" >= least( $9::timestamptz - interval '31 days', (select min(long.earliest) filter (where true)
  from "events" long
  where long.latest - long.earliest > interval '31 days' and long.latest >= $10))) and "events"."earliest" <= $11 and "events"."withdrawn_at" is null)
  limit 1000 + 1 ) (select "events"."earliest" as sort_value, "events".*
  from few as "events"
  where (select count(*)
  from few) <= 1000
  order by "events"."earliest" desc, "events"."key" desc
  limit 50) union all (select "events"."earliest" as sort_value, "events".*
  from "events"
  where ((select count(*)
  from few) > 1000 and ("events"."country_key" = any(array(select key
  from places
  where country_code = any($12::char(2)[]))) and ("events"."latest" >= $13 and "events"."earliest" >= least( $14::timestamptz - interval '31 days', (select min(long.earliest) filter (where true)
  from "events" long
  where long.latest - long.earliest > interval '31 days' and long.latest >= $15))) and "events"."earliest" <= $16 and "events"."withdrawn_at" is null))
  order by "events"."earliest" desc, "events"."key" desc
  limit 50)) as t1) || '}' as answer offset 0) compiled;
