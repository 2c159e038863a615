import type { FastifyBaseLogger } from 'fastify';
import { getOperationAST, type DocumentNode } from 'graphql';
import { Counter, type Registry } from 'prom-client';

/**
 * How an operation was executed: by one statement that writes the whole answer, by resolvers over what
 * statements brought, or by resolvers alone.
 */
export type ExecutionPath = 'pushdown' | 'mixed' | 'resolvers';

const PATHS: readonly ExecutionPath[] = ['pushdown', 'mixed', 'resolvers'];

/** Which way operations go, for whoever runs the service. */
export interface Executions {
  executed(path: ExecutionPath): void;
  /** Fields of the schema, such as `Conflict.figures`, or what else stood in the way. */
  notPushedDown(
    document: DocumentNode,
    operationName: string | null | undefined,
    reasons: readonly string[],
  ): void;
}

/** Counts them in /metrics; what stood in the way is logged, too, at debug level. */
export function countExecutions(
  registry: Registry,
  log: Pick<FastifyBaseLogger, 'debug'>,
): Executions {
  const registers = [registry];
  const executions = new Counter({
    name: 'casus_graphql_executions_total',
    help: 'Operations by how they were executed: pushdown (one statement wrote the answer), mixed, resolvers.',
    labelNames: ['path'],
    registers,
  });
  for (const path of PATHS) executions.inc({ path }, 0);
  const refusals = new Counter({
    name: 'casus_graphql_not_pushed_down_total',
    help: 'Operations that were not pushed down whole, by field or other reason; one operation may have several.',
    labelNames: ['reason'],
    registers,
  });
  return {
    executed: (path) => executions.inc({ path }),
    notPushedDown: (document, operationName, reasons) => {
      for (const reason of reasons) refusals.inc({ reason });
      const operation = getOperationAST(document, operationName)?.name?.value;
      log.debug({ operation, reasons }, 'not pushed down');
    },
  };
}
