CREATE INDEX "claims_changed_index" ON "claims" USING btree ("commit_id","commit_ordinal") WHERE change <> 'ADDED';--> statement-breakpoint
CREATE INDEX "events_changed_index" ON "events" USING btree ("commit_id","commit_ordinal") WHERE change <> 'ADDED';
