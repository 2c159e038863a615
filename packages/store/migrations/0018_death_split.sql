ALTER TABLE "events" ADD COLUMN "deaths_side_a" integer;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "deaths_side_b" integer;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "deaths_civilians" integer;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "deaths_unknown" integer;--> statement-breakpoint
-- A part of a release's figure that is one party's says which side of the event that party was on; where
-- both sides have the same placeholder as their actor, the next import of the release says it.
UPDATE "claims" SET "parts" = sided."parts"
FROM (
	SELECT claim."key", jsonb_agg(CASE WHEN side."side" IS NULL THEN part ELSE part || jsonb_build_object('side', side."side") END ORDER BY at) AS "parts"
	FROM "claims" claim
	CROSS JOIN LATERAL jsonb_array_elements(claim."parts") WITH ORDINALITY AS split(part, at)
	JOIN LATERAL (
		SELECT CASE WHEN count(*) = 1 THEN min(CASE WHEN "role" IN ('SIDE_A', 'PERPETRATOR') THEN 'A' ELSE 'B' END) END AS "side"
		FROM "event_participants"
		WHERE "event_key" = claim."subject_event_key" AND "actor_key" = part ->> 'partyKey'
			AND "role" IN ('SIDE_A', 'SIDE_B', 'PERPETRATOR', 'TARGET')
	) side ON true
	WHERE claim."release_key" IS NOT NULL AND claim."subject_event_key" IS NOT NULL AND claim."parts" <> '[]'
	GROUP BY claim."key" HAVING count(side."side") > 0
) sided
WHERE "claims"."key" = sided."key";--> statement-breakpoint
UPDATE "events" SET "deaths_side_a" = split."a", "deaths_side_b" = split."b",
	"deaths_civilians" = split."civilians", "deaths_unknown" = split."unknown"
FROM (
	SELECT DISTINCT ON (claim."subject_event_key") claim."subject_event_key" AS "key", claim."parts", claim."best"
	FROM "claims" claim
	JOIN "datasets" release ON release."key" = claim."release_key"
	JOIN "events" event ON event."key" = claim."subject_event_key"
	LEFT JOIN "datasets" own ON own."key" = event."dataset_key"
	WHERE release."series" = coalesce(own."series", release."series")
		AND claim."metric" = 'DEATHS' AND claim."population" = 'ALL' AND claim."party_key" IS NULL
		AND claim."measure" IS NULL AND claim."period_edtf" IS NULL AND claim."place_key" IS NULL
		AND claim."withdrawn_at" IS NULL AND claim."rank" <> 'DEPRECATED'
	ORDER BY claim."subject_event_key", release."released_latest" DESC, release."released_earliest" DESC,
		claim."asserted_latest" DESC, claim."asserted_earliest" DESC, claim."key" DESC
) latest
CROSS JOIN LATERAL (
	SELECT coalesce(sum(part.best) FILTER (WHERE side = 'A'), 0) AS "a",
		coalesce(sum(part.best) FILTER (WHERE side = 'B'), 0) AS "b",
		coalesce(sum(part.best) FILTER (WHERE side IS NULL AND population = 'CIVILIANS'), 0) AS "civilians",
		coalesce(sum(part.best) FILTER (WHERE side IS NULL AND population = 'UNKNOWN'), 0) AS "unknown",
		latest."best" IS NOT NULL AND (count(*) > 0 OR latest."best" = 0) AND count(*) FILTER (
			WHERE side IS NULL AND population NOT IN ('CIVILIANS', 'UNKNOWN')) = 0 AS "divided"
	FROM jsonb_to_recordset(latest."parts") AS part(side text, population text, best float8)
) split
WHERE "events"."key" = latest."key" AND split."divided";--> statement-breakpoint
-- With the parts beside the deaths, sums of them need not read the table either.
DROP INDEX "events_earliest_key_index";--> statement-breakpoint
DROP INDEX "events_conflict_key_earliest_key_index";--> statement-breakpoint
DROP INDEX "events_country_key_earliest_key_index";--> statement-breakpoint
DROP INDEX "events_latitude_longitude_index";--> statement-breakpoint
CREATE INDEX "events_earliest_key_index" ON "events" ("earliest","key") INCLUDE ("deaths_low","deaths_best","deaths_high","deaths_side_a","deaths_side_b","deaths_civilians","deaths_unknown","withdrawn_at");--> statement-breakpoint
CREATE INDEX "events_conflict_key_earliest_key_index" ON "events" ("conflict_key","earliest","key") INCLUDE ("deaths_low","deaths_best","deaths_high","deaths_side_a","deaths_side_b","deaths_civilians","deaths_unknown","withdrawn_at");--> statement-breakpoint
CREATE INDEX "events_country_key_earliest_key_index" ON "events" ("country_key","earliest","key") INCLUDE ("deaths_low","deaths_best","deaths_high","deaths_side_a","deaths_side_b","deaths_civilians","deaths_unknown","withdrawn_at");--> statement-breakpoint
CREATE INDEX "events_latitude_longitude_index" ON "events" ("latitude","longitude") INCLUDE ("location_precision","deaths_low","deaths_best","deaths_high","deaths_side_a","deaths_side_b","deaths_civilians","deaths_unknown","withdrawn_at");
