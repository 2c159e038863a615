CREATE TABLE "current_figures" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"subject_conflict_key" text COLLATE "C",
	"subject_event_key" text COLLATE "C",
	"subject_agreement_key" text COLLATE "C",
	"subject_place_key" text COLLATE "C",
	"metric" "metric" NOT NULL,
	"population" "population",
	"period_earliest" timestamp(3) with time zone,
	"period_latest" timestamp(3) with time zone,
	"conflict_keys" text[] COLLATE "C" NOT NULL,
	"latest" timestamp(3) with time zone NOT NULL,
	"settled_at" timestamp(3) with time zone NOT NULL,
	"claimants" integer NOT NULL,
	"claimant_keys" text[] COLLATE "C" NOT NULL,
	"numbers" double precision[] NOT NULL,
	"contested" boolean NOT NULL,
	"gap" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stale_figures" (
	"commit_id" bigint NOT NULL,
	"subject_conflict_key" text COLLATE "C",
	"subject_event_key" text COLLATE "C",
	"subject_agreement_key" text COLLATE "C",
	"subject_place_key" text COLLATE "C"
);
--> statement-breakpoint
CREATE INDEX "current_figures_latest_key_index" ON "current_figures" USING btree ("latest","key");--> statement-breakpoint
CREATE INDEX "current_figures_claimants_key_index" ON "current_figures" USING btree ("claimants","key");--> statement-breakpoint
CREATE INDEX "current_figures_gap_key_index" ON "current_figures" USING btree ("gap","key");--> statement-breakpoint
CREATE INDEX "current_figures_subject_event_key_index" ON "current_figures" USING btree ("subject_event_key");--> statement-breakpoint
CREATE INDEX "current_figures_subject_conflict_key_index" ON "current_figures" USING btree ("subject_conflict_key") WHERE subject_conflict_key is not null;--> statement-breakpoint
CREATE INDEX "current_figures_subject_agreement_key_index" ON "current_figures" USING btree ("subject_agreement_key") WHERE subject_agreement_key is not null;--> statement-breakpoint
CREATE INDEX "current_figures_subject_place_key_index" ON "current_figures" USING btree ("subject_place_key") WHERE subject_place_key is not null;--> statement-breakpoint
CREATE INDEX "current_figures_conflict_keys_index" ON "current_figures" USING gin ("conflict_keys");--> statement-breakpoint
CREATE INDEX "current_figures_claimant_keys_index" ON "current_figures" USING gin ("claimant_keys");--> statement-breakpoint
CREATE INDEX "current_figures_contested_index" ON "current_figures" USING btree ("gap","key") WHERE contested;--> statement-breakpoint
-- As `rules/range.ts` reads a rounded number: half of its last digit that is not zero.
CREATE FUNCTION half_last_digit(number float8) RETURNS float8 IMMUTABLE PARALLEL SAFE LANGUAGE sql
RETURN CASE WHEN number = 0 OR number <> floor(number) OR number >= 1e15 THEN 0
  ELSE power(10, length(number::bigint::text) - length(rtrim(number::bigint::text, '0'))) / 2 END;--> statement-breakpoint
