CREATE TYPE "public"."actor_kind" AS ENUM('STATE', 'GOVERNMENT', 'ARMED_FORCE', 'ARMED_GROUP', 'GOVERNMENT_BODY', 'INTERNATIONAL_ORGANIZATION', 'HUMANITARIAN_ORGANIZATION', 'NON_GOVERNMENTAL_ORGANIZATION', 'NEWS_AGENCY', 'MEDIA', 'PERSON', 'DATASET_PROVIDER', 'UNNAMED_SOURCE', 'CIVILIANS', 'UNCLASSIFIED');--> statement-breakpoint
CREATE TYPE "public"."actor_relation" AS ENUM('ALLY_OF', 'BORDERS', 'MEMBER_OF', 'SPHERE_OF_INFLUENCE', 'FORMERLY_PART_OF');--> statement-breakpoint
CREATE TYPE "public"."agreement_kind" AS ENUM('CEASEFIRE', 'PEACE_AGREEMENT', 'BORDER_TREATY');--> statement-breakpoint
CREATE TYPE "public"."attribution_role" AS ENUM('CLAIMANT', 'RELAY', 'PUBLISHER', 'ADJUDICATOR');--> statement-breakpoint
CREATE TYPE "public"."claim_kind" AS ENUM('FIGURE', 'OCCURRENCE', 'RESPONSIBILITY', 'COMMITMENT', 'VIOLATION', 'DENIAL', 'WARNING', 'CONTEXT');--> statement-breakpoint
CREATE TYPE "public"."conflict_kind" AS ENUM('INTERSTATE', 'INTRASTATE', 'INTERNATIONALIZED_INTRASTATE', 'EXTRASYSTEMIC', 'NON_STATE', 'ONE_SIDED');--> statement-breakpoint
CREATE TYPE "public"."conflict_relation" AS ENUM('PARALLEL', 'SPILLOVER', 'PREDECESSOR', 'SUCCESSOR', 'PART_OF');--> statement-breakpoint
CREATE TYPE "public"."event_kind" AS ENUM('EPISODE', 'ARMED_CLASH', 'SHELLING', 'AIR_STRIKE', 'ATTACK_ON_CIVILIANS', 'ORGANIZED_VIOLENCE', 'EVACUATION', 'FLIGHT', 'MEETING', 'STATEMENT', 'AGREEMENT', 'BREACH');--> statement-breakpoint
CREATE TYPE "public"."external_id_scheme" AS ENUM('UCDP_CONFLICT', 'UCDP_DYAD', 'UCDP_ACTOR', 'UCDP_EVENT', 'ISO_3166_1_ALPHA_2', 'ISO_3166_1_ALPHA_3', 'ISO_3166_2', 'GLEDITSCH_WARD', 'P_CODE', 'WIKIDATA', 'IDMC');--> statement-breakpoint
CREATE TYPE "public"."incompatibility" AS ENUM('TERRITORY', 'GOVERNMENT', 'TERRITORY_AND_GOVERNMENT');--> statement-breakpoint
CREATE TYPE "public"."information_credibility" AS ENUM('CONFIRMED', 'PROBABLY_TRUE', 'POSSIBLY_TRUE', 'DOUBTFUL', 'IMPROBABLE', 'CANNOT_BE_JUDGED');--> statement-breakpoint
CREATE TYPE "public"."location_precision" AS ENUM('EXACT', 'NEAR', 'ADMIN2', 'ADMIN1', 'AREA', 'COUNTRY', 'INTERNATIONAL');--> statement-breakpoint
CREATE TYPE "public"."measure" AS ENUM('FLOW', 'STOCK');--> statement-breakpoint
CREATE TYPE "public"."metric" AS ENUM('DEATHS', 'INJURIES', 'MISSING', 'DETAINED', 'EVACUATED', 'FLED', 'DISPLACED', 'RETURNED');--> statement-breakpoint
CREATE TYPE "public"."participant_role" AS ENUM('SIDE_A', 'SIDE_B', 'PERPETRATOR', 'TARGET', 'SPEAKER', 'ATTENDEE', 'HOST', 'MEDIATOR', 'SIGNATORY', 'EVACUATOR');--> statement-breakpoint
CREATE TYPE "public"."place_kind" AS ENUM('COUNTRY', 'ADMIN1', 'ADMIN2', 'SETTLEMENT', 'BORDER_POST', 'AREA');--> statement-breakpoint
CREATE TYPE "public"."population" AS ENUM('CIVILIANS', 'COMBATANTS', 'ALL', 'UNKNOWN');--> statement-breakpoint
CREATE TYPE "public"."provision_kind" AS ENUM('CESSATION_OF_HOSTILITIES', 'TROOP_WITHDRAWAL', 'BORDER_DELIMITATION', 'PRISONER_EXCHANGE', 'MONITORING');--> statement-breakpoint
CREATE TYPE "public"."quantifier" AS ENUM('EXACT', 'ABOUT', 'AT_LEAST', 'MORE_THAN', 'UP_TO');--> statement-breakpoint
CREATE TYPE "public"."rank" AS ENUM('PREFERRED', 'NORMAL', 'DEPRECATED');--> statement-breakpoint
CREATE TYPE "public"."side" AS ENUM('A', 'B');--> statement-breakpoint
CREATE TYPE "public"."source_reliability" AS ENUM('A', 'B', 'C', 'D', 'E', 'F');--> statement-breakpoint
CREATE TYPE "public"."stance" AS ENUM('ASSERTS', 'CONFIRMS', 'DENIES', 'CANNOT_CONFIRM');--> statement-breakpoint
CREATE TYPE "public"."time_precision" AS ENUM('MINUTE', 'HOUR', 'DAY', 'DAYS', 'WEEK', 'MONTH', 'YEAR', 'UNKNOWN');--> statement-breakpoint
CREATE TYPE "public"."violence" AS ENUM('STATE_BASED', 'NON_STATE', 'ONE_SIDED');--> statement-breakpoint
CREATE TABLE "actor_offices" (
	"actor_key" text COLLATE "C" NOT NULL,
	"position" smallint NOT NULL,
	"title" text NOT NULL,
	"of_key" text COLLATE "C",
	"since" date,
	"until" date,
	CONSTRAINT "actor_offices_actor_key_position_pk" PRIMARY KEY("actor_key","position")
);
--> statement-breakpoint
CREATE TABLE "actor_relations" (
	"actor_key" text COLLATE "C" NOT NULL,
	"kind" "actor_relation" NOT NULL,
	"other_key" text COLLATE "C" NOT NULL,
	"negated" boolean DEFAULT false NOT NULL,
	"since" date,
	"until" date,
	"claim_key" text COLLATE "C",
	CONSTRAINT "actor_relations_actor_key_kind_other_key_pk" PRIMARY KEY("actor_key","kind","other_key")
);
--> statement-breakpoint
CREATE TABLE "actors" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"slug" text,
	"name" text NOT NULL,
	"names" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"kind" "actor_kind" NOT NULL,
	"description" text,
	"country_key" text COLLATE "C",
	"part_of_key" text COLLATE "C",
	"source" text NOT NULL,
	CONSTRAINT "actors_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "agreement_declarations" (
	"agreement_key" text COLLATE "C" NOT NULL,
	"position" smallint NOT NULL,
	"actor_key" text COLLATE "C" NOT NULL,
	"claim_key" text COLLATE "C" NOT NULL,
	CONSTRAINT "agreement_declarations_agreement_key_position_pk" PRIMARY KEY("agreement_key","position")
);
--> statement-breakpoint
CREATE TABLE "agreement_mediators" (
	"agreement_key" text COLLATE "C" NOT NULL,
	"position" smallint NOT NULL,
	"actor_key" text COLLATE "C" NOT NULL,
	CONSTRAINT "agreement_mediators_agreement_key_position_pk" PRIMARY KEY("agreement_key","position")
);
--> statement-breakpoint
CREATE TABLE "agreement_parties" (
	"agreement_key" text COLLATE "C" NOT NULL,
	"position" smallint NOT NULL,
	"actor_key" text COLLATE "C" NOT NULL,
	CONSTRAINT "agreement_parties_agreement_key_position_pk" PRIMARY KEY("agreement_key","position")
);
--> statement-breakpoint
CREATE TABLE "agreement_provisions" (
	"agreement_key" text COLLATE "C" NOT NULL,
	"position" smallint NOT NULL,
	"kind" "provision_kind" NOT NULL,
	"text" text NOT NULL,
	"claim_key" text COLLATE "C",
	CONSTRAINT "agreement_provisions_agreement_key_position_pk" PRIMARY KEY("agreement_key","position")
);
--> statement-breakpoint
CREATE TABLE "agreement_violations" (
	"agreement_key" text COLLATE "C" NOT NULL,
	"position" smallint NOT NULL,
	"accuser_key" text COLLATE "C" NOT NULL,
	"accused_key" text COLLATE "C" NOT NULL,
	"event_key" text COLLATE "C",
	"claim_key" text COLLATE "C" NOT NULL,
	CONSTRAINT "agreement_violations_agreement_key_position_pk" PRIMARY KEY("agreement_key","position")
);
--> statement-breakpoint
CREATE TABLE "agreements" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"slug" text,
	"name" text NOT NULL,
	"kind" "agreement_kind" NOT NULL,
	"summary" text,
	"conflict_key" text COLLATE "C",
	"effective_at" timestamp(3) with time zone,
	"effective_zone" text,
	"effective_claim_key" text COLLATE "C",
	"renews_key" text COLLATE "C",
	"ended_claim_key" text COLLATE "C",
	"source" text NOT NULL,
	CONSTRAINT "agreements_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "claim_attributions" (
	"claim_key" text COLLATE "C" NOT NULL,
	"ordinal" smallint NOT NULL,
	"position" smallint NOT NULL,
	"role" "attribution_role" NOT NULL,
	"actor_key" text COLLATE "C" NOT NULL,
	"report_key" text COLLATE "C",
	"paragraph" smallint,
	"locator" text,
	CONSTRAINT "claim_attributions_claim_key_ordinal_pk" PRIMARY KEY("claim_key","ordinal")
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"slug" text,
	"kind" "claim_kind" NOT NULL,
	"metric" "metric",
	"population" "population",
	"party_key" text COLLATE "C",
	"measure" "measure",
	"period_earliest" timestamp(3) with time zone,
	"period_latest" timestamp(3) with time zone,
	"period_precision" time_precision,
	"period_edtf" text,
	"period_zone" text,
	"place_key" text COLLATE "C",
	"low" double precision,
	"best" double precision,
	"high" double precision,
	"quantifier" "quantifier",
	"parts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"stance" "stance" NOT NULL,
	"summary" text NOT NULL,
	"asserted_earliest" timestamp(3) with time zone NOT NULL,
	"asserted_latest" timestamp(3) with time zone NOT NULL,
	"asserted_precision" time_precision NOT NULL,
	"asserted_edtf" text NOT NULL,
	"asserted_zone" text,
	"claimant_key" text COLLATE "C" NOT NULL,
	"source_reliability" "source_reliability",
	"information_credibility" "information_credibility",
	"rank" "rank" NOT NULL,
	"rank_reason" text,
	"subject_conflict_key" text COLLATE "C",
	"subject_event_key" text COLLATE "C",
	"subject_agreement_key" text COLLATE "C",
	"conflict_key" text COLLATE "C",
	"answers_key" text COLLATE "C",
	"supersedes_key" text COLLATE "C",
	"recorded_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp(3) with time zone,
	"source" text NOT NULL,
	CONSTRAINT "claims_slug_unique" UNIQUE("slug"),
	CONSTRAINT "claims_one_subject" CHECK (num_nonnulls(subject_conflict_key, subject_event_key, subject_agreement_key) = 1),
	CONSTRAINT "claims_figure_has_metric" CHECK (kind <> 'FIGURE' or metric is not null),
	CONSTRAINT "claims_asserted_in_order" CHECK (asserted_earliest <= asserted_latest)
);
--> statement-breakpoint
CREATE TABLE "conflict_parties" (
	"conflict_key" text COLLATE "C" NOT NULL,
	"actor_key" text COLLATE "C" NOT NULL,
	"side" "side" NOT NULL,
	CONSTRAINT "conflict_parties_conflict_key_actor_key_side_pk" PRIMARY KEY("conflict_key","actor_key","side")
);
--> statement-breakpoint
CREATE TABLE "conflict_places" (
	"conflict_key" text COLLATE "C" NOT NULL,
	"place_key" text COLLATE "C" NOT NULL,
	CONSTRAINT "conflict_places_conflict_key_place_key_pk" PRIMARY KEY("conflict_key","place_key")
);
--> statement-breakpoint
CREATE TABLE "conflict_relations" (
	"conflict_key" text COLLATE "C" NOT NULL,
	"relation" "conflict_relation" NOT NULL,
	"other_key" text COLLATE "C" NOT NULL,
	"note" text,
	"claim_key" text COLLATE "C",
	CONSTRAINT "conflict_relations_conflict_key_relation_other_key_pk" PRIMARY KEY("conflict_key","relation","other_key")
);
--> statement-breakpoint
CREATE TABLE "conflicts" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"slug" text,
	"name" text NOT NULL,
	"names" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"kind" "conflict_kind",
	"violence" "violence",
	"incompatibility" "incompatibility",
	"incompatibility_over" text,
	"summary" text,
	"started_on" date,
	"ended_on" date,
	"source" text NOT NULL,
	CONSTRAINT "conflicts_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "dyads" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"conflict_key" text COLLATE "C" NOT NULL,
	"side_a_key" text COLLATE "C" NOT NULL,
	"side_b_key" text COLLATE "C" NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "datasets" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"version" text NOT NULL,
	"provider_key" text COLLATE "C" NOT NULL,
	"licence" text NOT NULL,
	"citation" text NOT NULL,
	"url" text,
	"released_earliest" timestamp(3) with time zone NOT NULL,
	"released_latest" timestamp(3) with time zone NOT NULL,
	"released_precision" time_precision NOT NULL,
	"released_edtf" text NOT NULL,
	"imported_at" timestamp(3) with time zone,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"rows_kept" integer DEFAULT 0 NOT NULL,
	"rows_flagged" integer DEFAULT 0 NOT NULL,
	"rows_rejected" integer DEFAULT 0 NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_participants" (
	"event_key" text COLLATE "C" NOT NULL,
	"position" smallint NOT NULL,
	"actor_key" text COLLATE "C" NOT NULL,
	"role" "participant_role" NOT NULL,
	CONSTRAINT "event_participants_event_key_position_pk" PRIMARY KEY("event_key","position")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"slug" text,
	"name" text NOT NULL,
	"kind" "event_kind" NOT NULL,
	"violence" "violence",
	"summary" text,
	"earliest" timestamp(3) with time zone NOT NULL,
	"latest" timestamp(3) with time zone NOT NULL,
	"precision" time_precision NOT NULL,
	"edtf" text NOT NULL,
	"zone" text,
	"place_key" text COLLATE "C",
	"country_key" text COLLATE "C",
	"latitude" double precision,
	"longitude" double precision,
	"location_precision" "location_precision",
	"location_description" text,
	"conflict_key" text COLLATE "C",
	"dyad_key" text COLLATE "C",
	"part_of_key" text COLLATE "C",
	"dataset_key" text COLLATE "C",
	"deaths_low" integer,
	"deaths_best" integer,
	"deaths_high" integer,
	"clarity" smallint,
	"source_count" smallint,
	"review_status" text,
	"quality_flags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "events_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "external_ids" (
	"entity_key" text COLLATE "C" NOT NULL,
	"scheme" "external_id_scheme" NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "external_ids_entity_key_scheme_value_pk" PRIMARY KEY("entity_key","scheme","value")
);
--> statement-breakpoint
CREATE TABLE "places" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"slug" text,
	"name" text NOT NULL,
	"names" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"kind" "place_kind" NOT NULL,
	"parent_key" text COLLATE "C",
	"country_key" text COLLATE "C",
	"latitude" double precision,
	"longitude" double precision,
	"country_code" char(2),
	"source" text NOT NULL,
	CONSTRAINT "places_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"slug" text,
	"title" text NOT NULL,
	"publisher_key" text COLLATE "C",
	"published_earliest" timestamp(3) with time zone,
	"published_latest" timestamp(3) with time zone,
	"published_precision" time_precision,
	"published_edtf" text,
	"published_zone" text,
	"url" text,
	"language" text,
	"source" text NOT NULL,
	CONSTRAINT "reports_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
