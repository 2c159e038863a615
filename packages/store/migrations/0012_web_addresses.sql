-- An address that leads anywhere but to the web is taken away from the rows that have one: none may become a link.
UPDATE "datasets" SET "url" = NULL WHERE "url" !~* '^https?://[^[:space:]]+$';--> statement-breakpoint
UPDATE "reports" SET "url" = NULL WHERE "url" !~* '^https?://[^[:space:]]+$';--> statement-breakpoint
ALTER TABLE "datasets" ADD CONSTRAINT "datasets_url_web" CHECK ("datasets"."url" ~* '^https?://[^[:space:]]+$');--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_url_web" CHECK ("reports"."url" ~* '^https?://[^[:space:]]+$');