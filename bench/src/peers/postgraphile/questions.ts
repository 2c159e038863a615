import type { Variables } from '../../shapes/shape.ts';

/** A shape asked in the schema that PostGraphile makes of Casus's tables. */
interface Question {
  document: string;
  variables: (variables: Variables) => Variables;
  read: (data: Record<string, unknown>) => unknown;
}

/** A row of the answer, of which only the form is known. */
type Row = Record<string, never> & { nodes: Row[] };

const nodesOf = (list: unknown) => (list as { nodes: Row[] }).nodes;

const slugOf = ({ slug, derivedSlug, key }: Row) => slug ?? derivedSlug ?? key;

const quantityOf = ({ low, best, high }: Row) =>
  low === null && best === null && high === null ? null : { low, best, high };

const LATEST_EVENTS = 'orderBy: [EARLIEST_DESC, PRIMARY_KEY_DESC]';
const LATEST_CLAIMS = 'orderBy: [ASSERTED_LATEST_DESC, PRIMARY_KEY_DESC]';

const eventDeep: Question = {
  document: /* GraphQL */ `
    query EventDeep($event: String!) {
      eventByKey(key: $event) {
        key
        slug
        name
        kind
        violence
        earliest
        latest
        latitude
        longitude
        locationPrecision
        placeByPlaceKey { name }
        placeByCountryKey { name }
        conflictByConflictKey { key slug derivedSlug name }
        eventParticipantsByEventKey(orderBy: [POSITION_ASC]) {
          nodes {
            role
            actorByActorKey { key slug derivedSlug name kind }
          }
        }
        claimsBySubjectEventKey(first: 10, ${LATEST_CLAIMS}) {
          nodes {
            kind
            metric
            summary
            stance
            low
            best
            high
            actorByClaimantKey { name }
            claimAttributionsByClaimKey(orderBy: [ORDINAL_ASC]) {
              nodes {
                position
                role
                actorByActorKey { name }
                reportByReportKey { title }
              }
            }
          }
        }
      }
    }
  `,
  variables: ({ event }) => ({ event }),
  read: (data) => {
    const event = data['eventByKey'] as Row;
    return {
      event: {
        slug: slugOf(event),
        name: event['name'],
        kind: event['kind'],
        violence: event['violence'],
        time: { earliest: event['earliest'], latest: event['latest'] },
        location: event['locationPrecision'] && {
          latitude: event['latitude'],
          longitude: event['longitude'],
          precision: event['locationPrecision'],
          place: event['placeByPlaceKey'],
          country: event['placeByCountryKey'],
        },
        conflict: event['conflictByConflictKey'] && {
          slug: slugOf(event['conflictByConflictKey']),
          name: event['conflictByConflictKey']['name'],
        },
        participants: nodesOf(event['eventParticipantsByEventKey']).map((part) => ({
          role: part['role'],
          actor: {
            slug: slugOf(part['actorByActorKey']!),
            name: part['actorByActorKey']!['name'],
            kind: part['actorByActorKey']!['kind'],
          },
        })),
        claims: {
          nodes: nodesOf(event['claimsBySubjectEventKey']).map((claim) => ({
            kind: claim['kind'],
            metric: claim['metric'],
            summary: claim['summary'],
            stance: claim['stance'],
            quantity: quantityOf(claim),
            claimant: claim['actorByClaimantKey'],
            attribution: nodesOf(claim['claimAttributionsByClaimKey']).map((step) => ({
              position: step['position'],
              role: step['role'],
              actor: step['actorByActorKey'],
              report: step['reportByReportKey'],
            })),
          })),
        },
      },
    };
  },
};

