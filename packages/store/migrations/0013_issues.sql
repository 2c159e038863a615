CREATE TABLE "release_issues" (
	"release_key" text COLLATE "C" NOT NULL,
	"number" smallint NOT NULL,
	"sha256" text,
	"released_earliest" timestamp(3) with time zone NOT NULL,
	"released_latest" timestamp(3) with time zone NOT NULL,
	"released_precision" time_precision NOT NULL,
	"released_edtf" text NOT NULL,
	"covers_from" date,
	"covers_to" date,
	"complete" boolean NOT NULL,
	"extract" boolean DEFAULT false NOT NULL,
	"declared" boolean DEFAULT false NOT NULL,
	"first_seen_at" timestamp(3) with time zone NOT NULL,
	"imported_at" timestamp(3) with time zone NOT NULL,
	"rows_read" integer NOT NULL,
	"rows_kept" integer NOT NULL,
	"rows_flagged" integer NOT NULL,
	"rows_rejected" integer NOT NULL,
	CONSTRAINT "release_issues_release_key_number_pk" PRIMARY KEY("release_key","number")
);
--> statement-breakpoint
ALTER TABLE "claim_attributions" DROP CONSTRAINT "claim_attributions_claim_key_claims_key_fk";
--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "issue" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "withdrawn_reason" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "withdrawn_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "release_issues" ADD CONSTRAINT "release_issues_release_key_datasets_key_fk" FOREIGN KEY ("release_key") REFERENCES "public"."datasets"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_attributions" ADD CONSTRAINT "claim_attributions_claim_key_claims_key_fk" FOREIGN KEY ("claim_key") REFERENCES "public"."claims"("key") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
-- What was imported before came in one file a release, as far as anyone knows.
INSERT INTO "release_issues"
SELECT "key", 1, NULL, "released_earliest", "released_latest", "released_precision", "released_edtf",
  NULL, NULL, false, false, false, "imported_at", "imported_at", "rows_read", "rows_kept", "rows_flagged", "rows_rejected"
FROM "datasets" WHERE "imported_at" IS NOT NULL;--> statement-breakpoint
-- With whether the event stands beside its deaths, sums over those that do need not read the table.
DROP INDEX "events_earliest_key_index";--> statement-breakpoint
DROP INDEX "events_conflict_key_earliest_key_index";--> statement-breakpoint
DROP INDEX "events_country_key_earliest_key_index";--> statement-breakpoint
DROP INDEX "events_latitude_longitude_index";--> statement-breakpoint
CREATE INDEX "events_earliest_key_index" ON "events" ("earliest","key") INCLUDE ("deaths_low","deaths_best","deaths_high","withdrawn_at");--> statement-breakpoint
CREATE INDEX "events_conflict_key_earliest_key_index" ON "events" ("conflict_key","earliest","key") INCLUDE ("deaths_low","deaths_best","deaths_high","withdrawn_at");--> statement-breakpoint
CREATE INDEX "events_country_key_earliest_key_index" ON "events" ("country_key","earliest","key") INCLUDE ("deaths_low","deaths_best","deaths_high","withdrawn_at");--> statement-breakpoint
CREATE INDEX "events_latitude_longitude_index" ON "events" ("latitude","longitude") INCLUDE ("location_precision","deaths_low","deaths_best","deaths_high","withdrawn_at");
