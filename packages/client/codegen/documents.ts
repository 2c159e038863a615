import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import {
  plugin as operationTypes,
  type TypeScriptDocumentsPluginConfig,
} from '@graphql-codegen/typescript-operations';
import { isEnumType, type GraphQLSchema } from 'graphql';
import { documentTexts } from './document-texts.ts';

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
  const documents = documentTexts(files).map(([name, text]) => {
    const type = `${name}${text.startsWith('subscription') ? 'Subscription' : 'Query'}`;
    return `export const ${name}Document = /* @__PURE__ */ typed<${type}, ${type}Variables>(\n  ${JSON.stringify(text)},\n);`;
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
