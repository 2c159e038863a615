import { claimsStanding } from '@casus/store/entities/claim';
import {
  claimsOfFigures,
  countFigures,
  FIGURE_COLUMNS,
  figureCursor,
  figureOrder,
  figuresPage,
  figuresTotal,
  selectFigures,
  type FigureFilter,
  type FigureOrder,
  type FiguresAsked,
} from '@casus/store/entities/figure-list';
import type { Database } from '@casus/store/engines/database';
import { claimsOfFigure } from '@casus/store/entities/same-figure';
import { jsonObject, type JsonExpression } from '@casus/store/pushdown/json';
import { rowsWhere } from '@casus/store/pushdown/rows';
import { selectedRow } from '@casus/store/pushdown/selected';
import type { Order, Page, Slice } from '@casus/store/lists/page';
import { pageFrom, type PageSource } from '@casus/store/pushdown/page';
import { claims } from '@casus/store/tables/claim';
import { builder } from '../builder.ts';
import { connectionOf, nodePlaces } from '../connections.ts';
import type { Context } from '../context.ts';
import { naming } from '../entities-named.ts';
import { badUserInput } from '../errors.ts';
import { isGiven } from '../list-cost.ts';
import { namesOf } from '../global-id.ts';
import { connectionFrom, sliceOf, type ConnectionArguments } from '../paging.ts';
import { composed } from '../pushdown/field-options.ts';
import type { ComposeTools, Moment } from '../pushdown/options.ts';
import { asOfArgument } from '../types/as-of.ts';
import { DateRange, daysOf } from '../types/date-range.ts';
import { Metric, Population } from '../types/enums.ts';
import { momentOf } from '../types/scalars.ts';
import {
  CLAIM_FIELDS,
  COLUMNS,
  Figure,
  figuresFrom,
  subjectsJson,
  type FigureInput,
  type FigureOf,
} from './figure.ts';

export const FigureFilterInput = builder.inputType('FigureFilter', {
  description:
    'All conditions hold at once; a list is met by any of its values, but for `claimants`. Entities are named by slug, natural key or id; a name that nothing has is refused (BAD_USER_INPUT) with what it may have meant.',
  fields: (t) => ({
    conflicts: t.idList({
      ...naming('Conflict'),
      description: 'In the record of one of these conflicts.',
    }),
    events: t.idList({
      ...naming('Event'),
      description:
        'About one of these events. With `agreements` or `places`: about any of them all.',
    }),
    agreements: t.idList({
      ...naming('Agreement'),
      description:
        'About one of these agreements. With `events` or `places`: about any of them all.',
    }),
    places: t.idList({
      ...naming('Place'),
      description:
        'About one of these places itself. With `events` or `agreements`: about any of them all.',
    }),
    countedIn: t.idList({
      ...naming('Place'),
      description:
        'Of one of these places: about it itself, or about something else and bounded to it (`Figure.place`), such as what a conflict cost in one country. Of a country: of the places in it, too.',
    }),
    metrics: t.field({ type: [Metric], description: 'That count one of these.' }),
    populations: t.field({ type: [Population], description: 'Of one of these groups.' }),
    parties: t.idList({
      ...naming('Actor'),
      description: 'Of the people of one of these parties.',
    }),
    during: t.field({
      type: DateRange,
      description:
        'That count what lies wholly within these days: by their own `period`, else by when their event happened. A figure of a conflict or a place that has no period is in none.',
    }),
    claimants: t.idList({
      ...naming('Actor'),
      description: 'Of which each of these actors has a current claim: what all of them count.',
    }),
    minClaimants: t.int({
      description: 'With current claims of at least so many claimants, 1 or more.',
    }),
    contested: t.boolean({
      description:
        'true: only figures of which some two current claims have no number in common; false: only the others.',
    }),
  }),
});

const FigureOrderEnum = builder.enumType('FigureOrder', {
  description: 'The order of a list of figures; equals are in the order of their claims’ keys.',
  values: {
    LATEST_FIRST: { description: 'By when the last of the current claims was certainly asserted.' },
    MOST_CLAIMANTS: { description: 'By how many claimants have a current claim, the most first.' },
    FURTHEST_APART: {
      description:
        'By how many persons lie between the claim that counts most and the one that counts least; of claims that overlap it is less than 0.',
    },
  },
});

interface Asked extends ConnectionArguments {
  filter?: (typeof FigureFilterInput)['$inferInput'] | null;
  asOf?: Date | null;
  orderBy: FigureOrder;
}

export function figureFilterOf(filter: Asked['filter']): FigureFilter {
  if (!filter) return {};
  const { minClaimants } = filter;
  if (typeof minClaimants === 'number' && minClaimants < 1) {
    throw badUserInput('minClaimants is a number of claimants, 1 or more.', 'minClaimants');
  }
  return {
    ...filter,
    conflicts: namesOf('Conflict', filter.conflicts),
    events: namesOf('Event', filter.events),
    agreements: namesOf('Agreement', filter.agreements),
    places: namesOf('Place', filter.places),
    parties: namesOf('Actor', filter.parties),
    countedIn: namesOf('Place', filter.countedIn),
    claimants: namesOf('Actor', filter.claimants),
    during: daysOf(filter.during, 'during'),
  };
}

