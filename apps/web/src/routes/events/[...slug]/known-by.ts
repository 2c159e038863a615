interface Estimated {
  deaths?: { claim: { assertedAt: { latest: string } } } | null;
}

/** An event as it was known by a moment: the estimate of a later release is left out of it. */
export function knownBy<Event extends Estimated>(event: Event, asOf: string | null): Event {
  const later = asOf !== null && event.deaths && event.deaths.claim.assertedAt.latest > asOf;
  return later ? { ...event, deaths: null } : event;
}
