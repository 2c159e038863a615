-- As before, but each name is looked up by its id: of a NOT EXISTS the planner makes a join, and reads
-- all names there are for each statement of an import.
CREATE OR REPLACE FUNCTION search_statement(kind text, naming text, source text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format($f$
    WITH given AS MATERIALIZED (
      SELECT key, curated, name, names, md5(concat(%2$L, curated, name, names))::uuid AS id
      FROM (%1$s) AS named(key, curated, name, names)
    ), entered AS (
      INSERT INTO search_entries (type, key, name_id) SELECT %2$L, key, id FROM given
      ON CONFLICT (type, key) DO UPDATE SET name_id = excluded.name_id
    ), folding AS MATERIALIZED (
      SELECT unseen.*, CASE WHEN names = '{}' THEN '| ' || search_fold(left(name, 500)) || ' |' ELSE (
        SELECT '| ' || string_agg(search_fold(left(text, 500)), ' | ') || ' |'
        FROM (SELECT name UNION ALL SELECT value FROM jsonb_each_text(names)) AS texts(text)
      ) END AS folded
      FROM (SELECT DISTINCT ON (id) id, curated, name, names FROM given) AS unseen
      WHERE (SELECT true FROM search_names WHERE search_names.id = unseen.id) IS NULL
    ), added AS (
      INSERT INTO search_names (id, type, curated, name, names, folded, size, words)
      SELECT id, %2$L, curated, name, names, folded,
        (length(folded) - 1) / (1 + (SELECT count(*) FROM jsonb_object_keys(names))) - 3,
        array_to_tsvector(array_remove(array_remove(string_to_array(folded, ' '), '|'), ''))
      FROM folding
      ON CONFLICT DO NOTHING
      RETURNING words
    )
    INSERT INTO search_words SELECT DISTINCT unnest(tsvector_to_array(words)) FROM added
    ON CONFLICT DO NOTHING
  $f$, format(naming, source), kind)
$$;
