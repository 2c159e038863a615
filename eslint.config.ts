import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  {
    ignores: [
      '**/node_modules/',
      '**/build/',
      '**/.svelte-kit/',
      '**/.turbo/',
      'apps/web/src/gql/',
      'apps/web/src/paraglide/',
      'apps/web/src/routes/docs/samples/',
      'packages/client/dist/',
      'packages/client/released/',
      'packages/client/src/generated/',
      'packages/contract/dist/',
      'packages/contract/src/generated/',
      'packages/store/migrations/',
      'examples/*/dist/',
      'examples/*/gql/',
      'data/',
      'bench/data/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig: {} },
    },
    rules: {
      // The site stands at the root of its host, and addresses are made in lib/text/addresses.ts.
      'svelte/no-navigation-without-resolve': 'off',
      // {' '} keeps a space that would be lost at a line's end.
      'svelte/no-useless-mustaches': 'off',
    },
  },
  {
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      // Where a value is known to be there and the type cannot say so, `!` says it in one character.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // Programs for a terminal.
    files: ['examples/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // Pothos is extended by declarations in its namespace, with all the type parameters it has there.
    files: ['**/global-types.ts'],
    rules: {
      '@typescript-eslint/no-namespace': 'off',
      '@typescript-eslint/no-unused-vars': 'off',
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['packages/store/src/tables/all.ts', '**/*.config.ts', 'apps/web/codegen.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportAllDeclaration',
          message: 'No barrel files: import from the file that defines it.',
        },
      ],
    },
  },
);
