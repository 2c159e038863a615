ALTER TABLE "commits" ADD COLUMN "is_other" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "commits" ADD COLUMN "is_reference" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "commits_position_index" ON "commits" USING btree ("position") WHERE "commits"."is_reference";--> statement-breakpoint
-- Any other change of the record belongs to the transaction's commit too, and so has a position. Called once
-- a statement; one that changed no row is none. `prepareTables` puts it on the tables.
CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  about CONSTANT text := tg_argv[0];
  noted CONSTANT text := 'casus.noted_' || about;
  commit bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM changed) THEN RETURN NULL; END IF;
  commit := current_commit();
  IF current_setting(noted, true) = commit::text THEN RETURN NULL; END IF;
  IF about = 'reference' THEN
    UPDATE commits SET is_reference = true WHERE id = commit;
    PERFORM pg_notify('casus', '{"about":"reference"}');
  ELSE
    UPDATE commits SET is_other = true WHERE id = commit;
  END IF;
  PERFORM set_config(noted, commit::text, true);
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION assign_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM commits WHERE id = new.id AND (is_reference OR is_other))
    AND NOT EXISTS (SELECT FROM claims WHERE commit_id = new.id)
    AND NOT EXISTS (SELECT FROM events WHERE commit_id = new.id)
    AND NOT EXISTS (SELECT FROM removals WHERE commit_id = new.id)
  THEN
    DELETE FROM commits WHERE id = new.id;
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(20220917);
  UPDATE commits SET position = nextval('commit_positions'), at = clock_timestamp() WHERE id = new.id;
  PERFORM pg_notify('casus', '{"about":"commit"}');
  RETURN NULL;
END
$$;
