ALTER TYPE "public"."actor_relation" ADD VALUE 'SPLINTER_OF';--> statement-breakpoint
ALTER TYPE "public"."actor_relation" ADD VALUE 'FACTION_OF';--> statement-breakpoint
ALTER TYPE "public"."actor_relation" ADD VALUE 'JOINED';--> statement-breakpoint
ALTER TABLE "common_names" DROP CONSTRAINT "common_names_entity_entity_key_position_pk";--> statement-breakpoint
ALTER TABLE "common_names" ALTER COLUMN "position" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "common_names" ADD COLUMN "held_by" text DEFAULT 'record' NOT NULL;--> statement-breakpoint
ALTER TABLE "common_names" ADD CONSTRAINT "common_names_entity_entity_key_held_by_language_name_pk" PRIMARY KEY("entity","entity_key","held_by","language","name");--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "dyad_key" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_dyad_key_dyads_key_fk" FOREIGN KEY ("dyad_key") REFERENCES "public"."dyads"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- As before; of datasets the names have no order of their own.
CREATE OR REPLACE FUNCTION search_also(kind search_type, owner text) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(
    jsonb_agg(jsonb_build_object('text', name, 'language', language)
      ORDER BY held_by <> 'record', position, language, name), '[]')
  FROM common_names WHERE entity = kind AND entity_key = owner
$$;