const pageFlat: Question = {
  document: /* GraphQL */ `
    query PageFlat($after: Cursor) {
      allEvents(first: 50, after: $after, ${LATEST_EVENTS}) {
        nodes {
          key
          slug
          name
          kind
          violence
          earliest
          latest
          edtf
          latitude
          longitude
          locationPrecision
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  variables: ({ after }) => ({ after }),
  read: ({ allEvents }) => ({
    events: {
      nodes: nodesOf(allEvents).map((event) => ({
        slug: slugOf(event),
        name: event['name'],
        kind: event['kind'],
        violence: event['violence'],
        time: { earliest: event['earliest'], latest: event['latest'], edtf: event['edtf'] },
        location: event['locationPrecision'] && {
          latitude: event['latitude'],
          longitude: event['longitude'],
          precision: event['locationPrecision'],
        },
      })),
      pageInfo: (allEvents as Row)['pageInfo'],
    },
  }),
};

const pageNested: Question = {
  document: /* GraphQL */ `
    query PageNested($after: Cursor) {
      allEvents(first: 50, after: $after, ${LATEST_EVENTS}) {
        nodes {
          key
          slug
          name
          earliest
          locationPrecision
          conflictByConflictKey { name }
          placeByCountryKey { name }
          eventParticipantsByEventKey(orderBy: [POSITION_ASC]) {
            nodes {
              role
              actorByActorKey { name }
            }
          }
          claimsBySubjectEventKey(first: 5, ${LATEST_CLAIMS}) {
            nodes {
              summary
              low
              best
              high
              actorByClaimantKey { name }
            }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  variables: ({ after }) => ({ after }),
  read: ({ allEvents }) => ({
    events: {
      nodes: nodesOf(allEvents).map((event) => ({
        slug: slugOf(event),
        name: event['name'],
        time: { earliest: event['earliest'] },
        conflict: event['conflictByConflictKey'],
        location: event['locationPrecision'] && { country: event['placeByCountryKey'] },
        participants: nodesOf(event['eventParticipantsByEventKey']).map((part) => ({
          role: part['role'],
          actor: part['actorByActorKey'],
        })),
        claims: {
          nodes: nodesOf(event['claimsBySubjectEventKey']).map((claim) => ({
            summary: claim['summary'],
            quantity: quantityOf(claim),
            claimant: claim['actorByClaimantKey'],
          })),
        },
      })),
      pageInfo: (allEvents as Row)['pageInfo'],
    },
  }),
};

const conflictsTree: Question = {
  document: /* GraphQL */ `
    query ConflictsTree($conflicts: [String!]!) {
      allConflicts(filter: { key: { in: $conflicts } }) {
        nodes {
          key
          slug
          derivedSlug
          name
          eventsByConflictKey(first: 5, ${LATEST_EVENTS}) {
            nodes {
              key
              slug
              name
              earliest
              claimsBySubjectEventKey(first: 3, ${LATEST_CLAIMS}) {
                nodes { summary metric low best high }
              }
            }
          }
        }
      }
    }
  `,
  variables: ({ conflicts }) => ({ conflicts: keysIn(conflicts) }),
  read: ({ allConflicts }) => ({
    nodes: nodesOf(allConflicts).map((conflict) => ({
      slug: slugOf(conflict),
      name: conflict['name'],
      events: {
        nodes: nodesOf(conflict['eventsByConflictKey']).map((event) => ({
          slug: slugOf(event),
          name: event['name'],
          time: { earliest: event['earliest'] },
          claims: {
            nodes: nodesOf(event['claimsBySubjectEventKey']).map((claim) => ({
              summary: claim['summary'],
              metric: claim['metric'],
              quantity: quantityOf(claim),
            })),
          },
        })),
      },
    })),
  }),
};

const pageFiltered: Question = {
  document: /* GraphQL */ `
    query PageFiltered($country: String!, $from: Datetime!, $to: Datetime!) {
      allEvents(
        first: 20
        ${LATEST_EVENTS}
        filter: {
          countryKey: { equalTo: $country }
          latest: { greaterThanOrEqualTo: $from }
          earliest: { lessThanOrEqualTo: $to }
        }
      ) {
        totalCount
        nodes { key slug name earliest latest }
      }
    }
  `,
  variables: ({ country, from, to }) => ({
    country: `iso:${String(country)}`,
    from: `${String(from)}T00:00:00.000Z`,
    to: `${String(to)}T23:59:59.999Z`,
  }),
  read: ({ allEvents }) => ({
    events: {
      totalCount: (allEvents as Row)['totalCount'],
      nodes: nodesOf(allEvents).map((event) => ({
        slug: slugOf(event),
        name: event['name'],
        time: { earliest: event['earliest'], latest: event['latest'] },
      })),
    },
  }),
};

const keysIn = (ids: unknown) =>
  (ids as string[]).map((id) => Buffer.from(id, 'base64url').toString().replace(/^\w+:/, ''));

/** By the shape's name; what is missing here PostGraphile cannot express. */
export const QUESTIONS: Record<string, Question | undefined> = {
  'event-deep': eventDeep,
  'page-flat': pageFlat,
  'page-nested': pageNested,
  'conflicts-tree': conflictsTree,
  'page-filtered': pageFiltered,
};
