-- The functions below name a value that an earlier migration adds, which cannot be used before their transaction has ended.
SET LOCAL check_function_bodies = off;--> statement-breakpoint
-- What a pair of parties is called by the common names of the two. Each is read with the pair's own name before it: it is
-- never the whole name of the pair, so that the party itself and their conflict are found before it.
CREATE FUNCTION search_also_of_parties(pair text, side_a text, side_b text) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(
    jsonb_agg(jsonb_build_object('text', name, 'language', language, 'within', pair)
      ORDER BY side, foremost, language, name), '[]')
  FROM (
    SELECT name, language, min((entity_key <> side_a)::int) AS side, min((held_by <> 'record')::int * 32768 + position) AS foremost
    FROM common_names WHERE entity = 'ACTOR' AND entity_key IN (side_a, side_b)
    GROUP BY name, language
  ) AS called
$$;--> statement-breakpoint
-- As before; a pair of parties is found by the common names of the two.
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
    ('DYAD', 'dyads', 'SELECT key, slug IS NOT NULL AS curated, name, ''{}''::jsonb,
      CASE WHEN side_a_key IN (SELECT entity_key FROM common_names WHERE entity = ''ACTOR'')
          OR side_b_key IN (SELECT entity_key FROM common_names WHERE entity = ''ACTOR'')
        THEN search_also_of_parties(name, side_a_key, side_b_key) ELSE ''[]''::jsonb END AS also, 1 AS tier FROM %s'),
    ('EVENT', 'events',
      'SELECT key, slug IS NOT NULL AS curated, name, coalesce(name_translations, ''{}''), ''[]''::jsonb, 0 FROM %s'),
    ('CLAIM', 'claims', 'SELECT key, true AS curated, summary, summary_translations, ''[]''::jsonb, 0
      FROM %s WHERE slug IS NOT NULL'),
    ('REPORT', 'reports',
      'SELECT key, slug IS NOT NULL AS curated, title, ''{}''::jsonb, ''[]''::jsonb, 0 FROM %s')
$$;--> statement-breakpoint
-- As before; a name that is read within another is folded with it.
CREATE OR REPLACE FUNCTION search_statement(kind text, naming text, source text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format($f$
    WITH given AS MATERIALIZED (
      SELECT key, curated, name, names, also, tier,
        md5(concat(%2$L, curated, name, names, also, tier))::uuid AS id
      FROM (%1$s) AS named(key, curated, name, names, also, tier)
    ), entered AS (
      INSERT INTO search_entries (type, key, name_id) SELECT %2$L, key, id FROM given
      ON CONFLICT (type, key) DO UPDATE SET name_id = excluded.name_id
    ), folding AS MATERIALIZED (
      SELECT unseen.*, CASE WHEN names = '{}' AND also = '[]' THEN '| ' || search_fold(left(name, 500)) || ' |' ELSE (
        SELECT '| ' || string_agg(search_fold(left(text, 500)), ' | ') || ' |'
        FROM (SELECT name UNION ALL SELECT value FROM jsonb_each_text(names)
          UNION ALL SELECT concat_ws(' ', other ->> 'within', other ->> 'text')
          FROM jsonb_array_elements(also) AS other) AS texts(text)
      ) END AS folded
      FROM (SELECT DISTINCT ON (id) id, curated, name, names, also, tier FROM given) AS unseen
      WHERE (SELECT true FROM search_names WHERE search_names.id = unseen.id) IS NULL
    ), added AS (
      INSERT INTO search_names (id, type, curated, name, names, also, tier, folded, size, words)
      SELECT id, %2$L, curated, name, names, also, tier, folded,
        (length(folded) - 1)
          / (1 + (SELECT count(*) FROM jsonb_object_keys(names)) + jsonb_array_length(also)) - 3,
        array_to_tsvector(array_remove(array_remove(string_to_array(folded, ' '), '|'), ''))
      FROM folding
      ON CONFLICT DO NOTHING
      RETURNING words
    )
    INSERT INTO search_words SELECT DISTINCT unnest(tsvector_to_array(words)) FROM added
    ON CONFLICT DO NOTHING
  $f$, format(naming, source), kind)
$$;--> statement-breakpoint
-- As before; with a party, the pairs that it is of are entered anew.
CREATE OR REPLACE FUNCTION search_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed CONSTANT text := CASE tg_op WHEN 'INSERT' THEN 'SELECT * FROM after' WHEN 'DELETE' THEN 'SELECT * FROM before'
    ELSE '(SELECT * FROM before EXCEPT SELECT * FROM after) UNION (SELECT * FROM after EXCEPT SELECT * FROM before)' END;
  searched record;
  owners text[];
  dropped uuid[];
BEGIN
  FOR searched IN SELECT * FROM search_namings() LOOP
    EXECUTE format(CASE searched.kind::text WHEN 'DYAD' THEN
        'WITH changed AS MATERIALIZED (SELECT entity_key FROM (%s) AS changed WHERE entity = ''ACTOR'')
        SELECT array_agg(DISTINCT key) FROM (
          SELECT key FROM dyads WHERE side_a_key IN (SELECT entity_key FROM changed)
          UNION ALL SELECT key FROM dyads WHERE side_b_key IN (SELECT entity_key FROM changed)) AS fought'
      ELSE 'SELECT array_agg(DISTINCT entity_key) FROM (%s) AS changed WHERE entity = $1' END, changed)
      INTO owners USING searched.kind;
    CONTINUE WHEN owners IS NULL;
    WITH gone AS (
      DELETE FROM search_entries WHERE type = searched.kind AND key = ANY (owners) RETURNING name_id
    ) SELECT array_agg(DISTINCT name_id) FROM gone INTO dropped;
    EXECUTE search_statement(searched.kind::text, searched.naming,
      format('(SELECT * FROM %I WHERE key = ANY (%L::text[])) AS renamed', searched.relation, owners));
    DELETE FROM search_names WHERE id = ANY (dropped)
      AND NOT EXISTS (SELECT FROM search_entries WHERE name_id = search_names.id);
  END LOOP;
  RETURN NULL;
END
$$;--> statement-breakpoint
-- They are entered when the database is opened next, as the value that names them can be used then.
WITH dropped AS (
  DELETE FROM search_entries WHERE type::text = 'DYAD' RETURNING name_id
)
DELETE FROM search_names WHERE id IN (SELECT name_id FROM dropped);
