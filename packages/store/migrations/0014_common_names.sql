CREATE TABLE "common_names" (
	"entity" "search_type" NOT NULL,
	"entity_key" text COLLATE "C" NOT NULL,
	"position" smallint NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "common_names_entity_entity_key_position_pk" PRIMARY KEY("entity","entity_key","position")
);
--> statement-breakpoint
ALTER TABLE "search_names" ADD COLUMN "also" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "search_names" ADD COLUMN "tier" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "search_names" ADD COLUMN "weight" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
-- As before, and Arabic as readers write it: without vowel marks, tatweel and hamza, the forms of alef
-- as one, ta marbuta as ha, alef maksura as ya, the article off; and the signs of transliteration
-- (Qāʾim, Ṣaʿda) off as apostrophes are.
CREATE OR REPLACE FUNCTION search_letters(given text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(lower(unaccent(translate(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
      translate(
        regexp_replace(normalize(given, NFC),
          '[''’‘ʻʼʹʾʿʽ`´\u0610-\u061A\u0621\u0640\u064B-\u065F\u0670\u06D6-\u06ED]', '', 'g'),
        'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЫЭЮЯЄІЇҐҒҚҢӨҮҰӮӢҲҶЎӘҺأإآٱؤئةىکی٠١٢٣٤٥٦٧٨٩',
        'абвгдеёжзийклмнопрстуфхцчшщыэюяєіїґғқңөүұӯӣҳҷўәһااااويهيكي0123456789'),
      'дж', 'j'), 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ч', 'ch'), 'ш', 'sh'), 'щ', 'shch'),
      'ю', 'yu'), 'я', 'ya'), 'є', 'ye'), 'ї', 'yi'), 'ғ', 'gh'),
    'абвгдеёзийклмнопрстуфыэіґқңөүұӯӣҳҷўәһəƏьъЬЪ',
    'abvgdeeziyklmnoprstufyeigknouuuihjoahaa'))),
    '(^|[^\u0621-\u064A])ال(?=[\u0621-\u064A])', '\1', 'g')
