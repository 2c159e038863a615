import type { Types } from '@graphql-codegen/plugin-helpers';
import {
  Kind,
  print,
  visit,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';

/** The name of each operation and its text, with the fragments that it spreads, in one line. */
export function documentTexts(
  files: readonly Types.DocumentFile[],
): [name: string, text: string][] {
  const definitions = files.flatMap(({ document }) => document!.definitions);
  const fragments = new Map(
    definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  return definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => {
      const parts = [operation, ...spreadBy(operation, fragments)].map(print);
      return [operation.name!.value, parts.join('\n').replace(/\s+/g, ' ')];
    });
}

function spreadBy(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Set<FragmentDefinitionNode> {
  const spread = new Set<FragmentDefinitionNode>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value)!;
        if (spread.has(fragment)) return;
        spread.add(fragment);
        collect(fragment);
      },
    });
  };
  collect(operation);
  return spread;
}
