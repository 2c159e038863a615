CREATE TYPE "public"."recorded_change" AS ENUM('ADDED', 'CORRECTED', 'WITHDRAWN', 'RESTORED', 'REMOVED');--> statement-breakpoint
CREATE TYPE "public"."recorded_entity" AS ENUM('CLAIM', 'EVENT');--> statement-breakpoint
CREATE TABLE "commits" (
	"id" bigint PRIMARY KEY NOT NULL,
	"position" bigint,
	"at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "commits_position_unique" UNIQUE("position")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "removals" (
	"entity" "recorded_entity" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"conflict_key" text COLLATE "C",
	"dataset_key" text COLLATE "C",
	"commit_id" bigint NOT NULL,
	"commit_ordinal" bigint NOT NULL,
	CONSTRAINT "removals_entity_key_pk" PRIMARY KEY("entity","key")
);
--> statement-breakpoint
CREATE SEQUENCE "commit_ids";--> statement-breakpoint
CREATE SEQUENCE "commit_positions";--> statement-breakpoint
CREATE SEQUENCE "commit_ordinals";--> statement-breakpoint
INSERT INTO "installation" VALUES (left(replace(gen_random_uuid()::text, '-', ''), 8));--> statement-breakpoint
-- The commit of the transaction at hand, entered with its first change.
CREATE FUNCTION current_commit() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  commit bigint := nullif(current_setting('casus.commit', true), '');
BEGIN
  IF commit IS NULL THEN
    INSERT INTO commits (id) VALUES (nextval('commit_ids')) RETURNING id INTO commit;
    PERFORM set_config('casus.commit', commit::text, true);
  END IF;
  RETURN commit;
END
$$;--> statement-breakpoint
-- What is there already was recorded before all that comes. An event goes before the claims about it.
INSERT INTO "commits" ("id", "position") VALUES (0, 0);--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "commit_id" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "commit_ordinal" bigint DEFAULT nextval('commit_ordinals') NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "change" "recorded_change" DEFAULT 'ADDED' NOT NULL;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "commit_id" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "commit_ordinal" bigint DEFAULT nextval('commit_ordinals') NOT NULL;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "change" "recorded_change" DEFAULT 'ADDED' NOT NULL;--> statement-breakpoint
UPDATE "events" SET "change" = 'WITHDRAWN' WHERE "withdrawn_at" IS NOT NULL;--> statement-breakpoint
UPDATE "claims" SET "change" = 'WITHDRAWN' WHERE "withdrawn_at" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "commit_id" SET DEFAULT current_commit();--> statement-breakpoint
ALTER TABLE "claims" ALTER COLUMN "commit_id" SET DEFAULT current_commit();--> statement-breakpoint
CREATE INDEX "removals_commit_id_commit_ordinal_index" ON "removals" USING btree ("commit_id","commit_ordinal");--> statement-breakpoint
CREATE INDEX "claims_commit_id_commit_ordinal_index" ON "claims" USING btree ("commit_id","commit_ordinal");--> statement-breakpoint
CREATE INDEX "events_commit_id_commit_ordinal_index" ON "events" USING btree ("commit_id","commit_ordinal");--> statement-breakpoint
-- A changed row moves to the transaction at hand; what happened to it in all is what counts there.
CREATE FUNCTION record_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  commit CONSTANT bigint := current_commit();
BEGIN
  new.change := CASE
    WHEN old.commit_id = commit AND old.change = 'ADDED' THEN 'ADDED'
    WHEN old.withdrawn_at IS NULL AND new.withdrawn_at IS NOT NULL THEN 'WITHDRAWN'
    WHEN old.withdrawn_at IS NOT NULL AND new.withdrawn_at IS NULL THEN 'RESTORED'
    WHEN old.commit_id = commit THEN old.change
    ELSE 'CORRECTED' END;
  IF old.commit_id <> commit THEN
    new.commit_id := commit;
    new.commit_ordinal := nextval('commit_ordinals');
  END IF;
  RETURN new;
END
$$;--> statement-breakpoint
CREATE FUNCTION record_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entity recorded_entity := tg_argv[0];
  dataset text;
