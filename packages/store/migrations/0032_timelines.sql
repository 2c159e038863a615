ALTER TABLE "installation" ADD COLUMN "timeline" integer;--> statement-breakpoint
-- As before, but that positions leave a gap where a standby was promoted. The server before it may have given some that
-- nobody acknowledged, and for a while shows them as a standby itself: they are never those of another commit.
CREATE OR REPLACE FUNCTION assign_position() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  known integer;
  here integer;
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
  SELECT timeline INTO known FROM installation;
  here := ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer;
  IF known IS DISTINCT FROM here THEN
    UPDATE installation SET timeline = here;
    IF known IS NOT NULL THEN
      PERFORM setval('commit_positions', nextval('commit_positions') + 1048576);
    END IF;
  END IF;
  UPDATE commits SET position = nextval('commit_positions'), at = clock_timestamp() WHERE id = new.id;
  PERFORM pg_notify('casus', '{"about":"commit"}');
  RETURN NULL;
END
$$;
