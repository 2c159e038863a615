-- The functions below name a value that cannot be used before this transaction has ended.
SET LOCAL check_function_bodies = off;--> statement-breakpoint
ALTER TYPE "public"."search_type" ADD VALUE 'DYAD' BEFORE 'EVENT';--> statement-breakpoint
ALTER TABLE "dyads" ADD COLUMN "slug" text;--> statement-breakpoint
ALTER TABLE "dyads" ADD COLUMN "derived_slug" text;--> statement-breakpoint
CREATE INDEX "claims_dyad_key_index" ON "claims" USING btree ("dyad_key") WHERE dyad_key is not null;--> statement-breakpoint
ALTER TABLE "dyads" ADD CONSTRAINT "dyads_slug_unique" UNIQUE("slug");--> statement-breakpoint
-- As before, with the pairs of parties.
CREATE OR REPLACE FUNCTION slug_bases(given_entity search_type, given_keys text[], given_names text[])
RETURNS TABLE (key text, base text, rank smallint, number bigint) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE named AS MATERIALIZED (
    SELECT DISTINCT * FROM unnest(given_keys, given_names) AS given(key, name)
  ), above AS (
    SELECT named.key, named.name AS called, CASE WHEN place.kind IN ('COUNTRY', 'ADMIN1') THEN 1 ELSE 2 END AS rank,
      0 AS height, place.parent_key, place.kind, named.name
    FROM named JOIN places place ON place.key = named.key WHERE given_entity = 'PLACE'
    UNION ALL
    SELECT above.key, called, above.rank, height + 1, place.parent_key, place.kind, place.name
    FROM above JOIN places place ON place.key = above.parent_key WHERE height < 8
  ), parts AS MATERIALIZED (
    SELECT kind, name, slug_part(CASE kind WHEN 'ADMIN1' THEN slug_stem(name) ELSE name END) AS part
    FROM (SELECT DISTINCT kind, name FROM above) AS called
  )
  SELECT key, string_agg(part, '/' ORDER BY height DESC), above.rank::smallint, NULL::bigint
  FROM above JOIN parts USING (kind, name)
  GROUP BY key, called, above.rank HAVING bool_or(height = 0 AND part IS NOT NULL)
  UNION ALL
  SELECT named.key, slug_part(named.name), (CASE actor.kind WHEN 'UNCLASSIFIED' THEN 2 ELSE 1 END)::smallint,
    substring(named.key from ':(\d{1,18})(?:/|$)')::bigint
  FROM named JOIN actors actor ON actor.key = named.key AND actor.kind <> 'UNNAMED_SOURCE' WHERE given_entity = 'ACTOR'
  UNION ALL
  SELECT named.key, slug_part(named.name), 1::smallint, substring(named.key from ':(\d{1,18})$')::bigint
  FROM named JOIN conflicts conflict ON conflict.key = named.key WHERE given_entity = 'CONFLICT'
  UNION ALL
  SELECT named.key, slug_part(named.name), 1::smallint, substring(named.key from ':(\d{1,18})$')::bigint
  FROM named JOIN dyads dyad ON dyad.key = named.key WHERE given_entity = 'DYAD'