ALTER TABLE "actor_offices" ADD CONSTRAINT "actor_offices_actor_key_actors_key_fk" FOREIGN KEY ("actor_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actor_offices" ADD CONSTRAINT "actor_offices_of_key_actors_key_fk" FOREIGN KEY ("of_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actor_relations" ADD CONSTRAINT "actor_relations_actor_key_actors_key_fk" FOREIGN KEY ("actor_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actor_relations" ADD CONSTRAINT "actor_relations_other_key_actors_key_fk" FOREIGN KEY ("other_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actor_relations" ADD CONSTRAINT "actor_relations_claim_key_claims_key_fk" FOREIGN KEY ("claim_key") REFERENCES "public"."claims"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actors" ADD CONSTRAINT "actors_country_key_places_key_fk" FOREIGN KEY ("country_key") REFERENCES "public"."places"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_declarations" ADD CONSTRAINT "agreement_declarations_agreement_key_agreements_key_fk" FOREIGN KEY ("agreement_key") REFERENCES "public"."agreements"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_declarations" ADD CONSTRAINT "agreement_declarations_actor_key_actors_key_fk" FOREIGN KEY ("actor_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_declarations" ADD CONSTRAINT "agreement_declarations_claim_key_claims_key_fk" FOREIGN KEY ("claim_key") REFERENCES "public"."claims"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_mediators" ADD CONSTRAINT "agreement_mediators_agreement_key_agreements_key_fk" FOREIGN KEY ("agreement_key") REFERENCES "public"."agreements"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_mediators" ADD CONSTRAINT "agreement_mediators_actor_key_actors_key_fk" FOREIGN KEY ("actor_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_parties" ADD CONSTRAINT "agreement_parties_agreement_key_agreements_key_fk" FOREIGN KEY ("agreement_key") REFERENCES "public"."agreements"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_parties" ADD CONSTRAINT "agreement_parties_actor_key_actors_key_fk" FOREIGN KEY ("actor_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_provisions" ADD CONSTRAINT "agreement_provisions_agreement_key_agreements_key_fk" FOREIGN KEY ("agreement_key") REFERENCES "public"."agreements"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_provisions" ADD CONSTRAINT "agreement_provisions_claim_key_claims_key_fk" FOREIGN KEY ("claim_key") REFERENCES "public"."claims"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_violations" ADD CONSTRAINT "agreement_violations_agreement_key_agreements_key_fk" FOREIGN KEY ("agreement_key") REFERENCES "public"."agreements"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_violations" ADD CONSTRAINT "agreement_violations_accuser_key_actors_key_fk" FOREIGN KEY ("accuser_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_violations" ADD CONSTRAINT "agreement_violations_accused_key_actors_key_fk" FOREIGN KEY ("accused_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_violations" ADD CONSTRAINT "agreement_violations_event_key_events_key_fk" FOREIGN KEY ("event_key") REFERENCES "public"."events"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_violations" ADD CONSTRAINT "agreement_violations_claim_key_claims_key_fk" FOREIGN KEY ("claim_key") REFERENCES "public"."claims"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_conflict_key_conflicts_key_fk" FOREIGN KEY ("conflict_key") REFERENCES "public"."conflicts"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_attributions" ADD CONSTRAINT "claim_attributions_claim_key_claims_key_fk" FOREIGN KEY ("claim_key") REFERENCES "public"."claims"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_attributions" ADD CONSTRAINT "claim_attributions_actor_key_actors_key_fk" FOREIGN KEY ("actor_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_attributions" ADD CONSTRAINT "claim_attributions_report_key_reports_key_fk" FOREIGN KEY ("report_key") REFERENCES "public"."reports"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_party_key_actors_key_fk" FOREIGN KEY ("party_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_place_key_places_key_fk" FOREIGN KEY ("place_key") REFERENCES "public"."places"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_claimant_key_actors_key_fk" FOREIGN KEY ("claimant_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_subject_conflict_key_conflicts_key_fk" FOREIGN KEY ("subject_conflict_key") REFERENCES "public"."conflicts"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_subject_event_key_events_key_fk" FOREIGN KEY ("subject_event_key") REFERENCES "public"."events"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_subject_agreement_key_agreements_key_fk" FOREIGN KEY ("subject_agreement_key") REFERENCES "public"."agreements"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_conflict_key_conflicts_key_fk" FOREIGN KEY ("conflict_key") REFERENCES "public"."conflicts"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_parties" ADD CONSTRAINT "conflict_parties_conflict_key_conflicts_key_fk" FOREIGN KEY ("conflict_key") REFERENCES "public"."conflicts"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_parties" ADD CONSTRAINT "conflict_parties_actor_key_actors_key_fk" FOREIGN KEY ("actor_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_places" ADD CONSTRAINT "conflict_places_conflict_key_conflicts_key_fk" FOREIGN KEY ("conflict_key") REFERENCES "public"."conflicts"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_places" ADD CONSTRAINT "conflict_places_place_key_places_key_fk" FOREIGN KEY ("place_key") REFERENCES "public"."places"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_relations" ADD CONSTRAINT "conflict_relations_conflict_key_conflicts_key_fk" FOREIGN KEY ("conflict_key") REFERENCES "public"."conflicts"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_relations" ADD CONSTRAINT "conflict_relations_other_key_conflicts_key_fk" FOREIGN KEY ("other_key") REFERENCES "public"."conflicts"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_relations" ADD CONSTRAINT "conflict_relations_claim_key_claims_key_fk" FOREIGN KEY ("claim_key") REFERENCES "public"."claims"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dyads" ADD CONSTRAINT "dyads_conflict_key_conflicts_key_fk" FOREIGN KEY ("conflict_key") REFERENCES "public"."conflicts"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dyads" ADD CONSTRAINT "dyads_side_a_key_actors_key_fk" FOREIGN KEY ("side_a_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dyads" ADD CONSTRAINT "dyads_side_b_key_actors_key_fk" FOREIGN KEY ("side_b_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datasets" ADD CONSTRAINT "datasets_provider_key_actors_key_fk" FOREIGN KEY ("provider_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_participants" ADD CONSTRAINT "event_participants_event_key_events_key_fk" FOREIGN KEY ("event_key") REFERENCES "public"."events"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_participants" ADD CONSTRAINT "event_participants_actor_key_actors_key_fk" FOREIGN KEY ("actor_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_place_key_places_key_fk" FOREIGN KEY ("place_key") REFERENCES "public"."places"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_country_key_places_key_fk" FOREIGN KEY ("country_key") REFERENCES "public"."places"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_conflict_key_conflicts_key_fk" FOREIGN KEY ("conflict_key") REFERENCES "public"."conflicts"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_dyad_key_dyads_key_fk" FOREIGN KEY ("dyad_key") REFERENCES "public"."dyads"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_dataset_key_datasets_key_fk" FOREIGN KEY ("dataset_key") REFERENCES "public"."datasets"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_publisher_key_actors_key_fk" FOREIGN KEY ("publisher_key") REFERENCES "public"."actors"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "actors_part_of_key_index" ON "actors" USING btree ("part_of_key");--> statement-breakpoint
CREATE INDEX "actors_name_index" ON "actors" USING btree (name collate "C","key");--> statement-breakpoint
CREATE INDEX "agreement_mediators_actor_key_index" ON "agreement_mediators" USING btree ("actor_key");--> statement-breakpoint
CREATE INDEX "agreement_parties_actor_key_index" ON "agreement_parties" USING btree ("actor_key");--> statement-breakpoint
CREATE INDEX "agreements_conflict_key_index" ON "agreements" USING btree ("conflict_key");--> statement-breakpoint
CREATE INDEX "agreements_renews_key_index" ON "agreements" USING btree ("renews_key");--> statement-breakpoint
CREATE INDEX "agreements_effective_at_key_index" ON "agreements" USING btree ("effective_at","key");--> statement-breakpoint
CREATE INDEX "claim_attributions_report_key_paragraph_claim_key_index" ON "claim_attributions" USING btree ("report_key","paragraph","claim_key") WHERE report_key is not null;--> statement-breakpoint
CREATE INDEX "claim_attributions_actor_key_claim_key_index" ON "claim_attributions" USING btree ("actor_key","claim_key");--> statement-breakpoint
CREATE INDEX "claims_asserted_latest_key_index" ON "claims" USING btree ("asserted_latest","key");--> statement-breakpoint
CREATE INDEX "claims_conflict_key_asserted_latest_key_index" ON "claims" USING btree ("conflict_key","asserted_latest","key");--> statement-breakpoint
CREATE INDEX "claims_subject_event_key_asserted_latest_key_index" ON "claims" USING btree ("subject_event_key","asserted_latest","key");--> statement-breakpoint
CREATE INDEX "claims_claimant_key_asserted_latest_key_index" ON "claims" USING btree ("claimant_key","asserted_latest","key");--> statement-breakpoint
CREATE INDEX "claims_subject_conflict_key_index" ON "claims" USING btree ("subject_conflict_key") WHERE subject_conflict_key is not null;--> statement-breakpoint
CREATE INDEX "claims_subject_agreement_key_index" ON "claims" USING btree ("subject_agreement_key") WHERE subject_agreement_key is not null;--> statement-breakpoint
CREATE INDEX "claims_answers_key_index" ON "claims" USING btree ("answers_key") WHERE answers_key is not null;--> statement-breakpoint
CREATE INDEX "claims_supersedes_key_index" ON "claims" USING btree ("supersedes_key") WHERE supersedes_key is not null;--> statement-breakpoint
CREATE INDEX "conflict_parties_actor_key_index" ON "conflict_parties" USING btree ("actor_key");--> statement-breakpoint
CREATE INDEX "conflicts_name_index" ON "conflicts" USING btree (name collate "C","key");--> statement-breakpoint
CREATE INDEX "dyads_conflict_key_index" ON "dyads" USING btree ("conflict_key");--> statement-breakpoint
CREATE INDEX "event_participants_actor_key_event_key_index" ON "event_participants" USING btree ("actor_key","event_key");--> statement-breakpoint
CREATE INDEX "events_earliest_key_index" ON "events" USING btree ("earliest","key");--> statement-breakpoint
CREATE INDEX "events_conflict_key_earliest_key_index" ON "events" USING btree ("conflict_key","earliest","key");--> statement-breakpoint
CREATE INDEX "events_country_key_earliest_key_index" ON "events" USING btree ("country_key","earliest","key");--> statement-breakpoint
CREATE INDEX "events_dataset_key_earliest_key_index" ON "events" USING btree ("dataset_key","earliest","key");--> statement-breakpoint
CREATE INDEX "events_deadliest_index" ON "events" USING btree (coalesce(deaths_best, -1),"key");--> statement-breakpoint
CREATE INDEX "events_place_key_index" ON "events" USING btree ("place_key");--> statement-breakpoint
CREATE INDEX "events_part_of_key_index" ON "events" USING btree ("part_of_key") WHERE part_of_key is not null;--> statement-breakpoint
CREATE INDEX "events_episodes_index" ON "events" USING btree ("conflict_key") WHERE kind = 'EPISODE';--> statement-breakpoint
CREATE INDEX "external_ids_scheme_value_index" ON "external_ids" USING btree ("scheme","value");--> statement-breakpoint
CREATE INDEX "places_parent_key_index" ON "places" USING btree ("parent_key");--> statement-breakpoint
CREATE INDEX "places_country_code_index" ON "places" USING btree ("country_code");--> statement-breakpoint
CREATE INDEX "places_name_key_index" ON "places" USING btree ("name","key");--> statement-breakpoint
CREATE INDEX "reports_latest_index" ON "reports" USING btree (coalesce(published_latest, timestamptz '0001-01-01 00:00:00+00'),"key");--> statement-breakpoint
CREATE INDEX "reports_publisher_key_index" ON "reports" USING btree ("publisher_key");