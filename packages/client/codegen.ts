import type { CodegenConfig } from '@graphql-codegen/cli';

const SCALARS = {
  CountryCode: 'string',
  Date: 'string',
  DateTime: 'string',
  ID: 'string',
  Latitude: 'number',
  Longitude: 'number',
  Position: 'string',
  TimeZone: 'string',
  URL: 'string',
};

const config: CodegenConfig = {
  schema: '../schema/schema.graphql',
  generates: {
    'src/generated/documents.ts': {
      documents: 'src/documents/*.graphql',
      plugins: ['./codegen/documents.ts'],
      config: { scalars: SCALARS },
    },
    'documents.json': {
      documents: 'src/documents/*.graphql',
      plugins: ['./codegen/documents-json.ts'],
    },
    'src/generated/cache.ts': {
      plugins: ['./codegen/cache.ts'],
      config: { scalars: SCALARS },
    },
  },
};

export default config;
