-- Texts that no question selects or orders by: the planner needs to know nothing of them, and an import
-- that tells it what has been written need not sort them.
ALTER TABLE "events" ALTER "name" SET STATISTICS 0, ALTER "summary" SET STATISTICS 0, ALTER "edtf" SET STATISTICS 0,
	ALTER "location_description" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "event_editions" ALTER "name" SET STATISTICS 0, ALTER "summary" SET STATISTICS 0, ALTER "edtf" SET STATISTICS 0,
	ALTER "location_description" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "claims" ALTER "summary" SET STATISTICS 0, ALTER "parts" SET STATISTICS 0, ALTER "asserted_edtf" SET STATISTICS 0,
	ALTER "period_edtf" SET STATISTICS 0, ALTER "rank_reason" SET STATISTICS 0, ALTER "withdrawn_reason" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "reports" ALTER "title" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "search_names" ALTER "name" SET STATISTICS 0, ALTER "names" SET STATISTICS 0, ALTER "also" SET STATISTICS 0,
	ALTER "folded" SET STATISTICS 0;--> statement-breakpoint
-- As before; common names are looked up only for what has some.
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
        WHEN kind IN (''UNNAMED_SOURCE'', ''UNCLASSIFIED'', ''MEDIA'') THEN 0 ELSE 1 END AS tier FROM %s'),
    ('EVENT', 'events',
      'SELECT key, slug IS NOT NULL AS curated, name, ''{}''::jsonb, ''[]''::jsonb, 0 FROM %s'),
    ('CLAIM', 'claims',
      'SELECT key, true AS curated, summary, ''{}''::jsonb, ''[]''::jsonb, 0 FROM %s WHERE slug IS NOT NULL'),
    ('REPORT', 'reports',
      'SELECT key, slug IS NOT NULL AS curated, title, ''{}''::jsonb, ''[]''::jsonb, 0 FROM %s')
$$;
