-- A text as filters by text compare it: lower case, accents off. Bound to the dictionary when it is made, so that it
-- depends on no setting and an index may hold what it gives.
CREATE FUNCTION plain_text(given text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql
RETURN lower(unaccent('unaccent'::regdictionary, given));--> statement-breakpoint
CREATE FUNCTION plain_names(name text, names jsonb) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql
RETURN plain_text(name)
  || coalesce((SELECT string_agg(E'\n' || plain_text(value), '') FROM jsonb_each_text(names)), '');--> statement-breakpoint
ALTER TABLE "search_names" ADD COLUMN "plain" text GENERATED ALWAYS AS (plain_names(name, names)) STORED;--> statement-breakpoint
CREATE INDEX "search_names_plain" ON "search_names" USING gin ("plain" gin_trgm_ops) WITH (gin_pending_list_limit=128) WHERE type in ('CONFLICT', 'PLACE', 'EVENT');--> statement-breakpoint
CREATE INDEX "events_summary_index" ON "events" USING gin (plain_text("summary") gin_trgm_ops) WHERE summary is not null;
