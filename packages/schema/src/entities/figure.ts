import type { Claim as ClaimRow } from '@casus/store/entities/claim';
import { jsonObject, type JsonExpression } from '@casus/store/pushdown/json';
import { rowsWhere } from '@casus/store/pushdown/rows';
import { selectedRows } from '@casus/store/pushdown/selected';
import { figureId } from '@casus/store/rules/figure-id';
import {
  FIGURE_CLAIM_COLUMNS,
  figuresOf,
  type Figure as FigureRule,
} from '@casus/store/rules/figures';
import { actors } from '@casus/store/tables/actor';
import { claims } from '@casus/store/tables/claim';
import { dyads } from '@casus/store/tables/conflict';
import { places } from '@casus/store/tables/place';
import type { Metric as MetricWord } from '@casus/store/vocabulary';
import { sql, type SQL } from 'drizzle-orm';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { badUserInput } from '../errors.ts';
import { PAGE_LIMIT } from '../limits.ts';
import { derived } from '../pushdown/field-options.ts';
import type { DeriveTools, Tools } from '../pushdown/options.ts';
import { asOfArgument } from '../types/as-of.ts';
import { Measure, Metric, Population } from '../types/enums.ts';
import { momentOf } from '../types/scalars.ts';
import { boundsOf, TimeBounds } from '../types/time-bounds.ts';
import {
  ClaimSubject,
  isAbout,
  SUBJECT_KEYS,
  subjectOf,
  subjectPushedDown,
  type SubjectBrought,
} from './claim-subject.ts';

/** A figure, with what a statement brought of its subject, if one did. */
export interface FigureOf extends FigureRule<ClaimRow> {
  subject?: SubjectBrought | undefined;
}

/** The fields of a figure that are claims. */
export const CLAIM_FIELDS = ['preferred', 'current', 'mainClaims', 'claims', 'highest', 'lowest'];

/** The number that a claim is compared by, persons: its most likely, else the lowest or the highest that it gives. */
export const numberOf = ({ best, low, high }: ClaimRow): number | null => best ?? low ?? high;

/** Of the greater number to the lesser; null of none. */
export const ratioOf = (most: number, least: number): number | null =>
  least > 0 ? most / least : null;

/** The current claim with the least number, or, with -1, with the most; null where fewer than two give one. */
function outermost({ current }: FigureOf, sign: 1 | -1): ClaimRow | null {
  const numbered = current.filter((claim) => numberOf(claim) !== null);
  if (numbered.length < 2) return null;
  return numbered.reduce((least, claim) =>
    sign * (numberOf(claim)! - numberOf(least)!) < 0 ? claim : least,
  );
}

const MAIN_CLAIMS = 12;

function mainClaims(figure: FigureOf, size: number): readonly ClaimRow[] {
  const { current, preferred } = figure;
  expectSize(size, 'first');
  if (current.length <= size) return current;
  const ends = [preferred, outermost(figure, 1), outermost(figure, -1)].filter(
    (claim) => claim !== null,
  );
  const main = new Set([...new Set([...ends, ...current.toReversed()])].slice(0, size));
  return current.filter((claim) => main.has(claim));
}

function expectSize(size: number, argument: string): void {
  if (size >= 1 && size <= PAGE_LIMIT) return;
  throw badUserInput(
    `1 to ${PAGE_LIMIT} claims can be taken of a figure; ${size} were asked for. The root’s \`claims\` has them in pages, by its filter \`sameFigureAs\`.`,
    argument,
  );
}

/** The first or the last of a list that is in hand whole. */
function atEnds(claims: readonly ClaimRow[], { first, last }: Ends): readonly ClaimRow[] {
  const size = first ?? last ?? null;
  if (size === null) return claims;
  if (typeof first === 'number' && typeof last === 'number') {
    throw badUserInput('Give first or last, not both.', 'last');
  }
  expectSize(size, typeof first === 'number' ? 'first' : 'last');
  return typeof first === 'number' ? claims.slice(0, size) : claims.slice(-size);
}

interface Ends {
  first?: number | null;
  last?: number | null;
}

const endArguments = builder.args((t) => ({
  first: t.int({ description: `Only so many from the beginning, 1 to ${PAGE_LIMIT}.` }),
  last: t.int({ description: `Only so many from the end, 1 to ${PAGE_LIMIT}.` }),
}));

