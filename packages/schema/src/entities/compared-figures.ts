import type { Claim as ClaimRow } from '@casus/store/entities/claim';
import {
  claimantKeys,
  comparedOrder,
  figuresComparing,
} from '@casus/store/entities/compared-claimants';
import { figuresTotal } from '@casus/store/entities/figure-list';
import type { Page } from '@casus/store/lists/page';
import { jsonObject, type JsonExpression } from '@casus/store/pushdown/json';
import { readObjects } from '@casus/store/reading/read';
import { areApart, rangeOf } from '@casus/store/rules/range';
import { sql } from 'drizzle-orm';
import { builder } from '../builder.ts';
import { connectionOf, nodePlaces } from '../connections.ts';
import type { Context } from '../context.ts';
import { isGiven } from '../list-cost.ts';
import { connectionFrom, sliceOf, type ConnectionArguments } from '../paging.ts';
import { composed } from '../pushdown/field-options.ts';
import type { ComposeTools } from '../pushdown/options.ts';
import {
  comparisonArguments,
  comparisonOf,
  expectAsMany,
  type Asked as Comparison,
} from './compare-claimants.ts';
import { figurePage, figurePageJson, type BroughtPage } from './figure-list.ts';
import { CLAIM_FIELDS, Figure, figuresFrom, numberOf, ratioOf, type FigureOf } from './figure.ts';

interface Compared {
  figure: FigureOf;
  /** Of those who are compared, who counts most first; all give a number. */
  claims: readonly ClaimRow[];
}

const higherOf = ({ claims }: Compared) => claims[0]!;
const lowerOf = ({ claims }: Compared) => claims.at(-1)!;
const differenceOf = (compared: Compared) =>
  numberOf(higherOf(compared))! - numberOf(lowerOf(compared))!;

const ComparedFigure = builder.objectRef<Compared>('ComparedFigure').implement({
  description:
    'What several claimants count alike, and how far apart their numbers are: by the most likely number of each, else the one that it gives. They are put side by side, never summed.',
  fields: (t) => ({
    figure: t.field({
      type: Figure,
      description: 'What they count, with what all others claim of it, too.',
      resolve: ({ figure }) => figure,
    }),
    claims: t.field({
      type: ['Claim'],
      rows: 5,
      description: 'The current claim of each of them, who counts most first.',
      resolve: ({ claims }) => claims,
    }),
    higher: t.field({
      type: 'Claim',
      nullable: true,
      description: 'Whose number is the highest; null where all give the same.',
      resolve: (compared) => (differenceOf(compared) > 0 ? higherOf(compared) : null),
    }),
    lower: t.field({
      type: 'Claim',
      nullable: true,
      description: 'Whose is the lowest; null where all give the same.',
      resolve: (compared) => (differenceOf(compared) > 0 ? lowerOf(compared) : null),
    }),
    difference: t.float({
      description:
        'By how many persons `higher` counts more than `lower`; 0 where all give the same number. It is no measure of error: claimants may define differently whom they count.',
      resolve: differenceOf,
    }),
    ratio: t.float({
      nullable: true,
      description:
        'How many times as many `higher` counts, 1 or more; 1 where all give the same. Null where the lowest number is 0.',
      resolve: (compared) => {
        const [most, least] = [numberOf(higherOf(compared))!, numberOf(lowerOf(compared))!];
        return most === least ? 1 : ratioOf(most, least);
      },
    }),
    overlaps: t.boolean({
      description:
        'All that they say may be true of one number: each one’s range, from its low to its high, by its “about”, “at least” or “up to”, meets every other one’s. Who counts higher then says little.',
      resolve: ({ claims }) => !areApart(claims.map(rangeOf).filter((range) => range !== null)),
    }),
  }),
});

interface Asked extends Comparison, ConnectionArguments {}

const compared = (figure: FigureOf, keys: readonly string[]): Compared => ({
  figure,
  claims: figure.current
    .filter(({ claimantKey }) => keys.includes(claimantKey))
    .toSorted((one, other) => numberOf(other)! - numberOf(one)!),
});

const comparedPage = (page: Page<FigureOf>, keys: readonly string[]): Page<Compared> => ({
  ...page,
  edges: page.edges.map(({ node, cursor }) => ({ node: compared(node, keys), cursor })),
});

async function resolvePage(_: unknown, asked: Asked, { db, now }: Context) {
  const comparison = comparisonOf(asked, now);
  const { claimants } = comparison;
  const rows = await readObjects<{ key: string }>(
    db,
    sql`select key from unnest(${claimantKeys(claimants)}) as asked(key) where key is not null order by key`,
  );
  const keys = rows.map(({ key }) => key);
  expectAsMany(keys, asked);
  const figures = { ...figuresComparing(comparison), asOf: comparison.asOf };
  const slice = sliceOf(asked);
  const page = figurePage(db, figures, comparedOrder(claimants), slice);
  return connectionFrom(
    slice,
    page.then((each) => comparedPage(each, keys)),
    () => figuresTotal(db, figures),
  );
}

const OF_CLAIMS = [
  ...(['claims', 'higher', 'lower'] as const),
  ...CLAIM_FIELDS.map((field) => `figure.${field}`),
].flatMap(nodePlaces);

interface Brought {
  keys: (string | null)[];
  page: BroughtPage;
}

function pageJson(asked: Asked, tools: ComposeTools): JsonExpression {
  const comparison = comparisonOf(asked, tools.now);
  const { claimants } = comparison;
  return jsonObject([
    ['keys', [sql`to_json(${claimantKeys(claimants)})::text`]],
    [
      'page',
      figurePageJson(asked, tools, {
        asked: figuresComparing(comparison),
        order: comparedOrder(claimants),
        claims: OF_CLAIMS,
        about: nodePlaces('figure.about'),
      }),
    ],
  ]);
}

function composePage(brought: Brought, _: unknown, asked: Asked, { now }: Context) {
  const keys = brought.keys.filter((key) => key !== null).toSorted();
  expectAsMany(keys, asked);
  const { asOf } = comparisonOf(asked, now);
  const { total, edges, ...page } = brought.page;
  const figures = edges.map(({ node, cursor }) => ({
    node: figuresFrom(node, asOf)[0]!,
    cursor,
  }));
  return connectionFrom(
    sliceOf(asked),
    Promise.resolve(comparedPage({ ...page, edges: figures }, keys)),
    async () => total!,
  );
}

const COST = 500;
const COST_AS_OF = 12_000;

builder.queryField('comparedFigures', (t) =>
  t.connection(
    {
      type: ComparedFigure,
      description: `What all of these claimants give a number of, who counts higher and by how much, those that are furthest apart first. \`compareClaimants\` counts how often whose number is the highest. \`comparedFigures(claimants: ["government-of-kyrgyzstan", "kyrgyz-health-ministry"]) { nodes { figure { metric about { ... on Event { name } } } higher { claimant { name } } difference ratio overlaps claims { claimant { name } quantity { low best high quantifier } } } }\`. Costs ${COST}, ${COST_AS_OF} with \`asOf\`.`,
      cost: (given) => (isGiven(given('asOf')) ? COST_AS_OF : COST),
      args: comparisonArguments,
      resolve: resolvePage,
      pushdown: composed(pageJson, composePage),
    },
    connectionOf('ComparedFigure', 'compared figures', ComparedFigure),
  ),
);
