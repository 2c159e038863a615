import { pushdownOf } from '@casus/schema/pushdown/statement';
import { schema } from '@casus/schema/schema';
import { textOf, jsonObject } from '@casus/store/pushdown/json';
import { rowAs } from '@casus/store/pushdown/row';
import { readRows, selectRows } from '@casus/store/reading/read';
import {
  agreementDeclarations,
  agreements,
  agreementViolations,
} from '@casus/store/tables/agreement';
import { actors } from '@casus/store/tables/actor';
import { claimAttributions, claims } from '@casus/store/tables/claim';
import { conflictParties, conflicts, dyads } from '@casus/store/tables/conflict';
import { datasets } from '@casus/store/tables/dataset';
import { eventParticipants, events } from '@casus/store/tables/event';
import { places } from '@casus/store/tables/place';
import { reports } from '@casus/store/tables/report';
import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import {
  execute,
  getOperationAST,
  getVariableValues,
  isObjectType,
  isRequiredArgument,
  parse,
  type DocumentNode,
  type ExecutionResult,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from '../api.ts';
import { newContext } from './context.ts';
import { realOperations } from './operations.ts';
import { isDerived, isPushedDown, randomQuestion } from './random-question.ts';
import { addRareValues } from './rare-values.ts';
import { noteReached, pushedDownFields } from './reached.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await addRareValues(api.store.db);
});
afterAll(() => api.close());

type Values = Record<string, unknown>;

async function resolved(
  document: DocumentNode,
  name: string | null,
  values: Values,
  rows?: unknown,
) {
  const answer = await execute({
    schema,
    document,
    operationName: name,
    rootValue: rows,
    variableValues: values,
    contextValue: newContext(api),
  });
  return JSON.stringify(answer satisfies ExecutionResult);
}

/** The rows that one statement brings; null where the operation is not answered from rows. */
async function rowsFor(document: DocumentNode, name: string | null, values: Values) {
  const definitions = getOperationAST(document, name)!.variableDefinitions ?? [];
  const { variableValues } = getVariableValues(schema, definitions, values);
  const { path, statement } = pushdownOf(schema, document, name, variableValues!);
  if (path !== 'mixed') return null;
  const rows = await statement.run(newContext(api), variableValues!.coerced);
  return JSON.parse(rows!) as unknown;
}

test.each([
  actors,
  agreementDeclarations,
  agreements,
  agreementViolations,
  claimAttributions,
  claims,
  conflictParties,
  conflicts,
  datasets,
  dyads,
  eventParticipants,
  events,
  places,
  reports,
] as PgTable[])(
  'rows %# come in a statement as resolvers know them, column by column',
  async (table) => {
    const { db } = api.store;
    const row = rowAs(table, 'brought');
    const json = jsonObject(
      Object.keys(getTableColumns(table)).map((property) => [
        property,
        [sql`coalesce(${row.json(property)}, 'null')`],
      ]),
    );
    const order = sql`order by ctid limit 300`;
    const brought = await readRows(
      db,
      sql`select ${textOf(json)} as row from ${sql.raw(`"${getTableName(table)}"`)} as brought ${order}`,
    );
    const known = await selectRows(db, table, order);
    expect(known.length).toBeGreaterThan(0);
    expect(brought.map(([text]) => JSON.parse(text as string) as unknown)).toEqual(known);
  },
);

/** The fields (`Type.field`) whose resolvers answer from what a statement brings. */
const derived = Object.values(schema.getTypeMap()).flatMap((type) =>
  isObjectType(type)
    ? Object.values(type.getFields())
        .filter(({ extensions }) => extensions.pushdown && isDerived(extensions.pushdown))
        .map(({ name }) => `${type.name}.${name}`)
        // Needs two releases: `release-diff.test.ts` holds both ways of answering it equal.
        .filter((name) => name !== 'Query.releaseDiff')
    : [],
);

const QUESTIONS = 120;

test(`${QUESTIONS} random questions of any field, which reach each that derives from rows, are answered from rows to the byte as they are resolved`, async () => {
  const reached = new Set<string>();
  const compare = async (query: string) => {
    const document = parse(query);
    const rows = await rowsFor(document, null, {});
    if (rows === null) return;
    const answer = await resolved(document, null, {}, rows);
    expect({ query, answer }).toEqual({ query, answer: await resolved(document, null, {}) });
    const { data } = JSON.parse(answer) as { data: Record<string, unknown> | null };
    if (data) noteReached(schema, document, data, reached);
  };
  for (let seed = 0; seed < QUESTIONS; seed += 1) {
    await compare(
      randomQuestion(
        schema,
        seed,
        reached,
        ({ name }, { args }) => name === 'Query' || !args.some(isRequiredArgument),
      ),
    );
  }
  const left = pushedDownFields(schema, (type, field) => {
    return isPushedDown(type, field) || derived.includes(`${type.name}.${field.name}`);
  }).filter(({ name }) => derived.includes(name) && !reached.has(name));
  for (const question of left.flatMap(({ questions }) => questions)) await compare(question);
  expect(derived.filter((name) => !reached.has(name))).toEqual([]);
});

/** What an operation's variables stand for in the record. */
const NAMES: Record<string, string> = {
  ConflictPage: 'kyrgyzstan-tajikistan',
  ConflictHistory: 'kyrgyzstan-tajikistan',
  AgreementPage: 'kyrgyzstan-tajikistan-ceasefire-2022-09-16',
};

const real = Object.values(realOperations()).flat();

test.each(real.map((operation) => [operation.name, operation] as const))(
  '%s is answered as ever',
  async (name, { document, variables }) => {
    const values = NAMES[name] ? { ...variables, slug: NAMES[name] } : variables;
    const rows = await rowsFor(document, name, values);
    if (rows === null) return;
    expect(await resolved(document, name, values, rows)).toBe(
      await resolved(document, name, values),
    );
  },
);
