-- As before, without a setting of its own that only a superuser may copy into another database.
CREATE OR REPLACE FUNCTION settle_slugs(given_entity search_type, given_keys text[], given_names text[])
RETURNS void LANGUAGE plpgsql
-- Not casus.search as well: only a superuser may give a function a setting that PostgreSQL does not know.
SET enable_nestloop = on AS $$
DECLARE
  relation CONSTANT text := lower(given_entity::text) || 's';
  mode CONSTANT text := coalesce(current_setting('casus.search', true), '');
  keys text[] := given_keys;
  other_keys text[];
  other_names text[];
BEGIN
  -- No name changes here, of which search would have to be told.
  PERFORM set_config('casus.search', 'unchanged', true);
  -- The planner takes any array for a short one, and would go through all that there is for each of its elements.
  IF cardinality(given_keys) > 200 THEN
    SET LOCAL enable_nestloop = off;
  END IF;
  IF given_entity = 'PLACE' THEN
    -- A place's name is part of the slugs of what lies in it.
    WITH RECURSIVE inside AS (
      SELECT key FROM places WHERE parent_key = ANY (given_keys)
      UNION SELECT place.key FROM inside JOIN places place ON place.parent_key = inside.key
    ) SELECT array(SELECT unnest(given_keys) UNION SELECT key FROM inside) INTO keys;
  END IF;
  -- By names that are others' words for them.
  EXECUTE format('SELECT array_agg(key), array_agg(given.name) FROM unnest($1, $2) AS given(key, name)
    JOIN %I named USING (key) WHERE named.name <> given.name', relation)
    INTO other_keys, other_names USING given_keys, given_names;
  IF other_keys IS NOT NULL THEN
    INSERT INTO slugs (entity, slug, entity_key, rank, number)
      SELECT given_entity, slug, key, min(rank), min(number)
      FROM slug_candidates(given_entity, other_keys, other_names) GROUP BY slug, key
    ON CONFLICT (entity, slug, entity_key) DO UPDATE SET rank = excluded.rank WHERE excluded.rank < slugs.rank;
  END IF;
  -- One that its source gave it before is a former one now.
  EXECUTE format('UPDATE slugs SET rank = 1 WHERE entity = $1 AND rank = 0 AND entity_key = ANY ($2)
    AND NOT EXISTS (SELECT FROM %I named WHERE named.key = entity_key AND named.slug = slugs.slug)', relation)
    USING given_entity, keys;
  EXECUTE format('WITH candidates AS MATERIALIZED (
      SELECT candidate.* FROM (
        SELECT array_agg(key) AS keys, array_agg(name) AS names FROM %1$I WHERE key = ANY ($2)
      ) AS called, slug_candidates($1, keys, names) AS candidate
    ), entered AS MATERIALIZED (
      SELECT slug, key, min(rank) AS rank, min(number) AS number FROM (
        SELECT slug, key, rank, number FROM candidates
        UNION ALL SELECT slug, key, 0, NULL FROM %1$I WHERE key = ANY ($2) AND slug IS NOT NULL
      ) AS candidate GROUP BY slug, key
    ), written AS (
      INSERT INTO slugs (entity, slug, entity_key, rank, number) SELECT $1, slug, key, rank, number FROM entered
      ON CONFLICT (entity, slug, entity_key) DO UPDATE SET rank = excluded.rank WHERE excluded.rank < slugs.rank
    ), shared AS MATERIALIZED (
      SELECT DISTINCT other.entity_key AS key FROM slugs other JOIN (
        SELECT slug FROM entered UNION SELECT slug FROM slugs WHERE entity = $1 AND entity_key = ANY ($2)
      ) AS led USING (slug) WHERE other.entity = $1 AND other.entity_key <> ALL ($2)
    ), others AS MATERIALIZED (
      SELECT candidate.* FROM (
        SELECT array_agg(named.key) AS keys, array_agg(named.name) AS names FROM %1$I named JOIN shared USING (key)
      ) AS called, slug_candidates($1, keys, names) AS candidate
    ), contending AS MATERIALIZED (
      SELECT key, slug, rank FROM candidates UNION ALL SELECT key, slug, rank FROM others
    ), owners AS MATERIALIZED (
      SELECT DISTINCT ON (slug) slug, key FROM (
        SELECT slug, entity_key AS key, rank, number FROM slugs WHERE entity = $1 AND slug IN (SELECT slug FROM contending)
        UNION ALL SELECT slug, key, rank, number FROM entered
      ) AS led ORDER BY slug, rank, number, key
    ), first AS MATERIALIZED (
      SELECT DISTINCT ON (key) key, slug FROM contending JOIN owners USING (key, slug) ORDER BY key, rank
    ), settled AS MATERIALIZED (
      SELECT key, first.slug FROM (SELECT unnest($2) AS key UNION ALL SELECT key FROM shared) AS due LEFT JOIN first USING (key)
    )
    UPDATE %1$I named SET derived_slug = settled.slug FROM settled
    WHERE named.key = settled.key AND named.derived_slug IS DISTINCT FROM settled.slug', relation)
    USING given_entity, keys;
  PERFORM set_config('casus.search', mode, true);
END
$$;
