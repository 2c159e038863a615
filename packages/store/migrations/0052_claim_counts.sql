CREATE TABLE "claim_count_changes" (
	"commit_id" bigint NOT NULL,
	"conflict_key" text COLLATE "C",
	"claimant_key" text COLLATE "C" NOT NULL,
	"release_key" text COLLATE "C",
	"kind" "claim_kind" NOT NULL,
	"metric" "metric",
	"asserted_latest" timestamp(3) with time zone NOT NULL,
	"withdrawn_at" timestamp(3) with time zone,
	"claims" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claim_counts" (
	"conflict_key" text COLLATE "C",
	"claimant_key" text COLLATE "C" NOT NULL,
	"release_key" text COLLATE "C",
	"kind" "claim_kind" NOT NULL,
	"metric" "metric",
	"asserted_latest" timestamp(3) with time zone NOT NULL,
	"withdrawn_at" timestamp(3) with time zone,
	"claims" bigint NOT NULL,
	CONSTRAINT "claim_counts_unique" UNIQUE NULLS NOT DISTINCT("conflict_key","claimant_key","release_key","kind","metric","asserted_latest","withdrawn_at")
);
--> statement-breakpoint
CREATE INDEX "claim_counts_claimant_key_index" ON "claim_counts" USING btree ("claimant_key");--> statement-breakpoint
CREATE INDEX "claim_count_changes_commit_id_index" ON "claim_count_changes" USING btree ("commit_id");--> statement-breakpoint
-- A statement counts what it has written for its own transaction alone: who writes at the same time waits for nothing here.
CREATE FUNCTION note_claim_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO claim_count_changes
      SELECT current_commit(), conflict_key, claimant_key, release_key, kind, metric, asserted_latest, withdrawn_at, count(*)
      FROM after GROUP BY conflict_key, claimant_key, release_key, kind, metric, asserted_latest, withdrawn_at;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO claim_count_changes
      SELECT current_commit(), conflict_key, claimant_key, release_key, kind, metric, asserted_latest, withdrawn_at, -count(*)
      FROM before GROUP BY conflict_key, claimant_key, release_key, kind, metric, asserted_latest, withdrawn_at;
  END IF;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER claims_counted_inserted AFTER INSERT ON claims REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION note_claim_counts();--> statement-breakpoint
CREATE TRIGGER claims_counted_updated AFTER UPDATE ON claims REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION note_claim_counts();--> statement-breakpoint
CREATE TRIGGER claims_counted_deleted AFTER DELETE ON claims REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION note_claim_counts();--> statement-breakpoint
CREATE FUNCTION empty_claim_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE claim_counts;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER claims_counted_truncated AFTER TRUNCATE ON claims FOR EACH STATEMENT EXECUTE FUNCTION empty_claim_counts();--> statement-breakpoint
-- Runs at the commit, like the position of the transaction.
CREATE FUNCTION add_claim_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM claim_count_changes WHERE commit_id = new.id) THEN
    RETURN NULL;
  END IF;
  -- Two that count the same claims in another order would wait for each other.
  PERFORM pg_advisory_xact_lock(20220923);
  INSERT INTO claim_counts
    SELECT conflict_key, claimant_key, release_key, kind, metric, asserted_latest, withdrawn_at, sum(claims)
    FROM claim_count_changes WHERE commit_id = new.id
    GROUP BY conflict_key, claimant_key, release_key, kind, metric, asserted_latest, withdrawn_at
    HAVING sum(claims) <> 0
  ON CONFLICT ON CONSTRAINT claim_counts_unique DO UPDATE SET claims = claim_counts.claims + excluded.claims;
  DELETE FROM claim_counts WHERE claims = 0;
  DELETE FROM claim_count_changes WHERE commit_id = new.id;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER commits_count_claims AFTER INSERT ON commits
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION add_claim_counts();--> statement-breakpoint
-- What was stored before.
INSERT INTO claim_counts
  SELECT conflict_key, claimant_key, release_key, kind, metric, asserted_latest, withdrawn_at, count(*)
  FROM claims GROUP BY conflict_key, claimant_key, release_key, kind, metric, asserted_latest, withdrawn_at;
