CREATE TABLE "event_editions" (
	"event_key" text COLLATE "C" NOT NULL,
	"release_key" text COLLATE "C" NOT NULL,
	"issue" smallint NOT NULL,
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
	"clarity" smallint,
	"source_count" smallint,
	"review_status" text,
	"quality_flags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"participants" jsonb NOT NULL,
	CONSTRAINT "event_editions_event_key_release_key_issue_pk" PRIMARY KEY("event_key","release_key","issue")
);
--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "issue" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "event_editions" ADD CONSTRAINT "event_editions_event_key_events_key_fk" FOREIGN KEY ("event_key") REFERENCES "public"."events"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_editions" ADD CONSTRAINT "event_editions_release_key_datasets_key_fk" FOREIGN KEY ("release_key") REFERENCES "public"."datasets"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_editions" ADD CONSTRAINT "event_editions_place_key_places_key_fk" FOREIGN KEY ("place_key") REFERENCES "public"."places"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_editions" ADD CONSTRAINT "event_editions_country_key_places_key_fk" FOREIGN KEY ("country_key") REFERENCES "public"."places"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_editions" ADD CONSTRAINT "event_editions_conflict_key_conflicts_key_fk" FOREIGN KEY ("conflict_key") REFERENCES "public"."conflicts"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_editions" ADD CONSTRAINT "event_editions_dyad_key_dyads_key_fk" FOREIGN KEY ("dyad_key") REFERENCES "public"."dyads"("key") ON DELETE no action ON UPDATE no action;