import { claimsStanding } from '@casus/store/entities/claim';
import { claimsOfFigures } from '@casus/store/entities/figure-list';
import { claimsOfFigure } from '@casus/store/entities/same-figure';
import { jsonObject } from '@casus/store/pushdown/json';
import { rowsWhere } from '@casus/store/pushdown/rows';
import { claims } from '@casus/store/tables/claim';
import { builder } from '../builder.ts';
import { composed } from '../pushdown/field-options.ts';
import type { ComposeTools } from '../pushdown/options.ts';
import { asOfArgument } from '../types/as-of.ts';
import { momentOf } from '../types/scalars.ts';
import {
  CLAIM_FIELDS,
  COLUMNS,
  Figure,
  figuresFrom,
  subjectsJson,
  type FigureInput,
} from './figure.ts';

interface Asked {
  asOf?: Date | null;
}

const COST = 20;

builder.objectField('Claim', 'figure', (t) =>
  t.field({
    type: Figure,
    nullable: true,
    description: `What is claimed of the same quantity, this claim and all others; null for other kinds of claims, and where none of them stood. Any claim of a figure leads to it. Costs ${COST}.`,
    cost: COST,
    args: { asOf: t.arg(asOfArgument) },
    resolve: async ({ key }, { asOf }, context) => {
      const moment = momentOf(asOf, context);
      const found = await context.loaders.by(`figures of claims ${moment}`, key, (keys) =>
        claimsOfFigures(context.db, keys, moment),
      );
      return figureFrom({ claims: found ?? [], subjects: [] }, moment);
    },
    pushdown: composed(
      ({ asOf }: Asked, tools: ComposeTools) => {
        const moment = momentOf(asOf, tools);
        const where = claimsOfFigure(tools.parent!, claimsStanding(moment));
        return jsonObject([
          [
            'claims',
            rowsWhere(claims, tools.alias(), where, tools.part('Claim', CLAIM_FIELDS, COLUMNS)),
          ],
          ['subjects', tools.isAsked('about') ? subjectsJson(where, ['about'], tools) : ['[]']],
        ]);
      },
      (brought: FigureInput, _: unknown, { asOf }: Asked, context) =>
        figureFrom(brought, momentOf(asOf, context)),
    ),
  }),
);

const figureFrom = (input: FigureInput, asOf: string) => figuresFrom(input, asOf)[0] ?? null;
