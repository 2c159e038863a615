import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { documentTexts } from './document-texts.ts';

/** The texts alone, for a server that is to know them by their hashes. */
export const plugin: PluginFunction = (_schema, files) =>
  `${JSON.stringify(
    documentTexts(files).map(([, text]) => text),
    null,
    2,
  )}\n`;
