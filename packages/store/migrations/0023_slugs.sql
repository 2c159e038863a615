CREATE TABLE "slugs" (
	"entity" "search_type" NOT NULL,
	"slug" text NOT NULL,
	"entity_key" text COLLATE "C" NOT NULL,
	"rank" smallint NOT NULL,
	"number" bigint,
	CONSTRAINT "slugs_entity_slug_entity_key_pk" PRIMARY KEY("entity","slug","entity_key")
);
--> statement-breakpoint
ALTER TABLE "actors" ADD COLUMN "derived_slug" text;--> statement-breakpoint
ALTER TABLE "conflicts" ADD COLUMN "derived_slug" text;--> statement-breakpoint
ALTER TABLE "places" ADD COLUMN "derived_slug" text;--> statement-breakpoint
CREATE INDEX "slugs_entity_key_index" ON "slugs" USING btree ("entity_key");--> statement-breakpoint
-- A name as it stands in an address: small Latin letters without their marks, digits, hyphens between
-- words; null where nothing is left. Written out, since the rules of unaccent() differ between servers.
CREATE FUNCTION slug_part(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN length(slug) > 80 THEN left(regexp_replace(left(slug, 81), '-[^-]*$', ''), 80) ELSE nullif(slug, '') END
  FROM (SELECT btrim(regexp_replace(lower(
    translate(
      regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        regexp_replace(normalize(given, NFKD), '[\u0300-\u036F\u0027\u0060\u00B4\u02B9-\u02BF\u2018-\u201B]', '', 'g'),
        '[ßẞ]', 'ss', 'g'), '[æÆ]', 'ae', 'g'), '[œŒ]', 'oe', 'g'), '[þÞ]', 'th', 'g'),
      'ıəøłđðħŋƏØŁĐÐĦ', 'ieolddhneolddh')
    COLLATE "C"), '[^a-z0-9]+', '-', 'g'), '-') AS slug) AS folded
