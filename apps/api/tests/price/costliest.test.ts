import { FIELDS_GRANTED } from '@casus/schema/limits';
import { schema } from '@casus/schema/schema';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { startApi, type RunningApi } from '../api.ts';
import { costlyQuestion, widestQuestions } from './costly-question.ts';
import { importLongLists } from './long-lists.ts';

/** The same every time; another finds other things: CASUS_PRICE_SEED=$RANDOM CASUS_PRICE_RUNS=1000 */
const seed = Number(process.env['CASUS_PRICE_SEED'] ?? 20220916);
const numRuns = Number(process.env['CASUS_PRICE_RUNS'] ?? 60);
/** How many of the costliest are made as long as they may be. */
const LONGEST = 8;

const MEGABYTE = 1024 * 1024;
const { limits } = readConfig({});

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ CASUS_RATE_LIMIT: '0', CASUS_RATE_LIMIT_COST: '0' });
  await importLongLists(api.store);
});
afterAll(() => api.close());

interface Measured {
  query: string;
  cost: number;
  fields: number;
  bytes: number;
  heap: number;
  /** Seconds that this thread worked: nothing keeps it from others for longer. */
  worked: number;
}

/** Null for what is refused by its price, its length or its depth. */
async function measure(query: string): Promise<Measured | null> {
  const before = process.memoryUsage().heapUsed;
  const began = process.threadCpuUsage();
  const response = await api.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', 'x-casus-cost': '1' },
    payload: JSON.stringify({ query }),
  });
  const heap = process.memoryUsage().heapUsed - before;
  const { user, system } = process.threadCpuUsage(began);
  const { data, errors, extensions } = response.json();
  const codes = (errors ?? []).map(
    (error: { extensions: { code: string } }) => error.extensions.code,
  );
  expect(
    codes.filter(
      (code: string) =>
        !/LIMIT_EXCEEDED|ANSWER_TOO_LARGE|BAD_USER_INPUT|VALIDATION_FAILED/.test(code),
    ),
    query,
  ).toEqual([]);
  if (!data) return null;
  return {
    query,
    cost: extensions.cost.cost,
    fields: fieldsIn(data),
    bytes: response.body.length,
    heap,
    worked: (user + system) / 1e6,
  };
}

function fieldsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + fieldsIn(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + 1 + fieldsIn(each), 0);
}

/** Draws from the numbers given, again from the first after the last. */
function drawing(numbers: readonly number[]) {
  let at = 0;
  return (below: number) => numbers[at++ % numbers.length]! % below;
}

const questions = fc
  .array(fc.nat(), { minLength: 60, maxLength: 60 })
  .map((numbers) => costlyQuestion(schema, drawing(numbers), limits.breadth - 100));

/** The same question of longer and longer pages, up to the last that its price allows. */
function longer(query: string): string[] {
  return [5, 20, 50, 100].map((size) =>
    query.replace(/first: (\d+)/g, (_, given) => `first: ${Math.max(Number(given), size)}`),
  );
}

const perPrice = ({ fields, cost }: Measured) => fields / cost;

test('the costliest questions that can be made up answer no more than they cost', async () => {
  const answered: Measured[] = [];
  const ask = async (query: string) => {
    const measured = await measure(query);
    if (!measured) return;
    answered.push(measured);
    const { cost, fields, bytes, heap, worked } = measured;
    expect(cost, query).toBeLessThanOrEqual(limits.cost);
    expect(fields, query).toBeLessThanOrEqual(Math.max(FIELDS_GRANTED, cost));
    expect(bytes, query).toBeLessThanOrEqual(limits.answerBytes + 1_000);
    expect(heap, query).toBeLessThan(300 * MEGABYTE);
    // A fraction of what it once took to fail.
    expect(worked, query).toBeLessThan(5);
  };
  await fc.assert(fc.asyncProperty(questions, ask), { seed, numRuns, endOnFailure: true });
  const costliest = answered.toSorted((one, other) => perPrice(other) - perPrice(one));
  for (const { query } of costliest.slice(0, LONGEST)) {
    for (const each of longer(query)) await ask(each);
  }
  // It has found what is worth asking.
  expect(answered.length).toBeGreaterThan(numRuns / 4);
  expect(Math.max(...answered.map(perPrice))).toBeGreaterThan(0.5);
  expect(Math.max(...answered.map(({ fields }) => fields))).toBeGreaterThan(4_000);
});

test.each(widestQuestions(schema))('the widest: %s', async (query) => {
  const measured = await measure(query);
  expect(measured).not.toBeNull();
  const { cost, fields, bytes, heap } = measured!;
  expect(fields).toBeGreaterThan(FIELDS_GRANTED);
  expect(fields).toBeLessThanOrEqual(cost);
  expect(bytes).toBeLessThanOrEqual(limits.answerBytes);
  expect(heap).toBeLessThan(300 * MEGABYTE);
});
