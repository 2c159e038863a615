-- All rows are made anew below.
TRUNCATE point_totals;--> statement-breakpoint
ALTER TABLE "point_totals" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "point_totals" ADD COLUMN "precision" "time_precision" NOT NULL;--> statement-breakpoint
ALTER TABLE "point_totals" ADD COLUMN "quality_flags" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "point_totals" ADD COLUMN "deaths_best" integer;--> statement-breakpoint
ALTER TABLE "point_totals" ADD COLUMN "deaths_civilians" integer;--> statement-breakpoint
CREATE TABLE "place_publisher_totals" (
	"place_key" text COLLATE "C",
	"publisher_key" text COLLATE "C",
	"events" bigint NOT NULL,
	"events_without_figure" bigint NOT NULL,
	"events_without_split" bigint NOT NULL,
	"low" bigint,
	"best" bigint,
	"high" bigint,
	"side_a" bigint,
	"side_b" bigint,
	"civilians" bigint,
	"unknown" bigint
);
--> statement-breakpoint
CREATE INDEX "place_publisher_totals_place_key_index" ON "place_publisher_totals" USING btree ("place_key");--> statement-breakpoint
CREATE TABLE "facet_totals" (
	"month" date NOT NULL,
	"last_month" date NOT NULL,
	"dataset_key" text COLLATE "C",
	"violence" "violence",
	"kind" "event_kind" NOT NULL,
	"is_located" boolean NOT NULL,
	"precision" "time_precision" NOT NULL,
	"quality_flags" jsonb NOT NULL,
	"deaths_best" integer,
	"deaths_civilians" integer,
	"events" bigint NOT NULL,
	"events_without_figure" bigint NOT NULL,
	"events_without_split" bigint NOT NULL,
	"low" bigint,
	"best" bigint,
	"high" bigint,
	"side_a" bigint,
	"side_b" bigint,
	"civilians" bigint,
	"unknown" bigint
);
--> statement-breakpoint
CREATE INDEX "facet_totals_month_index" ON "facet_totals" USING btree ("month");--> statement-breakpoint
CREATE INDEX "events_name_index" ON "events" USING btree (md5(name));--> statement-breakpoint
CREATE INDEX "events_own_words_index" ON "events" USING btree (md5(name)) WHERE summary is not null or name_translations is not null;--> statement-breakpoint
CREATE INDEX "events_withdrawn_index" ON "events" USING btree ("key") WHERE withdrawn_at is not null;--> statement-breakpoint
-- The flags of an event, each kind once, without notes.
CREATE FUNCTION flag_kinds(flags jsonb) RETURNS jsonb IMMUTABLE PARALLEL SAFE LANGUAGE sql
RETURN CASE WHEN flags = '[]' THEN flags ELSE (
  SELECT jsonb_agg(DISTINCT jsonb_build_object('kind', flag -> 'kind')) FROM jsonb_array_elements(flags) AS flag) END;--> statement-breakpoint
-- As before; sums by point tell how well time is known, flags, deaths and names apart, too, others by
-- month do without places and those who fought, and publishers are summed up by place: also of the places in which a transaction has changed a claim about an event.
CREATE OR REPLACE FUNCTION renew_totals(renewed_commit bigint) RETURNS void LANGUAGE plpgsql
SET work_mem = '64MB' AS $$
DECLARE
  of record;
  stale date[];
  republished date[];
  spans text;
  stale_places text[];
  republished_places text[];
  -- A claim may give the estimate of the deaths in its event, if it is its provider's: rules/event-estimate.ts.
  gives CONSTANT text := $claim$%1$I.kind = 'FIGURE' AND %1$I.metric = 'DEATHS' AND %1$I.population = 'ALL'
    AND num_nonnulls(%1$I.party_key, %1$I.measure, %1$I.period_edtf, %1$I.dyad_key, %1$I.place_key) = 0
    AND %1$I.rank <> 'DEPRECATED' AND %1$I.stance IN ('ASSERTS', 'CONFIRMS') AND %1$I.withdrawn_at IS NULL$claim$;
