ALTER TABLE "claims" DROP CONSTRAINT "claims_one_subject";--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "subject_place_key" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_subject_place_key_places_key_fk" FOREIGN KEY ("subject_place_key") REFERENCES "public"."places"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claims_subject_place_key_asserted_latest_key_index" ON "claims" USING btree ("subject_place_key","asserted_latest","key") WHERE subject_place_key is not null;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_one_subject" CHECK (num_nonnulls(subject_conflict_key, subject_event_key, subject_agreement_key, subject_place_key) = 1);