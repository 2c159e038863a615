import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import {
  plugin as operationTypes,
  type TypeScriptDocumentsPluginConfig,
} from '@graphql-codegen/typescript-operations';
import {
  isEnumType,
  Kind,
  print,
  visit,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

/**
 * The types of all operations, with open enums, and each operation as a typed string of its own with the fragments
 * that it spreads: who imports one gets no other.
 */
export const plugin: PluginFunction<TypeScriptDocumentsPluginConfig> = async (
  schema,
  files,
  config,
  info,
) => {
  const types = await operationTypes(schema, files, config, info);
  const { prepend = [], content } = typeof types === 'string' ? { content: types } : types;
  const definitions = files.flatMap(({ document }) => document!.definitions);
  const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const fragments = new Map(
    definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const documents = (operations as OperationDefinitionNode[]).map((operation) => {
    const name = operation.name!.value;
    const text = [operation, ...spreadBy(operation, fragments)]
      .map(print)
      .join('\n')
      .replace(/\s+/g, ' ');
    return `export const ${name}Document = /* @__PURE__ */ typed<${name}Query, ${name}QueryVariables>(\n  ${JSON.stringify(text)},\n);`;
  });
  return {
    prepend: ["import { typed } from '../document.ts';", ...prepend],
    content: [withOpenEnums(content, schema), ...documents].join('\n\n'),
  };
};

/** A value that a later schema adds is one more string, and no code that was compiled before is wrong. */
function withOpenEnums(types: string, schema: GraphQLSchema): string {
  const enums = Object.values(schema.getTypeMap()).filter(isEnumType);
  return enums.reduce(
    (text, { name }) =>
      text.replace(new RegExp(`(export type ${name} =[^;]*?'[^;']*');`), '$1\n  | (string & {});'),
    types,
  );
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
