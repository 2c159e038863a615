import type { Context } from '@casus/schema/context';
import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { answerBudget } from './limits/answer-budget.ts';
import { writtenBy } from './written-answer.ts';

const context = () => ({ budget: answerBudget(readConfig({}).limits) }) as Context;
const VALUES = { sources: {}, coerced: {} };
const statementThat = (run: () => Promise<string | null>) => ({ length: 1, run });

test('the bytes of a statement go out as they came', async () => {
  const answer = await writtenBy(
    statementThat(async () => '{"a": 1}'),
    context(),
    VALUES,
  );
  expect(answer!.stringify(answer!)).toBe('{"data":{"a": 1}}');
});

test('an error of the statement surfaces, and is not hidden by an answer of the resolvers', async () => {
  const fault = new Error('column does not exist');
  const failing = statementThat(() => Promise.reject(fault));
  await expect(writtenBy(failing, context(), VALUES)).rejects.toBe(fault);
});
