import type { AnswerBudget } from '@casus/schema/answer-budget';
import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { SerialisedResult } from '../executor/serialised-result.ts';
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

/** Serialises the result, which is how its bytes are measured; once for measuring and sending. */
export function withinBudget(result: ExecutionResult, budget: AnswerBudget): ExecutionResult {
  try {
    if (budget.refusal) return { errors: [budget.refusal] };
    if (result instanceof SerialisedResult) {
      budget.takeFields(fieldsIn(result.json));
      return result;
    }
    const { data, errors, extensions } = result;
    if (!data) return result;
    const json = JSON.stringify(data);
    budget.takeBytes(Buffer.byteLength(json));
    return errors ? result : Object.assign(new SerialisedResult(json, data), { extensions });
  } catch (error) {
    const { refusal } = budget;
    if (!refusal || error !== refusal) throw error;
    return { errors: [refusal] };
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** How many fields JSON has: only after a name does a quote that is not escaped come before a colon. */
function fieldsIn(json: string): number {
  let fields = 0;
  // By the colon alone, and its neighbours: one character is looked for many times as quickly as two.
  for (let at = json.indexOf(':'); at !== -1; at = json.indexOf(':', at + 1)) {
    if (json.charCodeAt(at - 1) === QUOTE && json.charCodeAt(at - 2) !== BACKSLASH) fields += 1;
  }
  return fields;
}
