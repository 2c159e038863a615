-- As before; nearly all names are ASCII and take the short way.
CREATE OR REPLACE FUNCTION slug_part(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN length(slug) > 80 THEN left(regexp_replace(left(slug, 81), '-[^-]*$', ''), 80) ELSE nullif(slug, '') END
  FROM (SELECT btrim(regexp_replace(lower(
    CASE WHEN given ~ '^[ -~]*$' THEN translate(given, '''`', '') ELSE translate(
      regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        regexp_replace(normalize(given, NFKD), '[\u0300-\u036F\u0027\u0060\u00B4\u02B9-\u02BF\u2018-\u201B]', '', 'g'),
        '[ßẞ]', 'ss', 'g'), '[æÆ]', 'ae', 'g'), '[œŒ]', 'oe', 'g'), '[þÞ]', 'th', 'g'),
      'ıəøłđðħŋƏØŁĐÐĦ', 'ieolddhneolddh') END
    COLLATE "C"), '[^a-z0-9]+', '-', 'g'), '-') AS slug) AS folded
$$;--> statement-breakpoint
-- As before; each part of an address is made once, however many places lie in the same.
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
$$;--> statement-breakpoint
-- As before, in one statement, for all of a file at once.
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
$$;--> statement-breakpoint
-- As before, but that nothing is looked up for a statement that has changed no row, or no name by its writer's word.
CREATE OR REPLACE FUNCTION search_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind CONSTANT search_type := tg_argv[0];
  mode CONSTANT text := current_setting('casus.search', true);
  naming text;
  dropped uuid[];
BEGIN
  IF tg_op = 'INSERT' THEN
    IF mode = 'later' OR NOT EXISTS (SELECT FROM after) THEN
      RETURN NULL;
    END IF;
  ELSIF mode = 'unchanged' OR NOT EXISTS (SELECT FROM before) THEN
    RETURN NULL;
  END IF;
  SELECT search.naming INTO naming FROM search_namings() search WHERE search.kind = tg_argv[0]::search_type;
  IF tg_op = 'INSERT' THEN
    EXECUTE search_statement(kind::text, naming, 'after');
    RETURN NULL;
  END IF;
  -- Of updated rows only those that are called otherwise now.
  EXECUTE format('WITH gone AS (DELETE FROM search_entries entry USING (%s) AS was
      WHERE entry.type = $1 AND entry.key = was.key RETURNING name_id)
    SELECT array_agg(DISTINCT name_id) FROM gone',
    format(naming, 'before')
      || CASE WHEN tg_op = 'UPDATE' THEN ' EXCEPT ' || format(naming, 'after') ELSE '' END)
    INTO dropped USING kind;
  IF tg_op = 'UPDATE' THEN
    EXECUTE search_statement(
      kind::text, format(naming, 'after') || ' EXCEPT ' || format(naming, 'before'), '');
  END IF;
  IF dropped IS NOT NULL THEN
    DELETE FROM search_names WHERE id = ANY (dropped)
      AND NOT EXISTS (SELECT FROM search_entries WHERE name_id = search_names.id);
  END IF;
  RETURN NULL;
END
$$;