BEGIN
  IF entity = 'CLAIM' THEN dataset := old.release_key; ELSE dataset := old.dataset_key; END IF;
  INSERT INTO removals VALUES
    (entity, old.key, old.conflict_key, dataset, current_commit(), nextval('commit_ordinals'))
  ON CONFLICT ON CONSTRAINT removals_entity_key_pk DO UPDATE SET
    conflict_key = excluded.conflict_key, dataset_key = excluded.dataset_key,
    commit_id = excluded.commit_id, commit_ordinal = excluded.commit_ordinal;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER events_change BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION record_change();--> statement-breakpoint
CREATE TRIGGER claims_change BEFORE UPDATE ON claims FOR EACH ROW EXECUTE FUNCTION record_change();--> statement-breakpoint
CREATE TRIGGER events_removal AFTER DELETE ON events FOR EACH ROW EXECUTE FUNCTION record_removal('EVENT');--> statement-breakpoint
CREATE TRIGGER claims_removal AFTER DELETE ON claims FOR EACH ROW EXECUTE FUNCTION record_removal('CLAIM');--> statement-breakpoint
CREATE TRIGGER events_renamed AFTER UPDATE OF key ON events FOR EACH ROW
  WHEN (old.key <> new.key) EXECUTE FUNCTION record_removal('EVENT');--> statement-breakpoint
CREATE TRIGGER claims_renamed AFTER UPDATE OF key ON claims FOR EACH ROW
  WHEN (old.key <> new.key) EXECUTE FUNCTION record_removal('CLAIM');--> statement-breakpoint
-- Runs at the commit. Its lock is let go once the transaction is seen by all: whoever has seen a
-- position will see every lower one, though transactions that began earlier are still running. One
-- that has changed nothing in the end has none.
CREATE FUNCTION assign_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM claims WHERE commit_id = new.id)
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
$$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER commits_position AFTER INSERT ON commits
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assign_position();--> statement-breakpoint
-- A place in all that was recorded, as text of one length, so that texts compare as places do:
-- installation, commit, and where in the commit.
CREATE FUNCTION position_text(commit_position bigint, commit_ordinal bigint) RETURNS text
STABLE LANGUAGE sql AS $$
  SELECT id || '-' || lpad(to_hex(commit_position), 12, '0') || '-' || lpad(to_hex(commit_ordinal), 12, '0')
  FROM installation
$$;--> statement-breakpoint
-- After all that has been committed.
CREATE FUNCTION current_position() RETURNS text STABLE LANGUAGE sql AS $$
  SELECT position_text(max(position), x'ffffffffffff'::bigint) FROM commits
$$;--> statement-breakpoint
CREATE FUNCTION read_position(
  place text, OUT commit_position bigint, OUT commit_ordinal bigint
) STABLE LANGUAGE plpgsql AS $$
BEGIN
  IF split_part(place, '-', 1) <> (SELECT id FROM installation) THEN
    RAISE 'The position is one of another installation.' USING ERRCODE = 'CP001';
  END IF;
  commit_position := ('x' || split_part(place, '-', 2))::bit(48)::bigint;
  commit_ordinal := ('x' || split_part(place, '-', 3))::bit(48)::bigint;
  IF commit_position > (SELECT max(position) FROM commits) THEN
    RAISE 'The position is ahead of the record.' USING ERRCODE = 'CP002';
  END IF;
END
$$;--> statement-breakpoint
CREATE FUNCTION commits_after(place text) RETURNS bigint[] STABLE LANGUAGE sql AS $$
  SELECT coalesce(array_agg(id), '{}') FROM commits, read_position(place) start
  WHERE position > start.commit_position
$$;--> statement-breakpoint
CREATE FUNCTION commit_at(place text) RETURNS bigint STABLE LANGUAGE sql AS $$
  SELECT id FROM commits, read_position(place) start WHERE position = start.commit_position
$$;--> statement-breakpoint
CREATE FUNCTION ordinal_at(place text) RETURNS bigint STABLE LANGUAGE sql AS $$
  SELECT start.commit_ordinal FROM read_position(place) start
$$;
