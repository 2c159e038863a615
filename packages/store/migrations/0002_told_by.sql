ALTER TABLE "actors" ADD COLUMN "dataset_key" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "conflicts" ADD COLUMN "dataset_key" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "dyads" ADD COLUMN "dataset_key" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "places" ADD COLUMN "dataset_key" text COLLATE "C";