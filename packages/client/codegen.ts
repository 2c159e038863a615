import type { CodegenConfig } from '@graphql-codegen/cli';
import { SCALARS } from '../contract/src/cache.ts';

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
  },
};

export default config;