export const Figure = builder.objectRef<FigureOf>('Figure').implement({
  description:
    'What is claimed of one quantity: one subject, metric, population, party, measure, period, dyad and place. Low and high stand on the latest word of each claimant; competing claims are put side by side, never summed, never averaged.',
  fields: (t) => ({
    figureId: t.string({
      description:
        'The same for as long as it counts the same, whoever claims it and at whatever moment: `figure_id` of `figures.csv`. It is not called `id`, as clients that cache by id would take one figure as of two moments for the same.',
      resolve: ({ scope }) => figureId(scope),
    }),
    about: t.field({
      type: ClaimSubject,
      description: 'What the claims are about.',
      resolve: ({ scope, subject }, _, { loaders }) => subject ?? subjectOf(scope, loaders),
    }),
    metric: t.field({
      type: Metric,
      description: 'What is counted, in persons.',
      resolve: ({ scope }) => scope.metric!,
    }),
    population: t.field({
      type: Population,
      description: 'Who is counted.',
      resolve: ({ scope }) => scope.population ?? 'ALL',
    }),
    party: t.field({
      type: 'Actor',
      nullable: true,
      description: "Whose people are counted; null for everyone's.",
      resolve: ({ scope }, _, { loaders }) => loaders.one(actors, scope.partyKey),
    }),
    measure: t.field({
      type: Measure,
      nullable: true,
      description: 'Flow or stock, where the claimants tell.',
      resolve: ({ scope }) => scope.measure,
    }),
    period: t.field({
      type: TimeBounds,
      nullable: true,
      description: "The time the figure is bounded to, where that is not its subject's own.",
      resolve: ({ scope }) =>
        boundsOf(
          scope.periodEarliest,
          scope.periodLatest,
          scope.periodPrecision,
          scope.periodEdtf,
          scope.periodZone,
        ),
    }),
    dyad: t.field({
      type: 'Dyad',
      nullable: true,
      description: 'The pair of parties whose fighting it is of; null for all of its subject.',
      resolve: ({ scope }, _, { loaders }) => loaders.one(dyads, scope.dyadKey),
    }),
    place: t.field({
      type: 'Place',
      nullable: true,
      description: "The place the figure is bounded to, where that is not its subject's own.",
      resolve: ({ scope }, _, { loaders }) => loaders.one(places, scope.placeKey),
    }),
    low: t.exposeFloat('low', {
      nullable: true,
      description:
        'The lowest number among the current claims, persons; null where none gives one.',
    }),
    high: t.exposeFloat('high', {
      nullable: true,
      description:
        'The highest number among the current claims, persons; null where none gives one.',
    }),
    openEnded: t.exposeBoolean('openEnded', {
      description: 'A current claim says "at least" or "more than", so high is not the top.',
    }),
    preferred: t.field({
      type: 'Claim',
      nullable: true,
      description: 'The current claim that the record ranks preferred; its `rankReason` says why.',
      resolve: ({ preferred }) => preferred,
    }),
    contested: t.exposeBoolean('contested', {
      description: 'Some two current claims have no number in common.',
    }),
    highest: t.field({
      type: 'Claim',
      nullable: true,
      description:
        'Of the current claims the one that counts most: by its most likely number, else by the one that it gives. Null where fewer than two give a number.',
      resolve: (figure) => outermost(figure, -1),
    }),
    lowest: t.field({
      type: 'Claim',
      nullable: true,
      description: 'The one that counts least, likewise.',
      resolve: (figure) => outermost(figure, 1),
    }),
    difference: t.float({
      nullable: true,
      description:
        'By how many persons `highest` counts more than `lowest`; null where fewer than two give a number. It is no measure of error: claimants may define differently whom they count.',
      resolve: (figure) => {
        const [most, least] = [outermost(figure, -1), outermost(figure, 1)];
        return most && least && numberOf(most)! - numberOf(least)!;
      },
    }),
    ratio: t.float({
      nullable: true,
      description:
        'How many times as many `highest` counts as `lowest`, 1 or more; null where fewer than two give a number or the lowest is 0.',
      resolve: (figure) => {
        const [most, least] = [outermost(figure, -1), outermost(figure, 1)];
        return most && least && ratioOf(numberOf(most)!, numberOf(least)!);
      },
    }),
    current: t.field({
      type: ['Claim'],
      rows: { argument: ['first', 'last'], unlessGiven: 3, atMost: PAGE_LIMIT },
      description:
        'The latest word of each claimant, on which low, high and contested stand, in the order in which the claimants last spoke: all of them, or those that `first` or `last` takes.',
      args: endArguments,
      resolve: ({ current }, ends) => atEnds(current, ends),
    }),
    mainClaims: t.field({
      type: ['Claim'],
      rows: { argument: 'first', unlessGiven: MAIN_CLAIMS, atMost: PAGE_LIMIT },
      description:
        'What a range is drawn with: at most so many of the current claims, the preferred, the lowest and the highest before others, then those of who spoke last; in the order of `current`.',
      args: {
        first: t.arg.int({
          required: true,
          defaultValue: MAIN_CLAIMS,
          description: `At most so many, 1 to ${PAGE_LIMIT}.`,
        }),
      },
      resolve: (figure, { first }) => mainClaims(figure, first),
    }),
    claimantCount: t.int({
      description: 'How many claimants have a say in it: as many as `current` has claims.',
      resolve: ({ current }) => current.length,
    }),
    claims: t.field({
      type: ['Claim'],
      rows: { argument: ['first', 'last'], unlessGiven: 5, atMost: PAGE_LIMIT },
      description:
        'The claims of the figure that stood by then, earliest first: superseded, denied and deprecated ones too. All of them, or those that `first` or `last` takes; in pages, the root’s `claims` has them by its filter `sameFigureAs`.',
      args: endArguments,
      resolve: ({ claims }, ends) => atEnds(claims, ends),
    }),
    claimCount: t.int({
      description: 'How many claims of it stood by then.',
      resolve: ({ claims }) => claims.length,
    }),
  }),
});

