ALTER TABLE "actors" ADD COLUMN "is_mention" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "actors" ADD COLUMN "mention_of_key" text COLLATE "C";--> statement-breakpoint
CREATE INDEX "actors_mention_of_key_index" ON "actors" USING btree ("mention_of_key") WHERE mention_of_key is not null;--> statement-breakpoint
-- UCDP's events have had their sources as actors. Whom they name is told by the next import or load of the record.
UPDATE "actors" SET "is_mention" = true, "country_key" = coalesce("country_key", (
	SELECT "entity_key" FROM "external_ids" JOIN "places" ON "places"."key" = "entity_key"
	WHERE "scheme" = 'GLEDITSCH_WARD' AND "value" = split_part(substr("actors"."key", 13), '/', 1)
	ORDER BY "entity_key" LIMIT 1
)) WHERE "key" LIKE 'ucdp:source:%';--> statement-breakpoint
-- As before; mentions are found by the actors that they name.
CREATE OR REPLACE FUNCTION search_namings() RETURNS TABLE (kind search_type, relation text, naming text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  VALUES
    ('CONFLICT'::search_type, 'conflicts', 'SELECT key, slug IS NOT NULL AS curated, name, names,
      CASE WHEN key IN (SELECT entity_key FROM common_names WHERE entity = ''CONFLICT'')
        THEN search_also(''CONFLICT'', key) ELSE ''[]''::jsonb END AS also, 2 AS tier FROM %s'),
    ('AGREEMENT', 'agreements',
      'SELECT key, slug IS NOT NULL AS curated, name, ''{}''::jsonb, ''[]''::jsonb, 2 FROM %s'),
    ('PLACE', 'places', 'SELECT key, slug IS NOT NULL AS curated, name, names,
      CASE WHEN key IN (SELECT entity_key FROM common_names WHERE entity = ''PLACE'')
        THEN search_also(''PLACE'', key) ELSE ''[]''::jsonb END AS also,
      CASE kind WHEN ''COUNTRY'' THEN 2 ELSE 1 END AS tier FROM %s'),
    ('ACTOR', 'actors', 'SELECT key, slug IS NOT NULL AS curated, name, names,
      CASE WHEN key IN (SELECT entity_key FROM common_names WHERE entity = ''ACTOR'')
        THEN search_also(''ACTOR'', key) ELSE ''[]''::jsonb END AS also,
      CASE WHEN kind IN (''STATE'', ''GOVERNMENT'', ''ARMED_FORCE'', ''ARMED_GROUP'', ''INTERNATIONAL_ORGANIZATION'') THEN 2
        WHEN kind IN (''UNNAMED_SOURCE'', ''UNCLASSIFIED'', ''MEDIA'') THEN 0 ELSE 1 END AS tier FROM %s WHERE NOT is_mention'),
    ('EVENT', 'events',
      'SELECT key, slug IS NOT NULL AS curated, name, ''{}''::jsonb, ''[]''::jsonb, 0 FROM %s'),
    ('CLAIM', 'claims',
      'SELECT key, true AS curated, summary, ''{}''::jsonb, ''[]''::jsonb, 0 FROM %s WHERE slug IS NOT NULL'),
    ('REPORT', 'reports',
      'SELECT key, slug IS NOT NULL AS curated, title, ''{}''::jsonb, ''[]''::jsonb, 0 FROM %s')
$$;--> statement-breakpoint
DELETE FROM "search_entries" WHERE "type" = 'ACTOR' AND "key" LIKE 'ucdp:source:%';--> statement-breakpoint
DELETE FROM "search_names" WHERE "type" = 'ACTOR'
	AND NOT EXISTS (SELECT FROM "search_entries" WHERE "name_id" = "search_names"."id");
