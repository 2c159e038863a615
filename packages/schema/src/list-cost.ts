import type { Cost, Given } from './cost.ts';

/** What it takes to look something up of each event or claim of the whole record, by what asks for it. */
export const LOOKUP_COSTS = {
  /** Words in names and summaries of events, places and conflicts. */
  eventText: 2_000,
  /** `claimants` and `metrics`: the claims about each event. */
  eventClaims: 1_000,
  /** Which events were known at a moment. */
  eventAsOf: 2_000,
  /** What was estimated of each event at a moment, to order or filter by. */
  eventDeathsAsOf: 10_000,
  claimText: 3_000,
  claimThrough: 1_500,
};

/** Of a list under one entity: it looks up its own rows alone. */
export const OF_ENTITY = 1 / 50;
/** Of a release, which has delivered a good part of all events. */
export const OF_DATASET = 1 / 10;

/** @param share of the whole record that the list may look up */
export const eventListCost =
  (share = 1): Cost =>
  (given) =>
    1 + share * eventLookups(given);

/** @param share of the whole record that the list may look up */
export const claimListCost =
  (share = 1): Cost =>
  (given) => {
    const filter = filterOf(given);
    return (
      1 +
      share *
        ((filter['text'] ? LOOKUP_COSTS.claimText : 0) +
          (filter['through'] ? LOOKUP_COSTS.claimThrough : 0))
    );
  };

function eventLookups(given: Given): number {
  const byDeaths =
    given('orderBy') === 'DEADLIEST_FIRST' || DEATHS.some((name) => isGiven(filterOf(given)[name]));
  const asOf = byDeaths ? LOOKUP_COSTS.eventDeathsAsOf : LOOKUP_COSTS.eventAsOf;
  return eventFilterCost(given) + (isGiven(given('asOf')) ? asOf : 0);
}

/** What a filter of events makes the database look up of each of them. */
export function eventFilterCost(given: Given): number {
  const { text, claimants, metrics } = filterOf(given);
  return (
    (text ? LOOKUP_COSTS.eventText : 0) +
    (isGiven(claimants) || isGiven(metrics) ? LOOKUP_COSTS.eventClaims : 0)
  );
}

const DEATHS = ['minDeaths', 'maxDeaths', 'minCivilianDeaths', 'estimated'];

export const isGiven = (value: unknown) => value !== undefined && value !== null;

/** The filter as it was sent; empty where there is none. */
export function filterOf(given: Given): Record<string, unknown> {
  const filter = given('filter');
  return typeof filter === 'object' && filter !== null ? (filter as Record<string, unknown>) : {};
}
