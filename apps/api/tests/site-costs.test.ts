import { schema } from '@casus/schema/schema';
import { getOperationAST, parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { pricing } from '../src/pipeline/limits/cost.ts';
import { measure } from '../src/pipeline/limits/measure.ts';
import { documentsOfSite } from './pushdown/operations.ts';

const { limits } = readConfig({});

/** A filter that has the names and the claims of every event looked up. */
const LOOKING_UP = { text: 'kabul', claimants: ['taleban'] };

/** What pages may ask for, in their own variables. */
const DEAREST = {
  asOf: '2022-09-16T23:59:59Z',
  isThen: true,
  until: '2022-09-16T23:59:59Z',
  by: ['ACTOR', 'WEEK'],
  first: 60,
  rows: 1000,
  squares: 200,
  fits: true,
  // Who published what is told of all events as of now alone.
  hasSources: false,
  filter: LOOKING_UP,
  shown: LOOKING_UP,
  anyDay: LOOKING_UP,
  anyCountry: LOOKING_UP,
  unlocated: LOOKING_UP,
  orderBy: 'DEADLIEST_FIRST',
};

const documents = documentsOfSite();

test('the site has documents', () => {
  expect(documents.length).toBeGreaterThan(10);
});

test.each(documents)('%s fits under the default limits, with room to grow', (name, document) => {
  const { depth, breadth, aliases } = measure(document);
  const cost = pricing(schema, document, getOperationAST(document, name)!);
  const asked = {
    depth,
    breadth,
    aliases,
    tokens: parse(print(document)).tokenCount!,
    cost: cost({}),
  };
  for (const [part, amount] of Object.entries(asked)) {
    expect(amount * 1.5, part).toBeLessThan(limits[part as keyof typeof asked]);
  }
  // The past is what takes most work.
  expect(cost(DEAREST)).toBeLessThan(limits.cost);
});
