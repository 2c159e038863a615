-- All rows are made anew below.
TRUNCATE event_totals, point_totals, facet_totals, publisher_totals, place_publisher_totals, entity_totals;--> statement-breakpoint
CREATE TABLE "event_moments" (
	"event_key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"known_from" timestamp(3) with time zone NOT NULL,
	"settled_at" timestamp(3) with time zone NOT NULL,
	"last_said_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "entity_totals" ADD COLUMN "settled_at" timestamp(3) with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "event_totals" ADD COLUMN "settled_at" timestamp(3) with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "event_totals" ADD COLUMN "last_said_at" timestamp(3) with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "event_totals" ADD COLUMN "estimate_key" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "facet_totals" ADD COLUMN "settled_at" timestamp(3) with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "place_publisher_totals" ADD COLUMN "settled_at" timestamp(3) with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "point_totals" ADD COLUMN "settled_at" timestamp(3) with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "publisher_totals" ADD COLUMN "settled_at" timestamp(3) with time zone NOT NULL;--> statement-breakpoint
CREATE INDEX "event_moments_settled_at_known_from_index" ON "event_moments" USING btree ("settled_at","known_from");--> statement-breakpoint
CREATE INDEX "event_moments_last_said_at_known_from_index" ON "event_moments" USING btree ("last_said_at","known_from");--> statement-breakpoint
CREATE INDEX "event_moments_known_from_index" ON "event_moments" USING btree ("known_from");--> statement-breakpoint
-- As `rules/death-split.ts` has it: null where the claim does not split its estimate, or otherwise than into these parts.
CREATE FUNCTION split_of_deaths(estimate float8, parts jsonb)
RETURNS TABLE (side_a float8, side_b float8, civilians float8, unknown float8) STABLE PARALLEL SAFE LANGUAGE sql AS $$
  SELECT CASE WHEN divided THEN of_a END, CASE WHEN divided THEN of_b END,
    CASE WHEN divided THEN of_civilians END, CASE WHEN divided THEN of_unknown END
  FROM (
    SELECT estimate IS NOT NULL AND (count(*) > 0 OR estimate = 0)
        AND count(*) FILTER (WHERE side IS NULL AND population NOT IN ('CIVILIANS', 'UNKNOWN')) = 0 AS divided,
      coalesce(sum(part.best) FILTER (WHERE side = 'A'), 0) AS of_a,
      coalesce(sum(part.best) FILTER (WHERE side = 'B'), 0) AS of_b,
      coalesce(sum(part.best) FILTER (WHERE side IS NULL AND population = 'CIVILIANS'), 0) AS of_civilians,
      coalesce(sum(part.best) FILTER (WHERE side IS NULL AND population = 'UNKNOWN'), 0) AS of_unknown
    FROM jsonb_to_recordset(parts) AS part(side text, population text, best float8)) summed
$$;--> statement-breakpoint
-- As before; of each event, too, since when it is as it is now for whoever asks as of a moment, and sums tell those moments apart.
-- What is claimed of an event tells that, so that a change of its claims renews all sums of its month and place.
CREATE OR REPLACE FUNCTION renew_totals(renewed_commit bigint) RETURNS void LANGUAGE plpgsql
SET work_mem = '4MB' AS $$
DECLARE
  of record;
  stale date[];
  spans text;
  stale_places text[];
  -- A claim may give the estimate of the deaths in its event, if it is its provider's: rules/event-estimate.ts.
  gives CONSTANT text := $claim$%1$I.kind = 'FIGURE' AND %1$I.metric = 'DEATHS' AND %1$I.population = 'ALL'
    AND num_nonnulls(%1$I.party_key, %1$I.measure, %1$I.period_edtf, %1$I.dyad_key, %1$I.place_key) = 0
    AND %1$I.rank <> 'DEPRECATED' AND %1$I.stance IN ('ASSERTS', 'CONFIRMS')$claim$;
BEGIN
  INSERT INTO stale_totals
    SELECT DISTINCT renewed_commit, changed.* FROM events, LATERAL (
      VALUES ('MONTH', month_of(earliest)::text), ('PLACE_ITSELF', coalesce(place_key, ''))) AS changed(what, key)
    WHERE commit_id = renewed_commit
  ON CONFLICT DO NOTHING;
  -- Of events that are as they were: what is claimed of them, and since when.
  INSERT INTO stale_totals
    SELECT DISTINCT renewed_commit, part_of.* FROM claims JOIN events ON events.key = subject_event_key, LATERAL (
      VALUES ('MONTH', month_of(earliest)::text), ('PLACE_ITSELF', coalesce(events.place_key, ''))) AS part_of(what, key)
    WHERE claims.commit_id = renewed_commit AND events.commit_id <> renewed_commit
  ON CONFLICT DO NOTHING;
  IF NOT EXISTS (SELECT FROM stale_totals WHERE commit_id = renewed_commit) THEN
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
  DELETE FROM facet_totals WHERE month = ANY (stale);
  DELETE FROM publisher_totals WHERE month = ANY (stale);
  DELETE FROM point_totals
    WHERE place_key = ANY (stale_places) OR (place_key IS NULL AND '' = ANY (stale_places));
  DELETE FROM place_publisher_totals
    WHERE place_key = ANY (stale_places) OR (place_key IS NULL AND '' = ANY (stale_places));
  SELECT string_agg(format('(earliest >= %L AND earliest < %L)', first_day, next_day), ' OR ') INTO spans FROM (
    SELECT min(month) AT TIME ZONE 'UTC' AS first_day, (max(month) + interval '1 month') AT TIME ZONE 'UTC' AS next_day
    FROM (SELECT month, month - make_interval(months => row_number() OVER (ORDER BY month)::int) AS unbroken
      FROM unnest(stale) AS renewed(month)) numbered
    GROUP BY unbroken) unbroken_spans;
  -- Written out, the days let the planner know whether it is a few events or all that there are, which are read once
  -- for all kinds of sums.
  EXECUTE format($renewal$
    WITH said AS MATERIALIZED (
      SELECT subject_event_key AS key, claims.key AS claim_key, coalesce(metric::text, '') || ' ' || claimant_key AS said,
        asserted_latest, asserted_earliest, claims.withdrawn_at, events.withdrawn_at IS NULL AS of_standing,
        claimant_key, claimant_key = provider_key AND %2$s AS gives
      FROM events JOIN claims ON subject_event_key = events.key LEFT JOIN datasets ON datasets.key = dataset_key
      WHERE (%1$s OR events.place_key = ANY ($2) OR (events.place_key IS NULL AND '' = ANY ($2)))
    ), sets AS MATERIALIZED (
      -- A key of a set that some thousand claimants have made is no longer than any.
      SELECT key, md5(members) AS claimed, members
      FROM (SELECT key, jsonb_agg(DISTINCT said)::text AS members FROM said
        WHERE withdrawn_at IS NULL AND of_standing GROUP BY key) listed
    ), known AS (
      INSERT INTO claim_sets
      SELECT claimed, array_agg(DISTINCT substr(each, strpos(each, ' ') + 1)), array_agg(DISTINCT split_part(each, ' ', 1)), array_agg(each)
      FROM (SELECT DISTINCT claimed, members FROM sets) new_sets, jsonb_array_elements_text(members::jsonb) AS each
      GROUP BY claimed
      ON CONFLICT DO NOTHING
    ), estimated AS MATERIALIZED (
      SELECT DISTINCT ON (key) key, claim_key FROM said
      WHERE withdrawn_at IS NULL AND of_standing AND gives AND NOT EXISTS (
        SELECT FROM claims successor
        WHERE successor.supersedes_key = claim_key AND successor.subject_event_key = said.key
          AND successor.claimant_key = said.claimant_key AND successor.withdrawn_at IS NULL AND %3$s)
      ORDER BY key, asserted_latest DESC, asserted_earliest DESC, claim_key DESC
    ), spoken AS MATERIALIZED (
      SELECT key, count(*) AS claims, count(*) - count(withdrawn_at) AS standing, min(asserted_latest) AS known_from,
        greatest(max(asserted_latest), max(withdrawn_at)) AS last_said_at
      FROM said GROUP BY key
    ), resaid AS MATERIALIZED (
      -- Claims of events of which much was said and nothing withdrawn, so that what stood grows alone: a later release mostly
      -- says again what an earlier one did.
      SELECT said.* FROM spoken JOIN said USING (key) WHERE claims > 1 AND claims = standing
    ), estimates AS (
      SELECT resaid.key, resaid.asserted_latest, resaid.claim_key = estimated.claim_key AS is_last,
        row(low, best, high, parts, array(SELECT DISTINCT actor_key FROM claim_attributions
          WHERE claim_attributions.claim_key = resaid.claim_key AND role = 'PUBLISHER' ORDER BY 1))::text AS estimate,
        EXISTS (SELECT FROM claims later WHERE later.key = claims.supersedes_key AND later.asserted_latest > claims.asserted_latest) AS is_disordered
      FROM resaid JOIN claims ON claims.key = claim_key LEFT JOIN estimated ON estimated.key = resaid.key
      WHERE gives
    ), revised AS (
      SELECT key, bool_or(is_disordered) AS is_disordered,
        min(asserted_latest) FILTER (WHERE estimate = last AND asserted_latest > coalesce(last_other, '-infinity')) AS since
      FROM (SELECT compared.*, max(asserted_latest) FILTER (WHERE estimate <> last) OVER of_event AS last_other
        FROM (SELECT estimates.*, max(estimate) FILTER (WHERE is_last) OVER (PARTITION BY key) AS last FROM estimates) compared
        WINDOW of_event AS (PARTITION BY key)) ordered
      GROUP BY key
    ), unchanged AS (
      SELECT key, CASE WHEN revised.key IS NULL THEN first_said.since
        WHEN NOT is_disordered AND revised.since IS NOT NULL THEN greatest(first_said.since, revised.since) END AS since
      FROM (SELECT key, max(first) AS since FROM (
          SELECT key, said, min(asserted_latest) AS first FROM resaid GROUP BY key, said) of_each GROUP BY key) first_said
        LEFT JOIN revised USING (key)
    ), moments AS MATERIALIZED (
      SELECT key, known_from, settled_at, greatest(last_said_at, settled_at) AS last_said_at,
        CASE WHEN claim_key IS NULL THEN dataset_key ELSE release_key END AS estimate_key
      FROM (
        SELECT events.key, coalesce(known_from, 'infinity') AS known_from, last_said_at, dataset_key, estimated.claim_key, release_key,
          CASE WHEN events.withdrawn_at IS NOT NULL THEN CASE WHEN standing = 0 THEN last_said_at ELSE 'infinity' END
            WHEN standing > 0 AND row(deaths_best, CASE WHEN deaths_best IS NOT NULL THEN coalesce(deaths_low, deaths_best) END,
                CASE WHEN deaths_best IS NOT NULL THEN coalesce(deaths_high, deaths_best) END, deaths_side_a, deaths_side_b, deaths_civilians, deaths_unknown)
              IS NOT DISTINCT FROM row(best, coalesce(low, best), coalesce(high, best), split.side_a, split.side_b, split.civilians, split.unknown)
              AND (estimated.claim_key IS NULL OR best IS NOT NULL)
            THEN greatest(coalesce(unchanged.since, last_said_at), valid_from)
            ELSE 'infinity' END AS settled_at
        FROM events LEFT JOIN spoken USING (key) LEFT JOIN unchanged USING (key)
          LEFT JOIN estimated USING (key) LEFT JOIN claims ON claims.key = estimated.claim_key
          LEFT JOIN LATERAL split_of_deaths(best, parts) AS split ON estimated.claim_key IS NOT NULL
        WHERE (%1$s OR events.place_key = ANY ($2) OR (events.place_key IS NULL AND '' = ANY ($2)))) settled
    ), noted AS (
      INSERT INTO event_moments SELECT key, known_from, settled_at, last_said_at FROM moments
      ON CONFLICT (event_key) DO UPDATE SET known_from = excluded.known_from, settled_at = excluded.settled_at, last_said_at = excluded.last_said_at
      WHERE row(event_moments.known_from, event_moments.settled_at, event_moments.last_said_at)
        IS DISTINCT FROM row(excluded.known_from, excluded.settled_at, excluded.last_said_at)
    ), counted AS MATERIALIZED (
      SELECT key, earliest, latest, place_key, latitude, longitude, location_precision,
        CASE WHEN summary IS NULL AND name_translations IS NULL THEN name END AS name, precision,
        flag_kinds(quality_flags) AS quality_flags, dataset_key, conflict_key, dyad_key, country_key, violence, kind, deaths_low, deaths_best, deaths_high, deaths_side_a, deaths_side_b,
        deaths_civilians, deaths_unknown,
        array(SELECT actor_key FROM event_participants WHERE event_key = events.key ORDER BY position) AS actor_keys,
        coalesce(claimed, '') AS claimed, settled_at, last_said_at, estimate_key
      FROM events JOIN moments USING (key) LEFT JOIN sets USING (key)
      WHERE withdrawn_at IS NULL AND (%1$s OR place_key = ANY ($2) OR (place_key IS NULL AND '' = ANY ($2)))
    ), by_month AS (
      INSERT INTO event_totals (month, last_month, dataset_key, conflict_key, dyad_key, country_key, violence, kind, actor_keys,
        claimed, events, events_without_figure, events_without_split, low, best, high, side_a, side_b, civilians, unknown,
        first_earliest, last_earliest, settled_at, last_said_at, estimate_key)
      SELECT month_of(earliest), month_of(latest), dataset_key, conflict_key, dyad_key, country_key, violence, kind,
        actor_keys, claimed, count(*), count(*) - count(deaths_best), count(deaths_best) - count(deaths_civilians),
        sum(coalesce(deaths_low, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL), sum(deaths_best),
        sum(coalesce(deaths_high, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL),
        sum(deaths_side_a), sum(deaths_side_b), sum(deaths_civilians), sum(deaths_unknown),
        min(earliest), max(earliest), settled_at, last_said_at, estimate_key
      FROM counted WHERE month_of(earliest) = ANY ($1)
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, settled_at, last_said_at, estimate_key
    ), by_facets AS (
      INSERT INTO facet_totals
      SELECT month_of(earliest), month_of(latest), dataset_key, violence, kind, latitude IS NOT NULL, precision, quality_flags,
        deaths_best, deaths_civilians, count(*), count(*) - count(deaths_best), count(deaths_best) - count(deaths_civilians),
        sum(coalesce(deaths_low, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL), sum(deaths_best),
        sum(coalesce(deaths_high, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL),
        sum(deaths_side_a), sum(deaths_side_b), sum(deaths_civilians), sum(deaths_unknown), settled_at
      FROM counted WHERE month_of(earliest) = ANY ($1)
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, settled_at
    ), published AS (
      SELECT DISTINCT key, actor_key AS publisher_key
      FROM counted JOIN estimated USING (key) JOIN claim_attributions USING (claim_key)
      WHERE deaths_best IS NOT NULL AND role = 'PUBLISHER'
    ), by_publisher AS (
      INSERT INTO publisher_totals
      SELECT publisher_key, month_of(earliest), month_of(latest), dataset_key, conflict_key, dyad_key, country_key, violence,
        kind, actor_keys, claimed, count(*), count(*) - count(deaths_best), count(deaths_best) - count(deaths_civilians),
        sum(coalesce(deaths_low, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL), sum(deaths_best),
        sum(coalesce(deaths_high, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL),
        sum(deaths_side_a), sum(deaths_side_b), sum(deaths_civilians), sum(deaths_unknown), settled_at
      FROM counted LEFT JOIN published USING (key) WHERE month_of(earliest) = ANY ($1)
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, settled_at
    ), by_place_and_publisher AS (
      INSERT INTO place_publisher_totals
      SELECT place_key, publisher_key, count(*), count(*) - count(deaths_best), count(deaths_best) - count(deaths_civilians),
        sum(coalesce(deaths_low, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL), sum(deaths_best),
        sum(coalesce(deaths_high, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL),
        sum(deaths_side_a), sum(deaths_side_b), sum(deaths_civilians), sum(deaths_unknown), settled_at
      FROM counted LEFT JOIN published USING (key) WHERE place_key = ANY ($2) OR (place_key IS NULL AND '' = ANY ($2))
      GROUP BY 1, 2, settled_at
    )
    INSERT INTO point_totals (place_key, latitude, longitude, location_precision, name, precision, quality_flags, deaths_best,
      deaths_civilians, dataset_key, conflict_key, dyad_key, country_key, violence, kind, actor_keys, claimed, events, events_without_figure, events_without_split, low, best, high,
      side_a, side_b, civilians, unknown, first_earliest, last_earliest, settled_at)
    SELECT place_key, latitude, longitude, location_precision, name, precision, quality_flags, deaths_best,
      deaths_civilians, dataset_key, conflict_key, dyad_key, country_key, violence, kind, actor_keys, claimed, count(*), count(*) - count(deaths_best), count(deaths_best) - count(deaths_civilians),
        sum(coalesce(deaths_low, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL), sum(deaths_best),
        sum(coalesce(deaths_high, deaths_best)) FILTER (WHERE deaths_best IS NOT NULL),
        sum(deaths_side_a), sum(deaths_side_b), sum(deaths_civilians), sum(deaths_unknown),
        min(earliest), max(earliest), settled_at
    FROM counted WHERE place_key = ANY ($2) OR (place_key IS NULL AND '' = ANY ($2))
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, settled_at
  $renewal$, coalesce(spans, 'false'), format(gives, 'claims'), format(gives, 'successor'))
    USING stale, stale_places;
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
      sum(side_a), sum(side_b), sum(civilians), sum(unknown), min(first_earliest), max(last_earliest), max(settled_at)
      FROM event_totals
      WHERE %2$I = ANY (array(SELECT key FROM stale_totals WHERE commit_id = $1 AND what = %1$L))
        AND (%1$L <> 'PLACE' OR is_country(%2$I))
      GROUP BY %2$I$renewal$, of.entity, of.name) USING renewed_commit;
  END LOOP;

  DELETE FROM entity_totals USING stale_totals stale
    WHERE stale.commit_id = renewed_commit AND what = 'ACTOR' AND entity = 'ACTOR' AND entity_totals.key = stale.key;
  INSERT INTO entity_totals SELECT 'ACTOR', actor_key, sum(events), sum(events_without_figure), sum(events_without_split), sum(low), sum(best), sum(high),
      sum(side_a), sum(side_b), sum(civilians), sum(unknown), min(first_earliest), max(last_earliest), max(settled_at)
    FROM event_totals
    CROSS JOIN LATERAL (SELECT DISTINCT unnest(actor_keys) AS actor_key) took_part
    WHERE actor_keys && array(SELECT key FROM stale_totals WHERE commit_id = renewed_commit AND what = 'ACTOR')
      AND actor_key IN (SELECT key FROM stale_totals WHERE commit_id = renewed_commit AND what = 'ACTOR')
    GROUP BY actor_key;

  DELETE FROM entity_totals USING stale_totals stale
    WHERE stale.commit_id = renewed_commit AND what = 'PLACE_ITSELF' AND entity = 'PLACE_ITSELF'
      AND entity_totals.key = stale.key;
  INSERT INTO entity_totals SELECT 'PLACE_ITSELF', place_key, sum(events), sum(events_without_figure), sum(events_without_split), sum(low), sum(best), sum(high),
      sum(side_a), sum(side_b), sum(civilians), sum(unknown), min(first_earliest), max(last_earliest), max(settled_at)
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
      sum(side_a), sum(side_b), sum(civilians), sum(unknown), min(first_earliest), max(last_earliest), max(settled_at)
    FROM inside JOIN entity_totals itself ON itself.entity = 'PLACE_ITSELF' AND itself.key = inside.key
    GROUP BY place_key;
  DELETE FROM stale_totals WHERE commit_id = renewed_commit;
  -- The planner knows nothing of what comes with the commit, and the embedded engine tells it of nothing by itself.
  IF cardinality(stale) > 12 THEN
    ANALYZE event_moments, event_totals, point_totals, facet_totals, publisher_totals, place_publisher_totals, claim_sets, entity_totals;
  END IF;
END
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION empty_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE event_moments, event_totals, point_totals, facet_totals, publisher_totals, place_publisher_totals, claim_sets, entity_totals;
  RETURN NULL;
END
$$;--> statement-breakpoint
-- Where an event was counted before it was moved or deleted.
CREATE OR REPLACE FUNCTION note_stale_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_totals
    SELECT current_commit(), left_by.* FROM (
      VALUES ('MONTH', month_of(old.earliest)::text), ('PLACE_ITSELF', coalesce(old.place_key, ''))) AS left_by(what, key)
  ON CONFLICT DO NOTHING;
  IF tg_op = 'DELETE' THEN
    DELETE FROM event_moments WHERE event_key = old.key;
  END IF;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE FUNCTION rename_moments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE event_moments SET event_key = new.key WHERE event_key = old.key;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER events_called_otherwise AFTER UPDATE OF key ON events FOR EACH ROW
  WHEN (old.key <> new.key) EXECUTE FUNCTION rename_moments();--> statement-breakpoint
-- What was stored before.
INSERT INTO stale_totals
  SELECT DISTINCT 0, stored.* FROM events, LATERAL (
    VALUES ('MONTH', month_of(earliest)::text), ('PLACE_ITSELF', coalesce(place_key, ''))) AS stored(what, key)
ON CONFLICT DO NOTHING;--> statement-breakpoint
SELECT renew_totals(0);
