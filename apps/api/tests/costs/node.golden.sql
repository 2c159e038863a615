select "actors"."key", "actors"."slug", "actors"."derived_slug", "actors"."name", "actors"."names", "actors"."kind", "actors"."description", "actors"."country_key", "actors"."part_of_key", "actors"."is_mention", "actors"."mention_of_key", "actors"."dataset_key", "actors"."source"
  from "actors"
  where "actors"."key" = any($1::text[]);

select "conflicts"."key", "conflicts"."slug", "conflicts"."derived_slug", "conflicts"."name", "conflicts"."names", "conflicts"."kind", "conflicts"."violence", "conflicts"."incompatibility", "conflicts"."incompatibility_over", "conflicts"."summary", "conflicts"."summary_translations", "conflicts"."started_on", "conflicts"."ended_on", "conflicts"."dataset_key", "conflicts"."source"
  from "conflicts"
  where "conflicts"."key" = any($1::text[]);
