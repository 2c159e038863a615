/** What a subscription follows: events in batches, so that what many need is read together. */
export interface EventSource<Event extends PlacedEvent> extends AsyncIterableIterator<
  readonly Event[],
  undefined
> {
  /** The position after which it begins. */
  start: string;
}

export interface PlacedEvent {
  /** After which a client that has the event goes on. */
  position: string;
}
