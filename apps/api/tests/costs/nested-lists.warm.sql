select case when octet_length(answer) <= $1 then answer end, octet_length(answer), case when not pg_is_in_recovery() then (select id
  from installation) || '-' || lpad(to_hex((select max(position)
  from commits)), 12, '0') || '-ffffffffffff' end
  from (select '{"conflicts":' || (select '{"nodes":[' || coalesce(array_to_string((array_agg('{"name":' || to_json(t1."name")::text || ',"events":' || (select '{"nodes":[' || coalesce(array_to_string((array_agg('{"name":' || to_json(t2."name")::text || ',"claims":' || (select '{"nodes":[' || coalesce(array_to_string((array_agg('{"summary":' || to_json(t3."summary")::text || '}'))[1:least(count(*), 2)], ','), '') || ']}'
  from (select t2."key" as key) as parent
  cross join lateral (select "claims"."asserted_latest" as sort_value, "claims".*
  from "claims"
  where ("claims"."subject_event_key" = t2."key" and "claims"."asserted_latest" <= $2 and ("claims"."withdrawn_at" is null or "claims"."withdrawn_at" > $3))
  order by "claims"."asserted_latest" desc, "claims"."key" desc
  limit 2) as t3) || '}'))[1:least(count(*), 5)], ','), '') || ']}'
  from (select t1."key" as key) as parent
  cross join lateral (select "events"."earliest" as sort_value, "events".*
  from "events"
  where ("events"."conflict_key" = t1."key" and "events"."withdrawn_at" is null)
  order by "events"."earliest" desc, "events"."key" desc
  limit 5) as t2) || '}'))[1:least(count(*), 10)], ','), '') || ']}'
  from (select "conflicts"."name" collate "C" as sort_value, "conflicts".*
  from "conflicts"
  where true
  order by "conflicts"."name" collate "C" asc, "conflicts"."key" asc
  limit 10) as t1) || '}' as answer offset 0) compiled;
