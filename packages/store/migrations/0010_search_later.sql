-- A writer of many rows may leave search for later (`set casus.search = 'later'`) and call
-- search_catch_up() at the end of its transaction: one statement a table folds and indexes in half the
-- time that one for each batch takes.
CREATE OR REPLACE FUNCTION search_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind CONSTANT search_type := tg_argv[0];
  naming CONSTANT text := tg_argv[1];
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
-- Enters whatever has a name and no entry.
CREATE FUNCTION search_catch_up() RETURNS void LANGUAGE plpgsql AS $$
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
    EXECUTE search_statement(searched.kind, searched.naming, format(
      '(SELECT * FROM %I named WHERE NOT EXISTS (
          SELECT FROM search_entries entry WHERE entry.type = %L AND entry.key = named.key)) AS missing',
      searched.relation, searched.kind));
  END LOOP;
END
$$;
