CREATE TYPE "public"."audit_action" AS ENUM('IMPORT', 'RECORD_LOAD', 'RESTORE', 'REPAIR');--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"key" text COLLATE "C" PRIMARY KEY DEFAULT gen_random_uuid()::text NOT NULL,
	"at" timestamp(3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"action" "audit_action" NOT NULL,
	"operator" text,
	"system_user" text,
	"version" text NOT NULL,
	"release_key" text COLLATE "C",
	"issue" smallint,
	"sha256" text,
	"rows_read" integer NOT NULL,
	"rows_added" integer DEFAULT 0 NOT NULL,
	"rows_updated" integer DEFAULT 0 NOT NULL,
	"rows_unchanged" integer DEFAULT 0 NOT NULL,
	"rows_outranked" integer DEFAULT 0 NOT NULL,
	"rows_flagged" integer DEFAULT 0 NOT NULL,
	"rows_rejected" integer DEFAULT 0 NOT NULL,
	"rows_left_out" integer DEFAULT 0 NOT NULL,
	"withdrawn" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_entries_at_key_index" ON "audit_entries" USING btree ("at","key");--> statement-breakpoint
-- An entry stays as it was made, whoever asks, Casus too. Only who owns the table can take the trigger away.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit log is only added to: its entries are neither changed nor deleted.' USING ERRCODE = 'integrity_constraint_violation';
END
$$;--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entries" FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
