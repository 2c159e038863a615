import {
  getOperationAST,
  type DocumentNode,
  type ExecutionArgs,
  type OperationDefinitionNode,
} from 'graphql';
import { pricing } from './cost.ts';

const priced = new WeakMap<OperationDefinitionNode, ReturnType<typeof pricing>>();

/** What a valid operation costs; its document is read once. */
export function costOf({
  schema,
  document,
  operationName,
  variableValues,
}: Pick<ExecutionArgs, 'schema' | 'document' | 'operationName' | 'variableValues'>): number {
  const operation = getOperationAST(document as DocumentNode, operationName);
  // Several operations and no name: the executor tells so.
  if (!operation) return 0;
  let price = priced.get(operation);
  if (!price) {
    price = pricing(schema, document as DocumentNode, operation);
    priced.set(operation, price);
  }
  return price(variableValues ?? {});
}