$$;--> statement-breakpoint
-- As before, without what transliterations of Arabic write or leave out: the article before a word
-- (al-Raqqa, ar-Raqqah, El Geneina) and the h that ends one.
CREATE OR REPLACE FUNCTION search_fold(given text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(
    btrim(regexp_replace(
      translate(
        CASE WHEN given ~ '^[ -~]*$' THEN lower(given COLLATE "C") ELSE search_letters(given) END,
        'yqw''`', 'ikv'),
      '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u2000-\u206F\u3000-\u303F]+', ' ', 'g')),
    '(^| )[ae](?:l |d (?=d)|n (?=n)|r (?=r)|s (?=s)|sh (?=sh)|t (?=t)|z (?=z))|(?<=a)h(?= |$)',
    '\1', 'g')
$$;--> statement-breakpoint
-- What the record's common names add to a name.
CREATE FUNCTION search_also(kind search_type, owner text) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(
    jsonb_agg(jsonb_build_object('text', name, 'language', language) ORDER BY position), '[]')
  FROM common_names WHERE entity = kind AND entity_key = owner
$$;--> statement-breakpoint
-- What is searched: the table of each kind, and what of its rows search is told. The tier says how much
-- a kind of thing matters to whoever searches. Imported claims are left out: they say a number of
-- deaths each, and are found by their events.
CREATE FUNCTION search_namings() RETURNS TABLE (kind search_type, relation text, naming text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  VALUES
    ('CONFLICT'::search_type, 'conflicts', 'SELECT key, slug IS NOT NULL AS curated, name, names,
      search_also(''CONFLICT'', key) AS also, 2 AS tier FROM %s'),
    ('AGREEMENT', 'agreements',
      'SELECT key, slug IS NOT NULL AS curated, name, ''{}''::jsonb, ''[]''::jsonb, 2 FROM %s'),
    ('PLACE', 'places', 'SELECT key, slug IS NOT NULL AS curated, name, names,
      search_also(''PLACE'', key) AS also, CASE kind WHEN ''COUNTRY'' THEN 2 ELSE 1 END AS tier FROM %s'),
    ('ACTOR', 'actors', 'SELECT key, slug IS NOT NULL AS curated, name, names,
      search_also(''ACTOR'', key) AS also,
      CASE WHEN kind IN (''STATE'', ''GOVERNMENT'', ''ARMED_FORCE'', ''ARMED_GROUP'', ''INTERNATIONAL_ORGANIZATION'') THEN 2
        WHEN kind IN (''UNNAMED_SOURCE'', ''UNCLASSIFIED'', ''MEDIA'') THEN 0 ELSE 1 END AS tier FROM %s'),
    ('EVENT', 'events',
      'SELECT key, slug IS NOT NULL AS curated, name, ''{}''::jsonb, ''[]''::jsonb, 0 FROM %s'),
    ('CLAIM', 'claims',
      'SELECT key, true AS curated, summary, ''{}''::jsonb, ''[]''::jsonb, 0 FROM %s WHERE slug IS NOT NULL'),
    ('REPORT', 'reports',
      'SELECT key, slug IS NOT NULL AS curated, title, ''{}''::jsonb, ''[]''::jsonb, 0 FROM %s')
$$;--> statement-breakpoint
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
          UNION ALL SELECT other ->> 'text' FROM jsonb_array_elements(also) AS other) AS texts(text)
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
CREATE OR REPLACE FUNCTION search_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind CONSTANT search_type := tg_argv[0];
  naming CONSTANT text := (SELECT search.naming FROM search_namings() search WHERE search.kind = tg_argv[0]::search_type);
  dropped uuid[];
BEGIN
  IF tg_op = 'INSERT' THEN
    IF current_setting('casus.search', true) IS DISTINCT FROM 'later' THEN
      EXECUTE search_statement(kind::text, naming, 'after');
    END IF;
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
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION search_catch_up() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  searched record;
BEGIN
  FOR searched IN SELECT * FROM search_namings() LOOP
    EXECUTE search_statement(searched.kind::text, searched.naming, format(
      '(SELECT * FROM %I named WHERE NOT EXISTS (
          SELECT FROM search_entries entry WHERE entry.type = %L AND entry.key = named.key)) AS missing',
      searched.relation, searched.kind));
  END LOOP;
END
$$;--> statement-breakpoint
-- Enters anew what bears other common names than before, as far as it is here.
CREATE FUNCTION search_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed CONSTANT text := CASE tg_op WHEN 'INSERT' THEN 'SELECT * FROM after' WHEN 'DELETE' THEN 'SELECT * FROM before'
    ELSE '(SELECT * FROM before EXCEPT SELECT * FROM after) UNION (SELECT * FROM after EXCEPT SELECT * FROM before)' END;
  searched record;
  owners text[];
  dropped uuid[];
BEGIN
  FOR searched IN SELECT * FROM search_namings() LOOP
    EXECUTE format('SELECT array_agg(DISTINCT entity_key) FROM (%s) AS changed WHERE entity = $1', changed)
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
CREATE TRIGGER search_inserted AFTER INSERT ON common_names REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION search_renamed();--> statement-breakpoint
CREATE TRIGGER search_updated AFTER UPDATE ON common_names REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION search_renamed();--> statement-breakpoint
CREATE TRIGGER search_deleted AFTER DELETE ON common_names REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION search_renamed();--> statement-breakpoint
-- Counts anew how much there is of each conflict, actor and place: six for each doubling of its
-- events that stand.
CREATE FUNCTION search_weigh() RETURNS void LANGUAGE sql AS $$
  WITH counted(type, key, events) AS (
    SELECT 'CONFLICT'::search_type, conflict_key, count(*) FROM events WHERE withdrawn_at IS NULL GROUP BY conflict_key
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
    FROM search_names LEFT JOIN weighed ON id = name_id WHERE type IN ('CONFLICT', 'ACTOR', 'PLACE')
  ) AS fresh
  WHERE search_names.id = fresh.id AND search_names.weight <> fresh.weight
$$;--> statement-breakpoint
-- All names are folded otherwise now.
TRUNCATE search_entries, search_names, search_words;--> statement-breakpoint
SELECT search_catch_up();--> statement-breakpoint
SELECT search_weigh();
