CREATE TYPE "public"."search_type" AS ENUM('CONFLICT', 'AGREEMENT', 'PLACE', 'ACTOR', 'EVENT', 'CLAIM', 'REPORT');--> statement-breakpoint
CREATE TABLE "search_entries" (
	"type" "search_type" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"name_id" uuid NOT NULL,
	CONSTRAINT "search_entries_type_key_pk" PRIMARY KEY("type","key")
);
--> statement-breakpoint
CREATE TABLE "search_names" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" "search_type" NOT NULL,
	"curated" boolean NOT NULL,
	"name" text NOT NULL,
	"names" jsonb NOT NULL,
	"folded" text NOT NULL,
	"size" smallint NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text COLLATE "C" PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE INDEX "search_entries_name_id_key_index" ON "search_entries" USING btree ("name_id","key");--> statement-breakpoint
CREATE INDEX "search_names_words" ON "search_names" USING gin ("words") WITH (gin_pending_list_limit=128);--> statement-breakpoint
CREATE INDEX "search_words_trigrams" ON "search_words" USING gin ("word" gin_trgm_ops) WITH (gin_pending_list_limit=128);--> statement-breakpoint
-- Cyrillic as it is romanised in English, accents off, lower case. Works letter by letter, so that it
-- needs no locale: a server whose own is C folds the same.
CREATE FUNCTION search_letters(given text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT lower(unaccent(translate(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
      translate(
        regexp_replace(normalize(given, NFC), '[''’‘ʻʼʹ`´]', '', 'g'),
        'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЫЭЮЯЄІЇҐҒҚҢӨҮҰӮӢҲҶЎӘҺ',
        'абвгдеёжзийклмнопрстуфхцчшщыэюяєіїґғқңөүұӯӣҳҷўәһ'),
      'дж', 'j'), 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ч', 'ch'), 'ш', 'sh'), 'щ', 'shch'),
      'ю', 'yu'), 'я', 'ya'), 'є', 'ye'), 'ї', 'yi'), 'ғ', 'gh'),
    'абвгдеёзийклмнопрстуфыэіґқңөүұӯӣҳҷўәһəƏьъЬЪ',
    'abvgdeeziyklmnoprstufyeigknouuuihjoahaa')))
$$;--> statement-breakpoint
-- A text as search compares it: words apart by one space, spellings of one sound (y and i, q and k,
-- w and v) as one letter. Nearly all texts are ASCII and take the short way.
CREATE FUNCTION search_fold(given text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(
    translate(
      CASE WHEN given ~ '^[ -~]*$' THEN lower(given COLLATE "C") ELSE search_letters(given) END,
      'yqw''`', 'ikv'),
    '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u2000-\u206F\u3000-\u303F]+', ' ', 'g'))
$$;--> statement-breakpoint
-- The statement that enters the rows of `source` (a table, or the rows that a statement changed);
-- `naming` says what the table calls its columns.
CREATE FUNCTION search_statement(kind text, naming text, source text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
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
      WHERE NOT EXISTS (SELECT FROM search_names WHERE search_names.id = unseen.id)
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
$$;--> statement-breakpoint
-- Keeps search up with a statement that wrote a table; its arguments: the type, and `naming` as above.
CREATE FUNCTION search_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind CONSTANT search_type := tg_argv[0];
  naming CONSTANT text := tg_argv[1];
  dropped uuid[];
BEGIN
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
$$;--> statement-breakpoint
-- Imported claims are left out: they say a number of deaths each, and are found by their events.
DO $$
DECLARE
  searched record;
BEGIN
  FOR searched IN SELECT * FROM (VALUES
    ('CONFLICT', 'conflicts', 'SELECT key, slug IS NOT NULL AS curated, name, names FROM %s'),
    ('AGREEMENT', 'agreements', 'SELECT key, slug IS NOT NULL AS curated, name, ''{}''::jsonb FROM %s'),
    ('PLACE', 'places', 'SELECT key, slug IS NOT NULL AS curated, name, names FROM %s'),
    ('ACTOR', 'actors', 'SELECT key, slug IS NOT NULL AS curated, name, names FROM %s'),
    ('EVENT', 'events', 'SELECT key, slug IS NOT NULL AS curated, name, ''{}''::jsonb FROM %s'),
    ('CLAIM', 'claims', 'SELECT key, true AS curated, summary, ''{}''::jsonb FROM %s WHERE slug IS NOT NULL'),
    ('REPORT', 'reports', 'SELECT key, slug IS NOT NULL AS curated, title, ''{}''::jsonb FROM %s')
  ) AS searches(kind, relation, naming) LOOP
    EXECUTE format('CREATE TRIGGER search_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS after
      FOR EACH STATEMENT EXECUTE FUNCTION search_follow(%L, %L)', searched.relation, searched.kind, searched.naming);
    EXECUTE format('CREATE TRIGGER search_updated AFTER UPDATE ON %I REFERENCING OLD TABLE AS before NEW TABLE AS after
      FOR EACH STATEMENT EXECUTE FUNCTION search_follow(%L, %L)', searched.relation, searched.kind, searched.naming);
    EXECUTE format('CREATE TRIGGER search_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS before
      FOR EACH STATEMENT EXECUTE FUNCTION search_follow(%L, %L)', searched.relation, searched.kind, searched.naming);
    EXECUTE search_statement(searched.kind, searched.naming, searched.relation);
  END LOOP;
END
$$;
