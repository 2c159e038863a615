CREATE TABLE "entity_totals" (
	"entity" text NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"events" bigint NOT NULL,
	"events_without_figure" bigint NOT NULL,
	"events_without_split" bigint NOT NULL,
	"low" bigint,
	"best" bigint,
	"high" bigint,
	"side_a" bigint,
	"side_b" bigint,
	"civilians" bigint,
	"unknown" bigint,
	"first_earliest" timestamp(3) with time zone NOT NULL,
	"last_earliest" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "entity_totals_entity_key_pk" PRIMARY KEY("entity","key")
);
--> statement-breakpoint
CREATE TABLE "event_totals" (
	"month" date NOT NULL,
	"last_month" date NOT NULL,
	"dataset_key" text COLLATE "C",
	"conflict_key" text COLLATE "C",
	"dyad_key" text COLLATE "C",
	"country_key" text COLLATE "C",
	"violence" "violence",
	"kind" "event_kind" NOT NULL,
	"actor_keys" text[] COLLATE "C" NOT NULL,
	"events" bigint NOT NULL,
	"events_without_figure" bigint NOT NULL,
	"events_without_split" bigint NOT NULL,
	"low" bigint,
	"best" bigint,
	"high" bigint,
	"side_a" bigint,
	"side_b" bigint,
	"civilians" bigint,
	"unknown" bigint,
	"first_earliest" timestamp(3) with time zone NOT NULL,
	"last_earliest" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stale_totals" (
	"commit_id" bigint NOT NULL,
	"what" text NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	CONSTRAINT "stale_totals_commit_id_what_key_pk" PRIMARY KEY("commit_id","what","key")
);
--> statement-breakpoint
CREATE INDEX "event_totals_month_index" ON "event_totals" USING btree ("month");--> statement-breakpoint
CREATE INDEX "event_totals_conflict_key_index" ON "event_totals" USING btree ("conflict_key");--> statement-breakpoint
CREATE INDEX "event_totals_dyad_key_index" ON "event_totals" USING btree ("dyad_key");--> statement-breakpoint
CREATE INDEX "event_totals_country_key_index" ON "event_totals" USING btree ("country_key");--> statement-breakpoint
CREATE INDEX "event_totals_actor_keys_index" ON "event_totals" USING gin ("actor_keys");--> statement-breakpoint
-- The month of an instant, as its first day, UTC.
CREATE FUNCTION month_of(instant timestamptz) RETURNS date IMMUTABLE PARALLEL SAFE LANGUAGE sql
RETURN date_trunc('month', instant AT TIME ZONE 'UTC')::date;--> statement-breakpoint
-- Renews the sums of what a transaction has changed: whole months, for that takes no difference between
-- what was and what is; then the entities that have a part in them. What it has changed are the events
-- that name it, and what triggers noted of events that were elsewhere before.
CREATE FUNCTION renew_totals(renewed_commit bigint) RETURNS void LANGUAGE plpgsql
SET work_mem = '64MB' AS $$
DECLARE
  of record;
  stale date[];
  spans text;
