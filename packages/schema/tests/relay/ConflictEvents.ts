// As in a site built with Relay: the compiler reads what stands after the tag, nothing runs it.
declare const graphql: (text: TemplateStringsArray) => unknown;

export const page = () => graphql`
  query ConflictEventsQuery($slug: String!, $filter: EventFilter) {
    conflict(slug: $slug) {
      name
      ...ConflictEvents_conflict @arguments(filter: $filter)
    }
  }
`;

export const events = () => graphql`
  fragment ConflictEvents_conflict on Conflict
  @refetchable(queryName: "ConflictEventsPaginationQuery")
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 20 }
    cursor: { type: "String" }
    filter: { type: "EventFilter" }
  ) {
    events(first: $count, after: $cursor, filter: $filter)
      @connection(key: "ConflictEvents_events", filters: ["filter"]) {
      totalCount
      edges {
        node {
          ...ConflictEvents_event
        }
      }
    }
  }
`;

export const row = () => graphql`
  fragment ConflictEvents_event on Event
  @refetchable(queryName: "ConflictEventsRowQuery")
  @argumentDefinitions(asOf: { type: "DateTime" }) {
    name
    kind
    time {
      edtf
    }
    deaths(asOf: $asOf) {
      low
      best
      high
    }
  }
`;
