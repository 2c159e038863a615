/** What a subscription follows, one event after the other. */
export interface EventSource<Event extends PlacedEvent> extends AsyncIterableIterator<
  Event,
  undefined
> {
  /** The position after which it begins. */
  start: string;
  /** The events that are there, several at once: whoever answers them together reads together what they need. */
  nextBatch(): Promise<IteratorResult<readonly Event[], undefined>>;
}

export interface PlacedEvent {
  /** After which a client that has the event goes on. */
  position: string;
}
