import type { EntityName, RowOf } from '@casus/store/entities/all';
import SchemaBuilder from '@pothos/core';
import RelayPlugin from '@pothos/plugin-relay';
import type { Context } from './context.ts';
import { badUserInput } from './errors.ts';
import { decodeGlobalId, encodeGlobalId } from './global-id.ts';
import { LOOKUP_COSTS } from './list-cost.ts';
import { FIELDS_GRANTED, PAGE_DEFAULT, PAGE_LIMIT } from './limits.ts';
import { pricePlugin } from './price-plugin.ts';
import { pushdownPlugin } from './pushdown/pushdown-plugin.ts';

export interface SchemaTypes {
  Context: Context;
  /** By their names: they refer to each other in circles, from files that load in any order. */
  Objects: { [Name in EntityName]: RowOf<Name> };
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: string | Date };
    Date: { Input: Date; Output: string };
    URL: { Input: URL; Output: string };
    Latitude: { Input: number; Output: number };
    Longitude: { Input: number; Output: number };
    CountryCode: { Input: string; Output: string };
    TimeZone: { Input: string; Output: string };
    Position: { Input: string; Output: string };
  };
  /** A number where a statement for the whole operation has counted already. */
  Connection: { totalCount: number | (() => Promise<number>) };
  DefaultFieldNullability: false;
  DefaultNodeNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
}

export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [RelayPlugin, pricePlugin, pushdownPlugin],
  defaultFieldNullability: false,
  relay: {
    encodeGlobalID: (typename, id) => encodeGlobalId(typename, String(id)),
    decodeGlobalID: decodeGlobalId,
    cursorType: 'String',
    nodeTypeOptions: {
      description:
        'Anything with a global id. The id is made from the natural key of the thing, so it is the same in every installation and after every re-import.',
    },
    nodeQueryOptions: {
      description:
        'Any entity by its global id; null when there is none of that id. `node(id: "Q29uZmxpY3Q6dWNkcDpjb25mbGljdDoxMzMyNA") { id ... on Conflict { name } }`.',
      args: { id: { description: 'The `id` of an earlier answer.' } },
      pushdown: { kind: 'byId' },
    },
    nodesQueryOptions: {
      description:
        'Several entities by their global ids, in the order asked; null for an id of nothing. `nodes(ids: ["Q29uZmxpY3Q6dWNkcDpjb25mbGljdDoxMzMyNA"]) { id ... on Conflict { name } }`.',
      rows: { argument: 'ids', unlessGiven: 1, atMost: PAGE_LIMIT },
      args: { ids: { description: 'The `id`s of earlier answers, at most 100.' } },
      pushdown: { kind: 'byIds' },
      resolve: (_parent, { ids }, _context, _info, resolveNodes) => {
        if (ids.length > PAGE_LIMIT) {
          throw badUserInput(
            `At most ${PAGE_LIMIT} ids at once; ${ids.length} were given. Ask in several parts.`,
            'ids',
          );
        }
        return resolveNodes(ids) as never;
      },
      nullable: { list: false, items: true },
    },
    idFieldOptions: {
      description: 'The global id: opaque, stable, the same in every installation.',
    },
    pageInfoTypeOptions: { description: 'Where a page stands in its list.' },
    pageInfoFieldOptions: { description: 'Where this page stands in the list.', nullable: false },
    hasNextPageFieldOptions: { description: 'Whether the list goes on after this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether something comes before this page.' },
    startCursorFieldOptions: { description: 'Give it as `before` to get what precedes this page.' },
    endCursorFieldOptions: { description: 'Give it as `after` to get what follows this page.' },
    edgesFieldOptions: {
      description: 'The rows of this page with their cursors.',
      nullable: { list: false, items: false },
    },
    nodesOnConnection: {
      description: 'The rows of this page without their cursors.',
    },
    nodesFieldOptions: { nullable: { list: false, items: false } },
    nodeFieldOptions: { description: 'The row itself.', nullable: false },
    cursorFieldOptions: {
      description: 'Marks this row in its list: stays right while rows are added before it.',
    },
    firstArgOptions: {
      description: 'How many from the start, 1 to 100; 20 when neither first nor last is given.',
    },
    afterArgOptions: { description: 'Only what comes after this cursor.' },
    lastArgOptions: { description: 'How many from the end, 1 to 100. Not together with first.' },
    beforeArgOptions: { description: 'Only what comes before this cursor.' },
  },
});

builder.subscriptionType({
  description:
    'What the record tells as it happens, over server-sent events: POST or GET the subscription with `Accept: text/event-stream`. Lines that begin with a colon only keep the connection open.',
});

builder.queryType({
  description: `The record of armed conflict, claim by claim. Start from a conflict and ask who says how many died; every figure leads to its claims, every claim to who said it, when and through whom.

**Cost.** Each field costs 1, or what its description says, times the rows of every list that it lies in: of a page as many as \`first\` or \`last\` ask for (${PAGE_DEFAULT} unless given), of \`nodes(ids:)\` as many as ids, of a list without pages as many as its description says that it counts as. \`__schema\` and \`__type\` cost as much as they answer fields. What \`@include\` or \`@skip\` leave out costs nothing. A list costs more where something has to be looked up for each of its rows: of events ${LOOKUP_COSTS.eventText} for words (\`text\`), ${LOOKUP_COSTS.eventClaims} for \`claimants\` or \`metrics\`, ${LOOKUP_COSTS.eventAsOf} with \`asOf\`, ${LOOKUP_COSTS.eventDeathsAsOf} instead where \`asOf\` comes with an order or bounds of deaths; of claims ${LOOKUP_COSTS.claimText} for words and ${LOOKUP_COSTS.claimThrough} for \`through\`; a tenth of that in a release's list of events, a fiftieth in a list of another entity. So \`events(first: 10) { nodes { name deaths { best } } }\` costs 1 + 1 + 10 × (1 + 1 + 1) = 32. A query above the limit is refused with COST_LIMIT_EXCEEDED before anything is read. Send \`"extensions": { "cost": true }\` beside the query, or the header \`X-Casus-Cost: 1\`, and \`extensions.cost\` of the answer tells the cost and the limit.

**Moments.** Fields that rest on claims take \`asOf\`. It does not pass on to what is below: a field that takes it and has none, below one that is asked as of a moment, is refused with MOMENTS_MIXED. Give it the same moment, or \`asOf: null\` if now is meant: \`events(asOf: "2022-09-16T23:59:59Z") { nodes { name(asOf: "2022-09-16T23:59:59Z") deaths(asOf: null) { best } } }\`. A variable without a value, or with null, above asks as of no moment.

**Truth.** An answer has no more fields than its query costs, or ${FIELDS_GRANTED} where it costs less. Should the lists without pages be longer than they count as, so that it would have more, the query is refused with ANSWER_TOO_LARGE, as is an answer of too many bytes: ask for smaller pages or fewer fields.`,
});