/** The arguments of every `figures` field. */
export const figureArguments = builder.args((t) => ({
  metric: t.field({ type: Metric, description: 'Only figures that count this.' }),
  asOf: t.field(asOfArgument),
}));

/** The columns of a claim that a figure shows. */
export const COLUMNS = [
  ...FIGURE_CLAIM_COLUMNS,
  'periodEarliest',
  'periodLatest',
  'periodPrecision',
  'periodZone',
] as const;

interface FiguresAsked {
  metric?: MetricWord | null;
  asOf?: Date | null;
}

/** What the figures of a row are derived from. */
export interface FigureInput {
  claims: readonly ClaimRow[];
  /** What the claims are about; empty where nobody asks, or where it is not read yet. */
  subjects: readonly SubjectBrought[];
}

/** The figures of a row, from the claims that `claimsOf` loads and `where` finds. */
export const figures = (
  claimsOf: (key: string, context: Context) => Promise<readonly ClaimRow[] | undefined>,
  where: (key: SQL) => SQL,
) =>
  derived({
    input: 'figure claims',
    load: async ({ key }: { key: string }, context): Promise<FigureInput> => ({
      claims: (await claimsOf(key, context)) ?? [],
      subjects: [],
    }),
    build: (row, tools) => {
      const found = where(row.column('key'));
      return jsonObject([
        [
          'claims',
          rowsWhere(claims, tools.alias(), found, tools.part('Claim', CLAIM_FIELDS, COLUMNS)),
        ],
        ['subjects', tools.isAsked('about') ? subjectsJson(found, ['about'], tools) : ['[]']],
      ]);
    },
    derive: (input, _, { metric, asOf }: FiguresAsked, context): FigureOf[] => {
      const wanted = input.claims.filter((claim) => !metric || claim.metric === metric);
      return figuresFrom({ ...input, claims: wanted }, momentOf(asOf, context));
    },
  });

export const figuresFrom = ({ claims: of, subjects }: FigureInput, asOf: string): FigureOf[] =>
  figuresOf(of, asOf).map((figure) => ({
    ...figure,
    subject: subjects.find((subject) => isAbout(figure.scope, subject)),
  }));

/** Each subject of the claims once. */
export function subjectsJson(
  where: SQL,
  places: readonly string[],
  { now, alias, part }: DeriveTools,
): JsonExpression {
  const below: Tools['below'] = (row, type) => part(type!, places, ['key'], true)(row);
  const columns = SUBJECT_KEYS.map((key) => sql`${claims[key]} as ${sql.identifier(key)}`);
  return selectedRows(
    sql`select distinct ${sql.join(columns, sql`, `)} from ${claims} where ${where}`,
    {
      alias: alias(),
      columns: Object.fromEntries(SUBJECT_KEYS.map((key) => [key, 'text or null' as const])),
    },
    (subject) => subjectPushedDown(subject, {}, { now, alias, below }),
  );
}
