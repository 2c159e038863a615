import type { ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Executions } from '../../operations/execution-metrics.ts';
import { createExecutor } from './executor.ts';

/** Executes by the fastest way there is for an operation; every other plugin meets it as any executor. */
export function useExecutor(executions: Executions): Plugin {
  const execute = createExecutor(executions);
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn((args: ExecutionArgs) => execute(args, executeFn));
    },
  };
}
