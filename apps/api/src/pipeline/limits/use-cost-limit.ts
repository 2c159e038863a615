import type { ExecutionArgs } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import type { ServerContext } from '../use-operation-notes.ts';
import { budgetOf } from './answer-budget.ts';
import { costOf } from './cost-of.ts';
import { limitExceeded } from './refusal.ts';

/**
 * Refuses a query that may answer more than the limit, before anything of it is read; tells the
 * cost in `extensions.cost` to who asks for it, with the request's own `extensions` or, as the
 * playground can, with a header.
 */
export function useCostLimit(limit: number): Plugin {
  const refusalOf = (cost: number) =>
    limitExceeded(
      'COST_LIMIT_EXCEEDED',
      `The query costs ${cost}; at most ${limit} is answered. Ask for smaller pages (first, last) where lists lie in lists, or for fewer fields; the description of Query tells how cost is counted.`,
      { limit, asked: cost },
    );

  return {
    onExecute({ args, context, setResultAndStopExecution }) {
      if ((context as Partial<ServerContext>).isPublished) return undefined;
      const cost = costOf(args as ExecutionArgs);
      if (cost > limit) return setResultAndStopExecution({ errors: [refusalOf(cost)] });
      budgetOf(args).price(cost);
      if (!asksForCost(context)) return undefined;
      return {
        onExecuteDone({ result }) {
          if (Symbol.asyncIterator in result) return;
          result.extensions = { ...result.extensions, cost: { cost, limit } };
        },
      };
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const cost = costOf(args as ExecutionArgs);
      if (cost > limit) setResultAndStopExecution({ errors: [refusalOf(cost)] });
      else budgetOf(args).price(cost);
    },
  };
}

function asksForCost({ params, request }: YogaInitialContext): boolean {
  return params.extensions?.['cost'] === true || request.headers.get('x-casus-cost') === '1';
}
