import type { CodegenConfig } from '@graphql-codegen/cli';

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
        scalars: {
          CountryCode: 'string',
          Date: 'string',
          DateTime: 'string',
          ID: 'string',
          Latitude: 'number',
          Longitude: 'number',
          Position: 'string',
          TimeZone: 'string',
          URL: 'string',
        },
      },
    },
  },
};

export default config;
