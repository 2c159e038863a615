/** How many rows a page may have, and how many ids may be asked for at once. */
export const PAGE_LIMIT = 100;
export const PAGE_DEFAULT = 20;
/** How many rows statistics may answer with: a screen shows no more, a download is for that. */
export const STATISTICS_LIMIT = 10_000;
export const STATISTICS_DEFAULT = 1_000;
/** How many squares the map may have: more than a screen can tell apart. */
export const MAP_LIMIT = 2_000;
/** Those of the coarsest grid, which always fit. */
export const MAP_LEAST = 32;
/** How many fields any answer may have, however little its query costs. */
export const FIELDS_GRANTED = 1_000;
