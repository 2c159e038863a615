-- Which series and release a row is of was written in its key alone: `ucdp:ged@22.1`,
-- `ucdp:ged:412700/deaths@22.1`.
ALTER TABLE "datasets" ADD COLUMN "series" text COLLATE "C";--> statement-breakpoint
UPDATE "datasets" SET "series" = split_part("key", '@', 1);--> statement-breakpoint
ALTER TABLE "datasets" ALTER COLUMN "series" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "release_key" text COLLATE "C";--> statement-breakpoint
UPDATE "claims" SET "release_key" = "datasets"."key" FROM "datasets"
  WHERE starts_with("claims"."key", "series" || ':') AND split_part("claims"."key", '@', 2) = "version";--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_release_key_datasets_key_fk" FOREIGN KEY ("release_key") REFERENCES "public"."datasets"("key") ON DELETE no action ON UPDATE no action;
