import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * Answers with the error alone where the database was away for a part of the answer: null in a field that
 * may be null would pass for a record that lacks the thing.
 */
export function useWholeAnswers(): Plugin {
  return {
    onResultProcess({ result, setResult }) {
      if (Symbol.asyncIterator in result) return;
      if (Array.isArray(result)) setResult(result.map(wholeOrNone));
      else setResult(wholeOrNone(result));
    },
  };
}

function wholeOrNone(result: ExecutionResult): ExecutionResult {
  const away = result.errors?.find(({ extensions }) => extensions['code'] === 'UNAVAILABLE');
  return away ? { errors: [away] } : result;
}