$$;--> statement-breakpoint
-- What a first-level division is called without its sort: Balkh province is Balkh.
CREATE FUNCTION slug_stem(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(given, '(?<=\S)\s+(province|state|region|governorate|oblast|department|county|prefecture)$', '', 'i')
$$;--> statement-breakpoint
-- The slug that things of these keys have by these names, before anything else of the same name is
-- looked at. A place has those of what it lies in before its own: afghanistan/balkh. Whom a source only
-- quotes ("police", "residents") has none.
CREATE FUNCTION slug_bases(given_entity search_type, given_keys text[], given_names text[])
RETURNS TABLE (key text, base text, rank smallint, number bigint) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE named AS MATERIALIZED (
    SELECT DISTINCT * FROM unnest(given_keys, given_names) AS given(key, name)
  ), above AS (
    SELECT named.key, named.name AS called, CASE WHEN place.kind IN ('COUNTRY', 'ADMIN1') THEN 1 ELSE 2 END AS rank, 0 AS height, place.parent_key,
      slug_part(CASE WHEN place.kind = 'ADMIN1' THEN slug_stem(named.name) ELSE named.name END) AS part
    FROM named JOIN places place ON given_entity = 'PLACE' AND place.key = named.key
    UNION ALL
    SELECT above.key, called, above.rank, height + 1, place.parent_key,
      slug_part(CASE WHEN place.kind = 'ADMIN1' THEN slug_stem(place.name) ELSE place.name END)
    FROM above JOIN places place ON place.key = above.parent_key AND height < 8
  )
  SELECT key, string_agg(part, '/' ORDER BY height DESC), above.rank::smallint, NULL::bigint
  FROM above GROUP BY key, called, above.rank HAVING bool_or(height = 0 AND part IS NOT NULL)
  UNION ALL
  SELECT named.key, slug_part(named.name), (CASE actor.kind WHEN 'UNCLASSIFIED' THEN 2 ELSE 1 END)::smallint,
    substring(named.key from ':(\d{1,18})(?:/|$)')::bigint
  FROM named JOIN actors actor ON given_entity = 'ACTOR' AND actor.key = named.key AND actor.kind <> 'UNNAMED_SOURCE'
  UNION ALL
  SELECT named.key, slug_part(named.name), 1::smallint, substring(named.key from ':(\d{1,18})$')::bigint
  FROM named JOIN conflicts conflict ON given_entity = 'CONFLICT' AND conflict.key = named.key
$$;--> statement-breakpoint
-- All slugs that things of these keys may have by these names, the shortest first. The last two lead to
-- them wherever several have the first.
CREATE FUNCTION slug_candidates(given_entity search_type, given_keys text[], given_names text[])
RETURNS TABLE (key text, slug text, rank smallint, number bigint) LANGUAGE sql STABLE AS $$
  SELECT bases.key, candidate.slug, candidate.rank, bases.number
  FROM slug_bases(given_entity, given_keys, given_names) AS bases, LATERAL (VALUES
    (base, bases.rank), (base || '-' || bases.number, 3::smallint), (base || '-' || left(md5(bases.key), 6), 4::smallint)
  ) AS candidate(slug, rank) WHERE candidate.slug IS NOT NULL
$$;--> statement-breakpoint
-- Whom a slug leads to.
CREATE FUNCTION slug_owner(given_entity search_type, given_slug text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT entity_key FROM slugs WHERE entity = given_entity AND slug = given_slug
  ORDER BY rank, number, entity_key LIMIT 1
$$;--> statement-breakpoint
-- Gives things their slugs by the names that they come with. What came by them before leads there still, and
-- whatever has the same is looked at again, so that the order in which things come makes no difference.
CREATE FUNCTION settle_slugs(given_entity search_type, given_keys text[], given_names text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  relation CONSTANT text := lower(given_entity::text) || 's';
  keys text[] := given_keys;
  names text[] := given_names;
BEGIN
  IF given_entity = 'PLACE' THEN
    -- A place's name is part of the slugs of what lies in it.
    WITH RECURSIVE inside AS (
      SELECT key, name FROM places WHERE parent_key = ANY (given_keys)
      UNION SELECT place.key, place.name FROM inside JOIN places place ON place.parent_key = inside.key
    ) SELECT keys || coalesce(array_agg(key), '{}'), names || coalesce(array_agg(name), '{}') INTO keys, names FROM inside;
  END IF;
  EXECUTE format('INSERT INTO slugs (entity, slug, entity_key, rank, number)
    SELECT $1, slug, key, min(rank), min(number) FROM (
      SELECT * FROM slug_candidates($1, $2, $3)
      UNION ALL SELECT key, slug, 0::smallint, NULL FROM %I WHERE key = ANY ($2) AND slug IS NOT NULL
    ) AS candidate GROUP BY slug, key
    ON CONFLICT (entity, slug, entity_key) DO UPDATE SET rank = excluded.rank WHERE excluded.rank < slugs.rank', relation)
    USING given_entity, keys, names;
  -- One that its source gave it before is a former one now.
  EXECUTE format('UPDATE slugs SET rank = 1 WHERE entity = $1 AND rank = 0 AND entity_key = ANY ($2)
    AND NOT EXISTS (SELECT FROM %I named WHERE named.key = entity_key AND named.slug = slugs.slug)', relation)
    USING given_entity, keys;
  EXECUTE format('WITH sharing AS MATERIALIZED (
      SELECT DISTINCT other.entity_key AS key FROM slugs mine JOIN slugs other USING (entity, slug)
      WHERE mine.entity = $1 AND mine.entity_key = ANY ($2)
    ), called AS (
      SELECT array_agg(named.key) AS keys, array_agg(named.name) AS names FROM %1$I named JOIN sharing USING (key)
    ), settled AS MATERIALIZED (
      SELECT named.key, first.slug FROM %1$I named JOIN sharing USING (key) LEFT JOIN (
        SELECT DISTINCT ON (candidate.key) candidate.key, candidate.slug
        FROM called, slug_candidates($1, called.keys, called.names) AS candidate
        WHERE slug_owner($1, candidate.slug) = candidate.key
        ORDER BY candidate.key, candidate.rank
      ) AS first ON first.key = named.key
    )
    UPDATE %1$I named SET derived_slug = settled.slug FROM settled
    WHERE named.key = settled.key AND named.derived_slug IS DISTINCT FROM settled.slug', relation)
    USING given_entity, keys;
END
$$;--> statement-breakpoint
SELECT settle_slugs('PLACE', array_agg(key), array_agg(name)) FROM places;--> statement-breakpoint
SELECT settle_slugs('ACTOR', array_agg(key), array_agg(name)) FROM actors;--> statement-breakpoint
SELECT settle_slugs('CONFLICT', array_agg(key), array_agg(name)) FROM conflicts;
