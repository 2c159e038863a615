CREATE TABLE "point_totals" (
	"place_key" text COLLATE "C",
	"latitude" double precision,
	"longitude" double precision,
	"location_precision" "location_precision",
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
CREATE INDEX "point_totals_place_key_index" ON "point_totals" USING btree ("place_key");--> statement-breakpoint
CREATE INDEX "point_totals_conflict_key_index" ON "point_totals" USING btree ("conflict_key");--> statement-breakpoint
CREATE INDEX "point_totals_dyad_key_index" ON "point_totals" USING btree ("dyad_key");--> statement-breakpoint
CREATE INDEX "point_totals_country_key_index" ON "point_totals" USING btree ("country_key");--> statement-breakpoint
CREATE INDEX "point_totals_actor_keys_index" ON "point_totals" USING gin ("actor_keys");--> statement-breakpoint
-- As before, and the sums by point with those by place: the places that a transaction has changed something at.
CREATE OR REPLACE FUNCTION renew_totals(renewed_commit bigint) RETURNS void LANGUAGE plpgsql
SET work_mem = '64MB' AS $$
DECLARE
  of record;
  stale date[];
  spans text;
  stale_places text[];
BEGIN
  INSERT INTO stale_totals
    SELECT DISTINCT renewed_commit, changed.* FROM events, LATERAL (
      VALUES ('MONTH', month_of(earliest)::text), ('PLACE_ITSELF', coalesce(place_key, ''))) AS changed(what, key)
    WHERE commit_id = renewed_commit
  ON CONFLICT DO NOTHING;
  IF NOT FOUND AND NOT EXISTS (SELECT FROM stale_totals WHERE commit_id = renewed_commit) THEN
    RETURN;
  END IF;
  -- Whoever commits next sees these sums, and adds to them: until then it waits.
  PERFORM pg_advisory_xact_lock(20220918);
  SELECT array_agg(key::date) INTO stale FROM stale_totals
    WHERE commit_id = renewed_commit AND what = 'MONTH';
  SELECT array_agg(key) INTO stale_places FROM stale_totals
    WHERE commit_id = renewed_commit AND what = 'PLACE_ITSELF';

  -- What had a part in these months, and what has now.
  PERFORM note_stale_entities(renewed_commit, stale);
  DELETE FROM event_totals WHERE month = ANY (stale);
  DELETE FROM point_totals
    WHERE place_key = ANY (stale_places) OR (place_key IS NULL AND '' = ANY (stale_places));
  SELECT string_agg(format('(earliest >= %L AND earliest < %L)', first_day, next_day), ' OR ') INTO spans FROM (
    SELECT min(month) AT TIME ZONE 'UTC' AS first_day, (max(month) + interval '1 month') AT TIME ZONE 'UTC' AS next_day
    FROM (SELECT month, month - make_interval(months => row_number() OVER (ORDER BY month)::int) AS unbroken
      FROM unnest(stale) AS renewed(month)) numbered
    GROUP BY unbroken) unbroken_spans;
  -- Written out, the days let the planner know whether it is a few events or all that there are, which are read once
  -- for both kinds of sums.
  EXECUTE format($renewal$
    WITH counted AS MATERIALIZED (
      SELECT earliest, latest, place_key, latitude, longitude, location_precision, dataset_key, conflict_key, dyad_key,
        country_key, violence, kind, deaths_low, deaths_best, deaths_high, deaths_side_a, deaths_side_b,
        deaths_civilians, deaths_unknown,
        coalesce(array_agg(actor_key ORDER BY position) FILTER (WHERE actor_key IS NOT NULL), '{}') AS actor_keys
      FROM events LEFT JOIN event_participants ON event_key = key
      WHERE withdrawn_at IS NULL AND (%s OR place_key = ANY ($2) OR (place_key IS NULL AND '' = ANY ($2)))
      GROUP BY key
    ), by_month AS (
      INSERT INTO event_totals
      SELECT month_of(earliest), month_of(latest), dataset_key, conflict_key, dyad_key, country_key, violence, kind,
        actor_keys, count(*), count(*) - count(deaths_best), count(deaths_best) - count(deaths_civilians),
        sum(coalesce(deaths_low, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL), sum(deaths_best),
        sum(coalesce(deaths_high, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL),
        sum(deaths_side_a), sum(deaths_side_b), sum(deaths_civilians), sum(deaths_unknown),
        min(earliest), max(earliest)
      FROM counted WHERE month_of(earliest) = ANY ($1)
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
    )
    INSERT INTO point_totals
    SELECT place_key, latitude, longitude, location_precision, dataset_key, conflict_key, dyad_key, country_key, violence,
      kind, actor_keys, count(*), count(*) - count(deaths_best), count(deaths_best) - count(deaths_civilians),
        sum(coalesce(deaths_low, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL), sum(deaths_best),
        sum(coalesce(deaths_high, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL),
        sum(deaths_side_a), sum(deaths_side_b), sum(deaths_civilians), sum(deaths_unknown),
        min(earliest), max(earliest)
    FROM counted WHERE place_key = ANY ($2) OR (place_key IS NULL AND '' = ANY ($2))
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  $renewal$, coalesce(spans, 'false')) USING stale, stale_places;
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
  INSERT INTO entity_totals SELECT 'PLACE_ITSELF', place_key, sum(events), sum(events_without_figure), sum(events_without_split), sum(low), sum(best), sum(high),
      sum(side_a), sum(side_b), sum(civilians), sum(unknown), min(first_earliest), max(last_earliest)
    FROM point_totals WHERE place_key = ANY (stale_places) GROUP BY place_key;
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
    ANALYZE event_totals, point_totals, entity_totals;
  END IF;
END
$$;--> statement-breakpoint
-- Where an event was counted before it was moved or deleted.
CREATE OR REPLACE FUNCTION note_stale_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_totals
    SELECT current_commit(), left_by.* FROM (
      VALUES ('MONTH', month_of(old.earliest)::text), ('PLACE_ITSELF', coalesce(old.place_key, ''))) AS left_by(what, key)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;--> statement-breakpoint
-- An event whose participants alone change does not name the transaction.
CREATE OR REPLACE FUNCTION note_stale_participants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_totals
    SELECT DISTINCT current_commit(), part_of.*
    FROM changed JOIN events ON events.key = event_key, LATERAL (
      VALUES ('MONTH', month_of(earliest)::text), ('PLACE_ITSELF', coalesce(place_key, ''))) AS part_of(what, key)
    WHERE commit_id IS DISTINCT FROM nullif(current_setting('casus.commit', true), '')::bigint
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION empty_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE event_totals, point_totals, entity_totals;
  RETURN NULL;
END
$$;--> statement-breakpoint
-- What was stored before.
INSERT INTO stale_totals SELECT DISTINCT 0, 'PLACE_ITSELF', coalesce(place_key, '') FROM events;--> statement-breakpoint
SELECT renew_totals(0);
