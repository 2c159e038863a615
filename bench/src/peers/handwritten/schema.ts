/** As much of Casus's schema as the shapes ask. */
export const SCHEMA = /* GraphQL */ `
  scalar CountryCode
  scalar Date
  scalar DateTime

  type Query {
    event(slug: String!): Event
    events(first: Int = 20, after: String, filter: EventFilter): EventConnection!
    nodes(ids: [ID!]!): [Node]!
    eventMap(zoom: Int!, filter: EventFilter!): [MapCell!]!
    eventStatistics(by: [EventDimension!]!, filter: EventFilter): [EventStatistic!]!
  }

  input EventFilter {
    countries: [CountryCode!]
    during: DateRange
    within: BoundingBox
  }

  input BoundingBox {
    west: Float!
    south: Float!
    east: Float!
    north: Float!
  }

  input DateRange {
    from: Date
    to: Date
  }

  enum EventDimension {
    MONTH
  }

  type EventStatistic {
    month: String
    events: Int!
    eventsWithoutFigure: Int!
    deaths: DeathSum
  }

  type MapCell {
    latitude: Float!
    longitude: Float!
    events: Int!
    eventsWithoutFigure: Int!
    deaths: DeathSum
  }

  type DeathSum {
    low: Float!
    best: Float!
    high: Float!
  }

  interface Node {
    slug: String!
  }

  type Conflict implements Node {
    slug: String!
    name: String!
    events(first: Int = 20): EventConnection!
  }

  type EventConnection {
    totalCount: Int!
    nodes: [Event!]!
    pageInfo: PageInfo!
  }

  type PageInfo {
    hasNextPage: Boolean!
    endCursor: String
  }

  type Event implements Node {
    slug: String!
    name: String!
    kind: String!
    violence: String
    time: TimeBounds!
    location: EventLocation
    conflict: Conflict
    participants: [EventParticipant!]!
    claims(first: Int = 20): ClaimConnection!
  }

  type TimeBounds {
    earliest: DateTime!
    latest: DateTime!
    edtf: String!
  }

  type EventLocation {
    latitude: Float
    longitude: Float
    precision: String!
    place: Place
    country: Place
  }

  type Place {
    name: String!
  }

  type EventParticipant {
    role: String!
    actor: Actor!
  }

  type Actor {
    slug: String!
    name: String!
    kind: String!
  }

  type ClaimConnection {
    nodes: [Claim!]!
  }

  type Claim {
    kind: String!
    metric: String
    summary: String!
    stance: String!
    quantity: Quantity
    claimant: Actor!
    attribution: [AttributionStep!]!
  }

  type Quantity {
    low: Float
    best: Float
    high: Float
  }

  type AttributionStep {
    position: Int!
    role: String!
    actor: Actor!
    report: Report
  }

  type Report {
    title: String!
  }
`;