BEGIN
  INSERT INTO stale_totals
    SELECT DISTINCT renewed_commit, changed.* FROM events, LATERAL (
      VALUES ('MONTH', month_of(earliest)::text), ('PLACE_ITSELF', place_key)) AS changed(what, key)
    WHERE commit_id = renewed_commit AND changed.key IS NOT NULL
  ON CONFLICT DO NOTHING;
  IF NOT FOUND AND NOT EXISTS (SELECT FROM stale_totals WHERE commit_id = renewed_commit) THEN
    RETURN;
  END IF;
  -- Whoever commits next sees these sums, and adds to them: until then it waits.
  PERFORM pg_advisory_xact_lock(20220918);
  SELECT array_agg(key::date) INTO stale FROM stale_totals
    WHERE commit_id = renewed_commit AND what = 'MONTH';

  -- What had a part in these months, and what has now.
  PERFORM note_stale_entities(renewed_commit, stale);
  DELETE FROM event_totals WHERE month = ANY (stale);
  SELECT string_agg(format('(earliest >= %L AND earliest < %L)', first_day, next_day), ' OR ') INTO spans FROM (
    SELECT min(month) AT TIME ZONE 'UTC' AS first_day, (max(month) + interval '1 month') AT TIME ZONE 'UTC' AS next_day
    FROM (SELECT month, month - make_interval(months => row_number() OVER (ORDER BY month)::int) AS unbroken
      FROM unnest(stale) AS renewed(month)) numbered
    GROUP BY unbroken) unbroken_spans;
  -- Written out, the days let the planner know whether it is a few events or all that there are.
  EXECUTE format($renewal$
    INSERT INTO event_totals
    SELECT month_of(earliest), month_of(latest), dataset_key, conflict_key, dyad_key, country_key, violence, kind,
      actor_keys, count(*), count(*) - count(deaths_best), count(deaths_best) - count(deaths_civilians),
    sum(coalesce(deaths_low, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL), sum(deaths_best),
    sum(coalesce(deaths_high, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL),
    sum(deaths_side_a), sum(deaths_side_b), sum(deaths_civilians), sum(deaths_unknown),
    min(earliest), max(earliest)
    FROM (
      SELECT events.*, coalesce(array_agg(actor_key ORDER BY position) FILTER (WHERE actor_key IS NOT NULL), '{}')
        AS actor_keys
      FROM events LEFT JOIN event_participants ON event_key = key
      WHERE withdrawn_at IS NULL AND (%s)
      GROUP BY key) counted
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9$renewal$, coalesce(spans, 'false'));
  PERFORM note_stale_entities(renewed_commit, stale);

  FOR of IN SELECT * FROM (VALUES ('CONFLICT', 'conflict_key'), ('DYAD', 'dyad_key'), ('PLACE', 'country_key'))
    AS entities(entity, name)
  LOOP
    EXECUTE format($renewal$
      DELETE FROM entity_totals USING stale_totals stale
      WHERE stale.commit_id = $1 AND stale.what = %1$L AND entity = %1$L AND entity_totals.key = stale.key
        AND (%1$L <> 'PLACE' OR is_country(stale.key))$renewal$, of.entity) USING renewed_commit;
    EXECUTE format($renewal$
      INSERT INTO entity_totals SELECT %1$L, %2$I, sum(events), sum(events_without_figure), sum(events_without_split), sum(low), sum(best), sum(high),
      sum(side_a), sum(side_b), sum(civilians), sum(unknown), min(first_earliest), max(last_earliest)
      FROM event_totals
      WHERE %2$I = ANY (array(SELECT key FROM stale_totals WHERE commit_id = $1 AND what = %1$L))
        AND (%1$L <> 'PLACE' OR is_country(%2$I))
      GROUP BY %2$I$renewal$, of.entity, of.name) USING renewed_commit;
  END LOOP;

  DELETE FROM entity_totals USING stale_totals stale
    WHERE stale.commit_id = renewed_commit AND what = 'ACTOR' AND entity = 'ACTOR' AND entity_totals.key = stale.key;
  INSERT INTO entity_totals SELECT 'ACTOR', actor_key, sum(events), sum(events_without_figure), sum(events_without_split), sum(low), sum(best), sum(high),
      sum(side_a), sum(side_b), sum(civilians), sum(unknown), min(first_earliest), max(last_earliest)
    FROM event_totals
    CROSS JOIN LATERAL (SELECT DISTINCT unnest(actor_keys) AS actor_key) took_part
    WHERE actor_keys && array(SELECT key FROM stale_totals WHERE commit_id = renewed_commit AND what = 'ACTOR')
      AND actor_key IN (SELECT key FROM stale_totals WHERE commit_id = renewed_commit AND what = 'ACTOR')
    GROUP BY actor_key;

  DELETE FROM entity_totals USING stale_totals stale
    WHERE stale.commit_id = renewed_commit AND what = 'PLACE_ITSELF' AND entity = 'PLACE_ITSELF'
      AND entity_totals.key = stale.key;
  INSERT INTO entity_totals SELECT 'PLACE_ITSELF', place_key,
    count(*), count(*) - count(deaths_best), count(deaths_best) - count(deaths_civilians),
    sum(coalesce(deaths_low, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL), sum(deaths_best),
    sum(coalesce(deaths_high, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL),
    sum(deaths_side_a), sum(deaths_side_b), sum(deaths_civilians), sum(deaths_unknown),
    min(earliest), max(earliest)
    FROM events
    WHERE withdrawn_at IS NULL AND place_key = ANY (array(
      SELECT key FROM stale_totals WHERE commit_id = renewed_commit AND what = 'PLACE_ITSELF'))
    GROUP BY place_key;
  INSERT INTO stale_totals
    WITH RECURSIVE around AS (
      SELECT places.key, parent_key FROM places JOIN stale_totals stale ON stale.key = places.key
      WHERE commit_id = renewed_commit AND what = 'PLACE_ITSELF'
      UNION SELECT places.key, places.parent_key FROM around JOIN places ON places.key = around.parent_key
    ) SELECT renewed_commit, 'PLACE', key FROM around
  ON CONFLICT DO NOTHING;
  DELETE FROM entity_totals USING stale_totals stale
    WHERE stale.commit_id = renewed_commit AND what = 'PLACE' AND entity = 'PLACE' AND entity_totals.key = stale.key
      AND NOT is_country(stale.key);
  INSERT INTO entity_totals
    WITH RECURSIVE inside AS (
      SELECT places.key AS place_key, places.key FROM places JOIN stale_totals stale ON stale.key = places.key
      WHERE commit_id = renewed_commit AND what = 'PLACE' AND kind <> 'COUNTRY'
      UNION SELECT place_key, places.key FROM inside JOIN places ON places.parent_key = inside.key
    ) SELECT 'PLACE', place_key, sum(events), sum(events_without_figure), sum(events_without_split), sum(low), sum(best), sum(high),
      sum(side_a), sum(side_b), sum(civilians), sum(unknown), min(first_earliest), max(last_earliest)
    FROM inside JOIN entity_totals itself ON itself.entity = 'PLACE_ITSELF' AND itself.key = inside.key
    GROUP BY place_key;
  DELETE FROM stale_totals WHERE commit_id = renewed_commit;
  -- The planner knows nothing of what comes with the commit, and the embedded engine tells it of nothing by itself.
  IF cardinality(stale) > 12 THEN
    ANALYZE event_totals, entity_totals;
  END IF;
END
$$;--> statement-breakpoint
CREATE FUNCTION is_country(place_key text) RETURNS boolean STABLE LANGUAGE sql
RETURN (SELECT kind = 'COUNTRY' FROM places WHERE key = place_key);--> statement-breakpoint
CREATE FUNCTION note_stale_entities(noted_commit bigint, months date[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO stale_totals
    SELECT DISTINCT noted_commit, entity.* FROM event_totals, LATERAL (
      VALUES ('CONFLICT', conflict_key), ('DYAD', dyad_key), ('PLACE', country_key)) AS entity(what, key)
    WHERE month = ANY (months) AND entity.key IS NOT NULL
    UNION
    SELECT noted_commit, 'ACTOR', actor_key FROM event_totals, unnest(actor_keys) actor_key WHERE month = ANY (months)
  ON CONFLICT DO NOTHING;
$$;--> statement-breakpoint
-- Where an event was counted before it was moved or deleted.
CREATE FUNCTION note_stale_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_totals
    SELECT current_commit(), left_by.* FROM (
      VALUES ('MONTH', month_of(old.earliest)::text), ('PLACE_ITSELF', old.place_key)) AS left_by(what, key)
    WHERE left_by.key IS NOT NULL
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER events_moved AFTER UPDATE ON events FOR EACH ROW
  WHEN (old.earliest <> new.earliest OR old.place_key IS DISTINCT FROM new.place_key)
  EXECUTE FUNCTION note_stale_event();--> statement-breakpoint
CREATE TRIGGER events_left AFTER DELETE ON events FOR EACH ROW EXECUTE FUNCTION note_stale_event();--> statement-breakpoint
-- An event whose participants alone change does not name the transaction.
CREATE FUNCTION note_stale_participants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_totals
    SELECT DISTINCT current_commit(), 'MONTH', month_of(earliest)::text
    FROM changed JOIN events ON events.key = event_key
    WHERE commit_id IS DISTINCT FROM nullif(current_setting('casus.commit', true), '')::bigint
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER participants_inserted AFTER INSERT ON event_participants REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_stale_participants();--> statement-breakpoint
CREATE TRIGGER participants_updated AFTER UPDATE ON event_participants REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_stale_participants();--> statement-breakpoint
CREATE TRIGGER participants_deleted AFTER DELETE ON event_participants REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_stale_participants();--> statement-breakpoint
-- A place that lies elsewhere now, has become a country, or is the one in which others were said to lie.
CREATE FUNCTION note_stale_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_totals
    SELECT DISTINCT current_commit(), unnest(array['PLACE', 'PLACE_ITSELF']), place.key FROM (
      VALUES (new.key), (new.parent_key), (CASE WHEN tg_op = 'UPDATE' THEN old.parent_key END)) AS place(key)
    WHERE place.key IS NOT NULL
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER places_moved AFTER UPDATE ON places FOR EACH ROW
  WHEN (old.parent_key IS DISTINCT FROM new.parent_key OR old.kind <> new.kind)
  EXECUTE FUNCTION note_stale_place();--> statement-breakpoint
CREATE FUNCTION note_stale_parents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_totals
    SELECT current_commit(), 'PLACE_ITSELF', parent.key FROM added parent
    WHERE EXISTS (SELECT FROM places child WHERE child.parent_key = parent.key)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER parents_inserted AFTER INSERT ON places REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION note_stale_parents();--> statement-breakpoint
CREATE FUNCTION empty_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE event_totals, entity_totals;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER events_truncated AFTER TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION empty_totals();--> statement-breakpoint
-- Runs at the commit, like the position of the transaction, and before it: what waits for the position waits for these.
CREATE FUNCTION renew_totals_of_commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM renew_totals(new.id);
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER commits_become_totals AFTER INSERT ON commits
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION renew_totals_of_commit();--> statement-breakpoint
-- What was stored before.
INSERT INTO stale_totals
  SELECT DISTINCT 0, stored.* FROM events, LATERAL (
    VALUES ('MONTH', month_of(earliest)::text), ('PLACE_ITSELF', place_key)) AS stored(what, key)
  WHERE stored.key IS NOT NULL;--> statement-breakpoint
SELECT renew_totals(0);