const requestOf = <Now extends Moment>({ filter, asOf }: Asked, now: Now) => ({
  filter: figureFilterOf(filter),
  asOf: momentOf(asOf, { now }),
});

/** Figures as a statement brought them. */
export interface BroughtPage {
  edges: { node: FigureInput; cursor: string }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  total?: number;
}

async function resolveFigures(_: unknown, args: Asked, { db, now }: Context) {
  const asked = requestOf(args, now);
  const slice = sliceOf(args);
  const page = figurePage(db, asked, figureOrder(args.orderBy), slice);
  return connectionFrom(slice, page, () => figuresTotal(db, asked));
}

/** A page of figures, each derived of its claims. */
export async function figurePage(
  db: Database,
  asked: FiguresAsked & { asOf: string },
  order: Order,
  slice: Slice,
): Promise<Page<FigureOf>> {
  const { edges, ...rest } = await figuresPage(db, asked, order, slice);
  const keys = edges.map(({ node }) => node.key);
  const byKey = await claimsOfFigures(db, keys, asked.asOf);
  return {
    ...rest,
    edges: edges.map(({ node: { key }, cursor }) => ({
      node: figuresFrom({ claims: byKey.get(key)!, subjects: [] }, asked.asOf)[0]!,
      cursor,
    })),
  };
}

const figuresJson = (args: Asked, tools: ComposeTools): JsonExpression =>
  figurePageJson(args, tools, {
    asked: requestOf(args, tools.now),
    order: figureOrder(args.orderBy),
    claims: CLAIM_FIELDS.flatMap(nodePlaces),
    about: nodePlaces('about'),
  });

/** JSON of a page of figures: the claims of each, and at `claims` and `about` what is selected of these. */
export function figurePageJson(
  args: ConnectionArguments,
  tools: ComposeTools,
  at: { asked: FiguresAsked; order: Order; claims: readonly string[]; about: readonly string[] },
): JsonExpression {
  const { alias, part, isAsked, argument } = tools;
  const { asked, order, about } = at;
  const slice = sliceOf(args);
  const cursorPart = (index: 0 | 1) =>
    argument(
      slice.forward ? 'after' : 'before',
      (text: string) => figureCursor(text, order)[index],
    );
  const cursor = slice.cursor === null ? null : ([cursorPart(0), cursorPart(1)] as const);
  const source: PageSource = {
    order: order.name,
    rows: (limit) => selectFigures(asked, order, slice.forward, cursor, limit),
    rowAs: (name) => selectedRow(name, FIGURE_COLUMNS),
    total: () => countFigures(asked),
  };
  return pageFrom(source, slice, null, alias(), (page) =>
    jsonObject([
      [
        'edges',
        page.rows((row, text) => {
          const where = claimsOfFigure(row.column('key'), claimsStanding(asked.asOf));
          const ofClaims = part('Claim', at.claims, COLUMNS);
          const node = jsonObject([
            ['claims', rowsWhere(claims, alias(), where, ofClaims)],
            ['subjects', about.some(isAsked) ? subjectsJson(where, about, tools) : ['[]']],
          ]);
          return jsonObject([
            ['node', node],
            ['cursor', ['"', ...text, '"']],
          ]);
        }),
      ],
      ['hasNextPage', page.hasNextPage()],
      ['hasPreviousPage', page.hasPreviousPage()],
      ...(isAsked('totalCount') ? [['total', page.total()] as const] : []),
    ]),
  );
}

function composeFigures(brought: BroughtPage, _: unknown, args: Asked, context: Context) {
  const { total, edges, ...page } = brought;
  const { asOf } = requestOf(args, context.now);
  const derived = edges.map(({ node, cursor }) => ({ node: figuresFrom(node, asOf)[0]!, cursor }));
  const whole = Promise.resolve({ ...page, edges: derived });
  return connectionFrom(sliceOf(args), whole, async () => total!);
}

/** Of kept figures; for a moment before the last claims, each is derived of its claims before a page of them is taken. */
const COST = 500;
const COST_AS_OF = 12_000;

builder.queryField('figures', (t) =>
  t.connection(
    {
      type: Figure,
      description: `Figures of the whole record, each with the claims that it stands on: what is contested, and who counts higher. \`figures(filter: { contested: true, metrics: [DEATHS] }, orderBy: FURTHEST_APART) { nodes { low high highest { claimant { name } } lowest { claimant { name } } difference } }\`. What two claimants both count: \`figures(filter: { minClaimants: 2 }) { nodes { current { claimant { name } quantity { low best high } } } }\`. Costs ${COST}, ${COST_AS_OF} with \`asOf\`.`,
      cost: (given) => (isGiven(given('asOf')) ? COST_AS_OF : COST),
      args: {
        filter: t.arg({
          type: FigureFilterInput,
          description: 'Only figures that meet all of this.',
        }),
        asOf: t.arg(asOfArgument),
        orderBy: t.arg({
          type: FigureOrderEnum,
          required: true,
          defaultValue: 'LATEST_FIRST',
          description: 'In what order.',
        }),
      },
      resolve: resolveFigures,
      pushdown: composed(figuresJson, composeFigures),
    },
    connectionOf('Figure', 'figures', Figure),
  ),
);
