import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import type { IntrospectionQuery } from 'graphql';
import { SCALARS } from './cache.ts';

/** The types that `initGraphQLTada` takes, as a module: nobody has to keep a file of them, or ask a server. */
export function tadaModule(introspection: IntrospectionQuery): string {
  const file = outputIntrospectionFile(minifyIntrospection(introspection as never), {
    fileType: '.d.ts',
    shouldPreprocess: true,
  });
  // What follows would say that every project has this one schema.
  const [types] = file.split(/^import \* as gqlTada/m) as [string];
  return `${types}
/** What each scalar is in an answer. */
export type scalars = ${JSON.stringify(SCALARS, null, 2).replaceAll(/: "(\w+)"/g, ': $1')};
`;
}