-- The figures of subjects as they were at a moment, by `rules/figures.ts`: each claimant's latest word that counts.
CREATE FUNCTION figures_of_subjects(
  of_conflicts text[], of_events text[], of_agreements text[], of_places text[], moment timestamptz
) RETURNS SETOF current_figures STABLE LANGUAGE sql AS $$
  WITH about AS (
    SELECT claims.* FROM unnest(of_conflicts) AS subject(key) JOIN claims ON subject_conflict_key = subject.key COLLATE "C"
    UNION ALL
    SELECT claims.* FROM unnest(of_events) AS subject(key) JOIN claims ON subject_event_key = subject.key COLLATE "C"
    UNION ALL
    SELECT claims.* FROM unnest(of_agreements) AS subject(key) JOIN claims ON subject_agreement_key = subject.key COLLATE "C"
    UNION ALL
    SELECT claims.* FROM unnest(of_places) AS subject(key) JOIN claims ON subject_place_key = subject.key COLLATE "C"
  ), said AS (
    SELECT *, least(low, best, high) AS least, greatest(low, best, high) AS most,
      max(greatest(asserted_latest, withdrawn_at)) OVER (PARTITION BY subject_conflict_key, subject_event_key, subject_agreement_key, subject_place_key) AS settled_at
    FROM about WHERE kind = 'FIGURE'
  ), counting AS MATERIALIZED (
    SELECT * FROM said
    WHERE asserted_latest <= moment AND (withdrawn_at IS NULL OR withdrawn_at > moment)
      AND rank <> 'DEPRECATED' AND stance IN ('ASSERTS', 'CONFIRMS')
  ), ranges AS (
    SELECT DISTINCT ON (counting.subject_conflict_key, counting.subject_event_key, counting.subject_agreement_key, counting.subject_place_key, counting.metric, counting.population, counting.party_key, counting.measure, counting.period_edtf, counting.dyad_key, counting.place_key, claimant_key) counting.*,
      CASE quantifier WHEN 'MORE_THAN' THEN least + 1
        WHEN 'UP_TO' THEN coalesce(low, CASE WHEN least IS NOT NULL THEN 0 END)
        WHEN 'ABOUT' THEN least - half_last_digit(least) ELSE least END AS range_low,
      CASE WHEN least IS NULL THEN NULL WHEN quantifier IN ('AT_LEAST', 'MORE_THAN') THEN 'Infinity'::float8
        WHEN quantifier = 'ABOUT' THEN most + half_last_digit(most) ELSE most END AS range_high
    FROM counting
    WHERE NOT EXISTS (SELECT FROM counting later WHERE later.supersedes_key = counting.key
      AND row(later.subject_conflict_key, later.subject_event_key, later.subject_agreement_key, later.subject_place_key, later.metric, later.population, later.party_key, later.measure, later.period_edtf, later.dyad_key, later.place_key)
        IS NOT DISTINCT FROM row(counting.subject_conflict_key, counting.subject_event_key, counting.subject_agreement_key, counting.subject_place_key, counting.metric, counting.population, counting.party_key, counting.measure, counting.period_edtf, counting.dyad_key, counting.place_key))
    ORDER BY counting.subject_conflict_key, counting.subject_event_key, counting.subject_agreement_key, counting.subject_place_key, counting.metric, counting.population, counting.party_key, counting.measure, counting.period_edtf, counting.dyad_key, counting.place_key, claimant_key, asserted_latest DESC, asserted_earliest DESC, key DESC
  )
  SELECT min(key), subject_conflict_key, subject_event_key, subject_agreement_key, subject_place_key, metric, population, min(period_earliest), max(period_latest),
    coalesce(array_agg(DISTINCT conflict_key) FILTER (WHERE conflict_key IS NOT NULL), '{}'),
    max(asserted_latest), least(max(settled_at), moment), count(*)::int,
    array_agg(claimant_key ORDER BY claimant_key), array_agg(coalesce(best, low, high) ORDER BY claimant_key),
    coalesce(max(range_low) > min(range_high), false),
    least(greatest(round(coalesce(max(least) - min(most), 0)), -2147483648), 2147483647)::int
  FROM ranges GROUP BY subject_conflict_key, subject_event_key, subject_agreement_key, subject_place_key, metric, population, party_key, measure, period_edtf, dyad_key, place_key
$$;--> statement-breakpoint
CREATE FUNCTION renew_figures(renewed_commit bigint) RETURNS void LANGUAGE plpgsql
SET work_mem = '64MB' AS $$
DECLARE
  conflicts text[];
  events text[];
  agreements text[];
  places text[];
