import type { WorldRegion } from '../vocabulary.ts';

/**
 * The countries of each region, ISO 3166-1 alpha-2, as UCDP and the list of states by Gleditsch and Ward divide the world:
 * the Middle East is from Egypt and Turkey to Iran and Oman, Cyprus and the south of the Caucasus are Europe, and Oceania is
 * counted with Asia. Countries that are in neither list are in the region around them.
 */
const COUNTRIES: Record<WorldRegion, string> = {
  AFRICA: `AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU MW MZ NA NE
    NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW`,
  AMERICAS: `AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN KY LC MF
    MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI`,
  ASIA: `AF AQ AS AU BD BN BT CC CK CN CX FJ FM GU HK HM ID IN JP KG KH KI KP KR KZ LA LK MH MM MN MO MP MV MY NC NF NP NR
    NU NZ PF PG PH PK PN PW SB SG TH TJ TK TL TM TO TV TW UM UZ VN VU WF WS`,
  EUROPE: `AD AL AM AT AX AZ BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GE GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD
    ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK`,
  MIDDLE_EAST: 'AE BH EG IL IQ IR JO KW LB OM PS QA SA SY TR YE',
};

const BY_REGION = Object.entries(COUNTRIES).map(
  ([region, codes]) => [region as WorldRegion, codes.split(/\s+/)] as const,
);

/** The countries of some regions, ISO 3166-1 alpha-2. */
export const countriesOfRegions = (regions: readonly WorldRegion[]): string[] =>
  BY_REGION.flatMap(([region, codes]) => (regions.includes(region) ? codes : []));

/** Each region with its countries. */
export const worldRegions = (): readonly (readonly [WorldRegion, readonly string[]])[] => BY_REGION;
