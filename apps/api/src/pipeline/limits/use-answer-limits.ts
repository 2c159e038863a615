import type { AnswerBudget } from '@casus/schema/answer-budget';
import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { isWritten, written } from '../written-answer.ts';
import { budgetOf } from './answer-budget.ts';

/** Gives an answer that has more than its budget as the refusal alone, whoever executes it. */
export function useAnswerLimits(): Plugin {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone({ result, setResult }) {
        if (Symbol.asyncIterator in result) return;
        setResult(withinBudget(result, budgetOf(args)));
      },
    }),
  };
}

export function withinBudget(result: ExecutionResult, budget: AnswerBudget): ExecutionResult {
  if (isWritten(result)) return result;
  if (!budget.refusal && result.data) {
    try {
      const answer = written(result.data, budget);
      return result.errors ? result : { ...result, ...answer };
    } catch (error) {
      if (error !== budget.refusal) throw error;
    }
  }
  return budget.refusal ? { errors: [budget.refusal] } : result;
}
