import { sql } from 'drizzle-orm';
import { writeGroups } from '@casus/ingest/writer';
import type { Context } from '@casus/schema/context';
import { schema } from '@casus/schema/schema';
import type { Database } from '@casus/store/engines/database';
import { createLoaders } from '@casus/store/reading/loaders';
import type { Store } from '@casus/store/open';
import fc from 'fast-check';
import {
  execute,
  getNamedType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { answerBudget } from '../../src/pipeline/limits/answer-budget.ts';
import { startApi, type RunningApi } from '../api.ts';
import { forgetAfter } from './forget.ts';
import { moment, randomClaims, type Cast } from './random-claims.ts';

const everything = parse(await readFile(join(import.meta.dirname, 'everything.graphql'), 'utf8'));

let api: RunningApi;
let store: Store;
let cast: Cast;
beforeAll(async () => {
  api = await startApi();
  store = api.store;
  const keys = async (of: string) => {
    const { rows } = (await store.db.execute(`select key from ${of}`)) as {
      rows: { key: string }[];
    };
    return rows.map(({ key }) => key);
  };
  const [conflict] = await keys(`conflicts where slug = 'kyrgyzstan-tajikistan'`);
  const ofConflict = `where conflict_key = '${conflict}' order by key limit 6`;
  cast = {
    conflict: conflict!,
    events: await keys(`events ${ofConflict}`),
    agreements: await keys(`agreements ${ofConflict}`),
    places: ['iso:KG'],
    claimants: await keys(`actors where source = 'record' order by key limit 8`),
  };
});
afterAll(() => api.close());

/** Everything that rests on claims, as of a moment or at it. */
async function answerOf(db: Database, at: { asOf?: string; now?: string }) {
  const contextValue: Omit<Context, 'followClaims'> = {
    db,
    loaders: createLoaders(db),
    signal: new AbortController().signal,
    now: at.now ?? new Date().toISOString(),
    budget: answerBudget(readConfig({}).limits),
    lastEventId: null,
  };
  const { data, errors } = await execute({
    schema,
    document: everything,
    contextValue,
    variableValues: { asOf: at.asOf },
  });
  expect(errors).toBeUndefined();
  // GraphQL's objects have no prototype; what is compared is what a client gets.
  return JSON.parse(JSON.stringify(data));
}

class Undo extends Error {}

/** Does something on the record and what it does to it, and leaves it as it was. */
async function undone(db: Database, work: (transaction: Database) => Promise<void>): Promise<void> {
  await db
    .transaction(async (transaction) => {
      await work(transaction);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
}

/** What a commit does of itself; these are never committed. */
const renewFigures = (transaction: Database) =>
  transaction.execute(sql`select renew_figures(current_commit())`);

test('as of any moment, the answer is that of a database which never held what came after', async () => {
  await fc.assert(
    fc.asyncProperty(randomClaims(cast), moment, async (claims, asOf) => {
      await undone(store.db, async (transaction) => {
        await writeGroups(transaction, { key: 'test', outranks: [] }, [claims]);
        await renewFigures(transaction);
        const rewound = await answerOf(transaction, { asOf });
        await undone(transaction, async (ignorant) => {
          await forgetAfter(ignorant, asOf);
          await renewFigures(ignorant);
          expect(rewound).toEqual(await answerOf(ignorant, { asOf }));
          const then = await answerOf(ignorant, { now: asOf });
          for (const part of ['figures', 'claims', 'relatedConflicts']) {
            expect(rewound.conflict[part]).toEqual(then.conflict[part]);
          }
          for (const part of ['claims', 'actor', 'report']) {
            expect(rewound[part]).toEqual(then[part]);
          }
        });
      });
    }),
    { numRuns: 40, seed: 20220916 },
  );
});

test('the rewind shows: the record says more at the end of the week than at its start', async () => {
  const early = await answerOf(store.db, { asOf: '2022-09-16T12:00:00Z' });
  const late = await answerOf(store.db, { asOf: '2022-09-21T00:00:00Z' });
  for (const part of ['place', 'actor', 'report']) expect(late[part]).not.toBeNull();
  expect(early.conflict.claims.totalCount).toBeGreaterThan(0);
  expect(late.conflict.claims.totalCount).toBeGreaterThan(early.conflict.claims.totalCount);
  expect(late.conflict.figures.length).toBeGreaterThan(early.conflict.figures.length);
});

test('the question asks all that takes asOf', () => {
  const asked = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    everything,
    visitWithTypeInfo(types, {
      Field: ({ name }) => void asked.add(`${types.getParentType()?.name}.${name.value}`),
    }),
  );
  const takers = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter(({ args }) => args.some(({ name }) => name === 'asOf'))
        .map(({ name }) => `${getNamedType(type).name}.${name}`),
    );
  expect(takers.filter((field) => !asked.has(field))).toEqual([]);
});
