select "key", "slug", "name", "names", "kind", "violence", "incompatibility", "incompatibility_over", "summary", "started_on", "ended_on", "source"
  from "conflicts"
  where "conflicts"."key" = any($1::text[]);

select "key", "slug", "name", "names", "kind", "description", "country_key", "part_of_key", "source"
  from "actors"
  where "actors"."key" = any($1::text[]);
