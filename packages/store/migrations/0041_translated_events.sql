-- As before; events are found by their translations, too.
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
    ('EVENT', 'events',
      'SELECT key, slug IS NOT NULL AS curated, name, coalesce(name_translations, ''{}''), ''[]''::jsonb, 0 FROM %s'),
    ('CLAIM', 'claims', 'SELECT key, true AS curated, summary, summary_translations, ''[]''::jsonb, 0
      FROM %s WHERE slug IS NOT NULL'),
    ('REPORT', 'reports',
      'SELECT key, slug IS NOT NULL AS curated, title, ''{}''::jsonb, ''[]''::jsonb, 0 FROM %s')
$$;--> statement-breakpoint
WITH dropped AS (
  DELETE FROM search_entries entry USING events
  WHERE type = 'EVENT' AND entry.key = events.key AND name_translations <> '{}'
  RETURNING name_id, entry.key
)
DELETE FROM search_names WHERE id IN (SELECT name_id FROM dropped)
  AND NOT EXISTS (SELECT FROM search_entries other WHERE other.name_id = search_names.id
    AND other.key NOT IN (SELECT key FROM dropped));--> statement-breakpoint
DO $$
BEGIN
  EXECUTE (SELECT search_statement(kind::text, naming, '(SELECT * FROM events WHERE name_translations <> ''{}'') AS translated')
    FROM search_namings() WHERE kind = 'EVENT');
END $$;
