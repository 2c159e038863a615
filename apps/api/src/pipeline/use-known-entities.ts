import type { Context } from '@casus/schema/context';
import { entitiesNamedIn, noSuchEntities, type EntityNamed } from '@casus/schema/entities-named';
import type { UnknownNames } from '@casus/store/entities/unknown-names';
import {
  getOperationAST,
  type DocumentNode,
  type ExecutionArgs,
  type OperationDefinitionNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * Refuses an operation that names an entity which the record does not have: a misspelt name would
 * be answered as if nothing had happened there.
 */
export function useKnownEntities(unknownNames: UnknownNames): Plugin {
  const cached = new WeakMap<OperationDefinitionNode, ReturnType<typeof entitiesNamedIn>>();

  function namedBy({ schema, document, operationName, variableValues }: ExecutionArgs) {
    const operation = getOperationAST(document as DocumentNode, operationName);
    if (!operation) return [];
    let named = cached.get(operation);
    if (named === undefined) {
      named = entitiesNamedIn(schema, document as DocumentNode, operation);
      cached.set(operation, named);
    }
    return named?.(variableValues ?? {}) ?? [];
  }

  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const named: EntityNamed[] = namedBy(args as ExecutionArgs);
      if (named.length === 0) return;
      setExecuteFn(async (execution: ExecutionArgs) => {
        const { db, now } = execution.contextValue as Context;
        const unknown = await unknownNames(db, named);
        if (unknown.length === 0) return executeFn(execution);
        return { errors: await noSuchEntities(db, unknown, now) };
      });
    },
  };
}
