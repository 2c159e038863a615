import type { CodegenConfig } from '@graphql-codegen/cli';
import { SCALARS } from '../../packages/contract/src/cache.ts';

const config: CodegenConfig = {
  schema: '../../packages/schema/schema.graphql',
  documents: ['src/**/*.ts', '!src/gql/**'],
  generates: {
    './src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        strictScalars: true,
        enumsAsTypes: true,
        useTypeImports: true,
        documentMode: 'string',
        scalars: SCALARS,
      },
    },
  },
};

export default config;
