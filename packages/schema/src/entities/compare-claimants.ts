import {
  COMPARED_COLUMNS,
  compareClaimants,
  selectComparison,
  type ComparedClaimant as Row,
} from '@casus/store/entities/compared-claimants';
import { jsonObject } from '@casus/store/pushdown/json';
import { selectedRows } from '@casus/store/pushdown/selected';
import { actors } from '@casus/store/tables/actor';
import { builder } from '../builder.ts';
import { naming } from '../entities-named.ts';
import { badUserInput } from '../errors.ts';
import { isGiven } from '../list-cost.ts';
import { namesOf } from '../global-id.ts';
import { composed, toKnown } from '../pushdown/field-options.ts';
import type { Moment } from '../pushdown/options.ts';
import { asOfArgument } from '../types/as-of.ts';
import { momentOf } from '../types/scalars.ts';
import { FigureFilterInput, figureFilterOf } from './figure-list.ts';

const ComparedClaimant = builder.objectRef<Row>('ComparedClaimant').implement({
  description:
    'How one of several claimants counts what all of them count, by the current claims of each. Figures are counted, their numbers never summed.',
  fields: (t) => ({
    claimant: t.field({
      type: 'Actor',
      description: 'Whose claims they are.',
      ...toKnown(actors, 'claimant'),
    }),
    compared: t.exposeInt('compared', {
      description: 'Of how many figures each of the claimants gives a number: the same for all.',
    }),
    highest: t.exposeInt('highest', {
      description: 'Of how many of them its number is the highest, and another one’s is lower.',
    }),
    lowest: t.exposeInt('lowest', {
      description: 'Of how many of them its number is the lowest, and another one’s is higher.',
    }),
    same: t.exposeInt('same', { description: 'Of how many of them all give the same number.' }),
  }),
});

/** Of kept figures; for a moment before the last claims, each is derived of its claims. */
const COST = 500;
const COST_AS_OF = 12_000;
const MOST = 5;

export interface Asked {
  claimants: readonly string[];
  filter?: (typeof FigureFilterInput)['$inferInput'] | null;
  asOf?: Date | null;
}

/** @throws GraphQLError BAD_USER_INPUT unless there are two to five names */
export function comparisonOf<Now extends Moment>({ claimants, filter, asOf }: Asked, now: Now) {
  const names = [...new Set(namesOf('Actor', claimants))];
  if (names.length < 2 || names.length > MOST) {
    throw badUserInput(
      `Two to ${MOST} different claimants can be compared; ${names.length} were given.`,
      'claimants',
    );
  }
  return { claimants: names, filter: figureFilterOf(filter), asOf: momentOf(asOf, { now }) };
}

/**
 * Refuses an actor that is named twice, by slug and by natural key: of one claimant alone there is nothing to compare.
 */
export function expectAsMany(keys: readonly string[], asked: Asked): void {
  const names = [...new Set(namesOf('Actor', asked.claimants))];
  if (keys.length === names.length) return;
  throw badUserInput(
    `claimants: ${names.join(', ')} are ${names.length} names of ${keys.length === 1 ? 'one actor' : `${keys.length} actors`} (${keys.join(', ')}). Give one name of each, and at least two actors.`,
    'claimants',
  );
}

/** There is a row for each actor. */
function expectRows(rows: readonly Row[], asked: Asked): readonly Row[] {
  expectAsMany(
    rows.map(({ claimant }) => claimant),
    asked,
  );
  return rows;
}

export const comparisonArguments = builder.args((t) => ({
  claimants: t.idList({
    required: true,
    ...naming('Actor'),
    description: `Two to ${MOST} of them, by slug, natural key or id; one actor under two names is refused.`,
  }),
  filter: t.field({
    type: FigureFilterInput,
    description: 'Only of figures that meet all of this; its own `claimants` count for nothing.',
  }),
  asOf: t.field(asOfArgument),
}));

builder.queryField('compareClaimants', (t) =>
  t.field({
    type: [ComparedClaimant],
    rows: MOST,
    cost: (given) => (isGiven(given('asOf')) ? COST_AS_OF : COST),
    description: `Who counts higher: of the figures of which each of these claimants gives a number, how often whose is the highest. Compared is what counts the same (subject, metric, population, party, measure, period, dyad and place), by the most likely number of each, else by the one that it gives. Who counts higher may define otherwise whom it counts: \`comparedFigures\` has the figures one by one, with by how much. \`compareClaimants(claimants: ["government-of-kyrgyzstan", "kyrgyz-health-ministry"]) { claimant { name } compared highest lowest same }\`. Costs ${COST}, ${COST_AS_OF} with \`asOf\`.`,
    args: comparisonArguments,
    resolve: async (_, asked, { db, now }) =>
      expectRows(await compareClaimants(db, comparisonOf(asked, now)), asked),
    pushdown: composed(
      (asked: Asked, { alias, now }) =>
        selectedRows(
          selectComparison(comparisonOf(asked, now)),
          { alias: alias(), columns: COMPARED_COLUMNS },
          (row) =>
            jsonObject(
              (['claimant', 'compared', 'highest', 'lowest', 'same'] as const).map((name) => [
                name,
                [row.json(name)],
              ]),
            ),
        ),
      (rows: readonly Row[], _: unknown, asked: Asked) => expectRows(rows, asked),
    ),
  }),
);