BEGIN
  IF NOT EXISTS (SELECT FROM claims WHERE commit_id = renewed_commit AND kind = 'FIGURE')
    AND NOT EXISTS (SELECT FROM stale_figures WHERE commit_id = renewed_commit)
  THEN
    RETURN;
  END IF;
  -- Who commits another claim about the same sees these figures, and makes them anew: until then it waits.
  PERFORM pg_advisory_xact_lock(20220919);
  SELECT array_agg(DISTINCT subject_conflict_key) FILTER (WHERE subject_conflict_key IS NOT NULL),
    array_agg(DISTINCT subject_event_key) FILTER (WHERE subject_event_key IS NOT NULL),
    array_agg(DISTINCT subject_agreement_key) FILTER (WHERE subject_agreement_key IS NOT NULL),
    array_agg(DISTINCT subject_place_key) FILTER (WHERE subject_place_key IS NOT NULL)
  INTO conflicts, events, agreements, places FROM (
    SELECT subject_conflict_key, subject_event_key, subject_agreement_key, subject_place_key FROM claims WHERE commit_id = renewed_commit AND kind = 'FIGURE'
    UNION ALL
    SELECT subject_conflict_key, subject_event_key, subject_agreement_key, subject_place_key FROM stale_figures WHERE commit_id = renewed_commit) changed;
  -- Written out, the keys let the planner know whether it is a few subjects or all that there are.
  EXECUTE 'DELETE FROM current_figures USING unnest($1) AS stale(key) WHERE subject_conflict_key = stale.key COLLATE "C"' USING conflicts;
  EXECUTE 'DELETE FROM current_figures USING unnest($1) AS stale(key) WHERE subject_event_key = stale.key COLLATE "C"' USING events;
  EXECUTE 'DELETE FROM current_figures USING unnest($1) AS stale(key) WHERE subject_agreement_key = stale.key COLLATE "C"' USING agreements;
  EXECUTE 'DELETE FROM current_figures USING unnest($1) AS stale(key) WHERE subject_place_key = stale.key COLLATE "C"' USING places;
  EXECUTE 'INSERT INTO current_figures SELECT * FROM figures_of_subjects($1, $2, $3, $4, ''infinity'')'
    USING conflicts, events, agreements, places;
  DELETE FROM stale_figures WHERE commit_id = renewed_commit;
  -- The planner knows nothing of what comes with the commit, and the embedded engine tells it of nothing by itself.
  IF cardinality(events) > 1000 THEN
    ANALYZE current_figures;
  END IF;
END
$$;--> statement-breakpoint
-- What a claim was about before it was moved or deleted.
CREATE FUNCTION note_stale_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_figures VALUES (current_commit(), old.subject_conflict_key, old.subject_event_key, old.subject_agreement_key, old.subject_place_key);
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER claims_moved AFTER UPDATE ON claims FOR EACH ROW
  WHEN (old.kind = 'FIGURE' AND (new.kind <> 'FIGURE'
    OR row(old.subject_conflict_key, old.subject_event_key, old.subject_agreement_key, old.subject_place_key)
      IS DISTINCT FROM row(new.subject_conflict_key, new.subject_event_key, new.subject_agreement_key, new.subject_place_key)))
  EXECUTE FUNCTION note_stale_figures();--> statement-breakpoint
CREATE TRIGGER claims_left AFTER DELETE ON claims FOR EACH ROW
  WHEN (old.kind = 'FIGURE') EXECUTE FUNCTION note_stale_figures();--> statement-breakpoint
CREATE FUNCTION empty_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE current_figures;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER claims_truncated AFTER TRUNCATE ON claims FOR EACH STATEMENT EXECUTE FUNCTION empty_figures();--> statement-breakpoint
-- Runs at the commit, like the position of the transaction, and before it: what waits for the position waits for these.
CREATE FUNCTION renew_figures_of_commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM renew_figures(new.id);
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER commits_become_figures AFTER INSERT ON commits
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION renew_figures_of_commit();--> statement-breakpoint
-- What was stored before.
INSERT INTO current_figures SELECT figures.* FROM (
  SELECT array_agg(DISTINCT subject_conflict_key) FILTER (WHERE subject_conflict_key IS NOT NULL) AS conflicts,
    array_agg(DISTINCT subject_event_key) FILTER (WHERE subject_event_key IS NOT NULL) AS events,
    array_agg(DISTINCT subject_agreement_key) FILTER (WHERE subject_agreement_key IS NOT NULL) AS agreements,
    array_agg(DISTINCT subject_place_key) FILTER (WHERE subject_place_key IS NOT NULL) AS places
  FROM claims WHERE kind = 'FIGURE') stored,
  figures_of_subjects(stored.conflicts, stored.events, stored.agreements, stored.places, 'infinity') AS figures;