$$;--> statement-breakpoint
-- As before; pairs of parties are found, too, after the parties themselves.
CREATE OR REPLACE FUNCTION search_namings() RETURNS TABLE (kind search_type, relation text, naming text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  VALUES
    ('CONFLICT'::search_type, 'conflicts', 'SELECT key, slug IS NOT NULL AS curated, name, names,
      CASE WHEN key IN (SELECT entity_key FROM common_names WHERE entity = ''CONFLICT'')
        THEN search_also(''CONFLICT'', key) ELSE ''[]''::jsonb END AS also, 2 AS tier FROM %s'),
    ('AGREEMENT', 'agreements',
      'SELECT key, slug IS NOT NULL AS curated, name, coalesce(name_translations, ''{}''), ''[]''::jsonb, 2 FROM %s'),
    ('PLACE', 'places', 'SELECT key, slug IS NOT NULL AS curated, name, names,
      CASE WHEN key IN (SELECT entity_key FROM common_names WHERE entity = ''PLACE'')
        THEN search_also(''PLACE'', key) ELSE ''[]''::jsonb END AS also,
      CASE kind WHEN ''COUNTRY'' THEN 2 ELSE 1 END AS tier FROM %s'),
    ('ACTOR', 'actors', 'SELECT key, slug IS NOT NULL AS curated, name, names,
      CASE WHEN key IN (SELECT entity_key FROM common_names WHERE entity = ''ACTOR'')
        THEN search_also(''ACTOR'', key) ELSE ''[]''::jsonb END AS also,
      CASE WHEN kind IN (''STATE'', ''GOVERNMENT'', ''ARMED_FORCE'', ''ARMED_GROUP'', ''INTERNATIONAL_ORGANIZATION'') THEN 2
        WHEN kind IN (''UNNAMED_SOURCE'', ''UNCLASSIFIED'', ''MEDIA'') THEN 0 ELSE 1 END AS tier FROM %s WHERE NOT is_mention'),
    ('DYAD', 'dyads', 'SELECT key, slug IS NOT NULL AS curated, name, ''{}''::jsonb, ''[]''::jsonb, 1 FROM %s'),
    ('EVENT', 'events',
      'SELECT key, slug IS NOT NULL AS curated, name, coalesce(name_translations, ''{}''), ''[]''::jsonb, 0 FROM %s'),
    ('CLAIM', 'claims', 'SELECT key, true AS curated, summary, summary_translations, ''[]''::jsonb, 0
      FROM %s WHERE slug IS NOT NULL'),
    ('REPORT', 'reports',
      'SELECT key, slug IS NOT NULL AS curated, title, ''{}''::jsonb, ''[]''::jsonb, 0 FROM %s')
$$;--> statement-breakpoint
CREATE TRIGGER search_inserted AFTER INSERT ON dyads REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION search_follow('DYAD');--> statement-breakpoint
CREATE TRIGGER search_updated AFTER UPDATE ON dyads REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION search_follow('DYAD');--> statement-breakpoint
CREATE TRIGGER search_deleted AFTER DELETE ON dyads REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION search_follow('DYAD');--> statement-breakpoint
-- As before, and of each pair of parties.
CREATE OR REPLACE FUNCTION search_weigh() RETURNS void LANGUAGE sql AS $$
  WITH counted(type, key, events) AS (
    SELECT 'CONFLICT'::search_type, conflict_key, count(*) FROM events WHERE withdrawn_at IS NULL GROUP BY conflict_key
    UNION ALL SELECT 'DYAD', dyad_key, count(*) FROM events WHERE withdrawn_at IS NULL AND dyad_key IS NOT NULL GROUP BY dyad_key
    UNION ALL SELECT 'ACTOR', actor_key, count(*) FROM event_participants JOIN events ON key = event_key
      WHERE withdrawn_at IS NULL GROUP BY actor_key
    UNION ALL SELECT 'PLACE', place_key, count(*) FROM events WHERE withdrawn_at IS NULL GROUP BY place_key
    UNION ALL SELECT 'PLACE', country_key, count(*) FROM events WHERE withdrawn_at IS NULL GROUP BY country_key
  ), weighed AS (
    SELECT name_id, max(least(149, round(6 * log(2, 1 + events))))::smallint AS weight
    FROM counted JOIN search_entries USING (type, key) GROUP BY name_id
  )
  UPDATE search_names SET weight = fresh.weight
  FROM (
    SELECT id, coalesce(weighed.weight, 0) AS weight
    FROM search_names LEFT JOIN weighed ON id = name_id WHERE type IN ('CONFLICT', 'DYAD', 'ACTOR', 'PLACE')
  ) AS fresh
  WHERE search_names.id = fresh.id AND search_names.weight <> fresh.weight
$$;