BEGIN
  INSERT INTO stale_totals
    SELECT DISTINCT renewed_commit, changed.* FROM events, LATERAL (
      VALUES ('MONTH', month_of(earliest)::text), ('PLACE_ITSELF', coalesce(place_key, ''))) AS changed(what, key)
    WHERE commit_id = renewed_commit
  ON CONFLICT DO NOTHING;
  -- Of events that are as they were: who published what is claimed of them, and, where nobody else's claim says so already,
  -- who claims something of them.
  INSERT INTO stale_totals
    SELECT DISTINCT renewed_commit, part_of.* FROM (
      SELECT events.earliest, events.place_key, EXISTS (
          SELECT FROM claims other
          WHERE other.subject_event_key = events.key AND other.claimant_key = claims.claimant_key
            AND other.metric IS NOT DISTINCT FROM claims.metric
            AND other.withdrawn_at IS NULL AND other.commit_id <> renewed_commit) AS is_claimed
      FROM claims JOIN events ON events.key = subject_event_key
      WHERE claims.commit_id = renewed_commit AND events.commit_id <> renewed_commit) changed, LATERAL (
      SELECT 'PUBLISHED', month_of(earliest)::text
      UNION ALL SELECT 'PUBLISHED_PLACE', coalesce(place_key, '')
      UNION ALL SELECT 'MONTH', month_of(earliest)::text WHERE NOT is_claimed
      UNION ALL SELECT 'PLACE_ITSELF', coalesce(place_key, '') WHERE NOT is_claimed) AS part_of(what, key)
  ON CONFLICT DO NOTHING;
  IF NOT EXISTS (SELECT FROM stale_totals WHERE commit_id = renewed_commit) THEN
    RETURN;
  END IF;
  -- Whoever commits next sees these sums, and adds to them: until then it waits.
  PERFORM pg_advisory_xact_lock(20220918);
  SELECT array_agg(key::date) INTO stale FROM stale_totals
    WHERE commit_id = renewed_commit AND what = 'MONTH';
  SELECT array_agg(DISTINCT key::date) INTO republished FROM stale_totals
    WHERE commit_id = renewed_commit AND what IN ('MONTH', 'PUBLISHED');
  SELECT array_agg(key) INTO stale_places FROM stale_totals
    WHERE commit_id = renewed_commit AND what = 'PLACE_ITSELF';
  SELECT array_agg(DISTINCT key) INTO republished_places FROM stale_totals
    WHERE commit_id = renewed_commit AND what IN ('PLACE_ITSELF', 'PUBLISHED_PLACE');

  -- What had a part in these months, and what has now.
  PERFORM note_stale_entities(renewed_commit, stale);
  DELETE FROM event_totals WHERE month = ANY (stale);
  DELETE FROM facet_totals WHERE month = ANY (stale);
  DELETE FROM publisher_totals WHERE month = ANY (republished);
  DELETE FROM point_totals
    WHERE place_key = ANY (stale_places) OR (place_key IS NULL AND '' = ANY (stale_places));
  DELETE FROM place_publisher_totals
    WHERE place_key = ANY (republished_places) OR (place_key IS NULL AND '' = ANY (republished_places));
  SELECT string_agg(format('(earliest >= %L AND earliest < %L)', first_day, next_day), ' OR ') INTO spans FROM (
    SELECT min(month) AT TIME ZONE 'UTC' AS first_day, (max(month) + interval '1 month') AT TIME ZONE 'UTC' AS next_day
    FROM (SELECT month, month - make_interval(months => row_number() OVER (ORDER BY month)::int) AS unbroken
      FROM unnest(republished) AS renewed(month)) numbered
    GROUP BY unbroken) unbroken_spans;
  -- Written out, the days let the planner know whether it is a few events or all that there are, which are read once
  -- for all kinds of sums.
  EXECUTE format($renewal$
    WITH said AS MATERIALIZED (
      SELECT subject_event_key AS key, claims.key AS claim_key, coalesce(metric::text, '') || ' ' || claimant_key AS said,
        claimant_key, asserted_latest, asserted_earliest, %2$s AS gives
      FROM events JOIN claims ON subject_event_key = events.key
      WHERE events.withdrawn_at IS NULL AND claims.withdrawn_at IS NULL
        AND (%1$s OR events.place_key = ANY ($4) OR (events.place_key IS NULL AND '' = ANY ($4)))
    ), sets AS MATERIALIZED (
      -- A key of a set that some thousand claimants have made is no longer than any.
      SELECT key, md5(members) AS claimed, members
      FROM (SELECT key, jsonb_agg(DISTINCT said)::text AS members FROM said GROUP BY key) listed
    ), known AS (
      INSERT INTO claim_sets
      SELECT claimed, array_agg(DISTINCT substr(each, strpos(each, ' ') + 1)), array_agg(DISTINCT split_part(each, ' ', 1)), array_agg(each)
      FROM (SELECT DISTINCT claimed, members FROM sets) new_sets, jsonb_array_elements_text(members::jsonb) AS each
      GROUP BY claimed
      ON CONFLICT DO NOTHING
    ), counted AS MATERIALIZED (
      SELECT described.*, coalesce(claimed, '') AS claimed FROM (
        SELECT key, earliest, latest, place_key, latitude, longitude, location_precision,
          CASE WHEN summary IS NULL AND name_translations IS NULL THEN name END AS name, precision,
          flag_kinds(quality_flags) AS quality_flags, dataset_key, conflict_key, dyad_key, country_key, violence, kind, deaths_low, deaths_best, deaths_high, deaths_side_a, deaths_side_b,
          deaths_civilians, deaths_unknown,
          coalesce(array_agg(actor_key ORDER BY position) FILTER (WHERE actor_key IS NOT NULL), '{}') AS actor_keys
        FROM events LEFT JOIN event_participants ON event_key = key
        WHERE withdrawn_at IS NULL AND (%1$s OR place_key = ANY ($4) OR (place_key IS NULL AND '' = ANY ($4)))
        GROUP BY key) described LEFT JOIN sets USING (key)
    ), by_month AS (
      INSERT INTO event_totals (month, last_month, dataset_key, conflict_key, dyad_key, country_key, violence, kind, actor_keys,
        claimed, events, events_without_figure, events_without_split, low, best, high, side_a, side_b, civilians, unknown,
        first_earliest, last_earliest)
      SELECT month_of(earliest), month_of(latest), dataset_key, conflict_key, dyad_key, country_key, violence, kind,
        actor_keys, claimed, count(*), count(*) - count(deaths_best), count(deaths_best) - count(deaths_civilians),
        sum(coalesce(deaths_low, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL), sum(deaths_best),
        sum(coalesce(deaths_high, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL),
        sum(deaths_side_a), sum(deaths_side_b), sum(deaths_civilians), sum(deaths_unknown),
        min(earliest), max(earliest)
      FROM counted WHERE month_of(earliest) = ANY ($1)
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
    ), by_facets AS (
      INSERT INTO facet_totals
      SELECT month_of(earliest), month_of(latest), dataset_key, violence, kind, latitude IS NOT NULL, precision, quality_flags,
        deaths_best, deaths_civilians, count(*), count(*) - count(deaths_best), count(deaths_best) - count(deaths_civilians),
        sum(coalesce(deaths_low, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL), sum(deaths_best),
        sum(coalesce(deaths_high, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL),
        sum(deaths_side_a), sum(deaths_side_b), sum(deaths_civilians), sum(deaths_unknown)
      FROM counted WHERE month_of(earliest) = ANY ($1)
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
    ), estimated AS (
      SELECT DISTINCT ON (counted.key) counted.key, claim_key
      FROM counted JOIN datasets ON datasets.key = dataset_key JOIN said ON said.key = counted.key
      WHERE deaths_best IS NOT NULL AND claimant_key = provider_key AND gives AND NOT EXISTS (
        SELECT FROM claims successor
        WHERE successor.supersedes_key = claim_key AND successor.subject_event_key = counted.key
          AND successor.claimant_key = provider_key AND %3$s)
      ORDER BY counted.key, asserted_latest DESC, asserted_earliest DESC, claim_key DESC
    ), published AS (
      SELECT DISTINCT estimated.key, actor_key AS publisher_key
      FROM estimated JOIN claim_attributions USING (claim_key) WHERE role = 'PUBLISHER'
    ), by_publisher AS (
      INSERT INTO publisher_totals
      SELECT publisher_key, month_of(earliest), month_of(latest), dataset_key, conflict_key, dyad_key, country_key, violence,
        kind, actor_keys, claimed, count(*), count(*) - count(deaths_best), count(deaths_best) - count(deaths_civilians),
        sum(coalesce(deaths_low, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL), sum(deaths_best),
        sum(coalesce(deaths_high, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL),
        sum(deaths_side_a), sum(deaths_side_b), sum(deaths_civilians), sum(deaths_unknown)
      FROM counted LEFT JOIN published USING (key) WHERE month_of(earliest) = ANY ($3)
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    ), by_place_and_publisher AS (
      INSERT INTO place_publisher_totals
      SELECT place_key, publisher_key, count(*), count(*) - count(deaths_best), count(deaths_best) - count(deaths_civilians),
        sum(coalesce(deaths_low, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL), sum(deaths_best),
        sum(coalesce(deaths_high, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL),
        sum(deaths_side_a), sum(deaths_side_b), sum(deaths_civilians), sum(deaths_unknown)
      FROM counted LEFT JOIN published USING (key) WHERE place_key = ANY ($4) OR (place_key IS NULL AND '' = ANY ($4))
      GROUP BY 1, 2
    )
    INSERT INTO point_totals (place_key, latitude, longitude, location_precision, name, precision, quality_flags, deaths_best,
      deaths_civilians, dataset_key, conflict_key, dyad_key, country_key, violence, kind, actor_keys, claimed, events, events_without_figure, events_without_split, low, best, high,
      side_a, side_b, civilians, unknown, first_earliest, last_earliest)
    SELECT place_key, latitude, longitude, location_precision, name, precision, quality_flags, deaths_best,
      deaths_civilians, dataset_key, conflict_key, dyad_key, country_key, violence, kind, actor_keys, claimed, count(*), count(*) - count(deaths_best), count(deaths_best) - count(deaths_civilians),
        sum(coalesce(deaths_low, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL), sum(deaths_best),
        sum(coalesce(deaths_high, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL),
        sum(deaths_side_a), sum(deaths_side_b), sum(deaths_civilians), sum(deaths_unknown),
        min(earliest), max(earliest)
    FROM counted WHERE place_key = ANY ($2) OR (place_key IS NULL AND '' = ANY ($2))
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17
  $renewal$, coalesce(spans, 'false'), format(gives, 'claims'), format(gives, 'successor'))
    USING stale, stale_places, republished, republished_places;
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
  IF cardinality(republished) > 12 THEN
    ANALYZE event_totals, point_totals, facet_totals, publisher_totals, place_publisher_totals, claim_sets, entity_totals;
  END IF;
END
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION empty_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE event_totals, point_totals, facet_totals, publisher_totals, place_publisher_totals, claim_sets, entity_totals;
  RETURN NULL;
END
$$;--> statement-breakpoint
-- What was stored before.
INSERT INTO stale_totals
  SELECT DISTINCT 0, stored.* FROM events, LATERAL (
    VALUES ('MONTH', month_of(earliest)::text), ('PLACE_ITSELF', coalesce(place_key, ''))) AS stored(what, key)
ON CONFLICT DO NOTHING;--> statement-breakpoint
SELECT renew_totals(0);
