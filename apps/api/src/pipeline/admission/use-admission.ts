import type { ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from '../use-operation-notes.ts';
import { costOf } from '../limits/cost-of.ts';

/** An operation runs when there is a slot for its price. Last of the plugins, so that it bounds every executor. */
export function useAdmission(): Plugin<ServerContext> {
  return {
    onExecute({ args, context: { admit }, executeFn, setExecuteFn }) {
      const cost = costOf(args as ExecutionArgs);
      setExecuteFn((execution) => admit.work(cost, () => executeFn(execution)));
    },
    async onSubscribe({ args, context: { admit } }) {
      await admit.subscription(costOf(args as ExecutionArgs));
    },
  };
}
