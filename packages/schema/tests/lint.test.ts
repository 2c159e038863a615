import { parser, rules } from '@graphql-eslint/eslint-plugin';
import { ESLint } from 'eslint';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const PACKAGE = join(import.meta.dirname, '..');

/** What Relay asks of a schema, and that everything in it is described. */
function linter(schema: string): ESLint {
  return new ESLint({
    cwd: PACKAGE,
    overrideConfigFile: true,
    overrideConfig: {
      files: ['**/*.graphql'],
      languageOptions: { parser, parserOptions: { graphQLConfig: { schema } } },
      plugins: { '@graphql-eslint': { rules } },
      rules: {
        // What is ranked, as what a search finds, is read from its start only.
        '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
        '@graphql-eslint/relay-connection-types': 'error',
        '@graphql-eslint/relay-edge-types': [
          'error',
          {
            withEdgeSuffix: true,
            // A change or a hit of a search leads to a node and is none.
            shouldImplementNode: false,
            // A connection has its rows without their cursors too, as `nodes`.
            listTypeCanWrapOnlyEdgeType: false,
          },
        ],
        '@graphql-eslint/relay-page-info': 'error',
        '@graphql-eslint/require-description': [
          'error',
          {
            types: true,
            rootField: true,
            FieldDefinition: true,
            InputValueDefinition: true,
            EnumValueDefinition: true,
            DirectiveDefinition: true,
          },
        ],
      },
    },
  });
}

async function faultsOf(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8');
  const [result] = await linter(path).lintText(text, { filePath: path });
  return result!.messages.map(({ line, ruleId, message }) => `${line} ${ruleId}: ${message}`);
}

test('the contract meets the rules of Relay and describes itself', async () => {
  expect(await faultsOf(join(PACKAGE, 'schema.graphql'))).toEqual([]);
});

test('one that does not is told', async () => {
  const faults = (await faultsOf(join(PACKAGE, 'tests/careless.graphql'))).join('\n');
  for (const rule of [
    'relay-arguments',
    'relay-connection-types',
    'relay-edge-types',
    'relay-page-info',
    'require-description',
  ]) {
    expect(faults).toContain(`@graphql-eslint/${rule}:`);
  }
});
