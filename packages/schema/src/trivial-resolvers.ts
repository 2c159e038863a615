import { defaultFieldResolver, isObjectType, type GraphQLSchema } from 'graphql';
import { encodeGlobalId, isNode } from './global-id.ts';

/**
 * Takes away resolvers that only read a property, which the compiler of queries then reads by itself,
 * and makes ids without a promise each. On a page of fifty events with what belongs to them that is
 * half of the time the answer takes.
 */
export function withoutTrivialResolvers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const fields = type.getFields();
    for (const field of Object.values(fields)) {
      if (field.resolve === defaultFieldResolver) delete field.resolve;
    }
    for (const name of PROPERTIES.find(({ of }) => of.test(type.name))?.names ?? []) {
      delete fields[name]?.resolve;
    }
    if (isNode(type)) {
      fields['id']!.resolve = ({ key }: { key: string }) => encodeGlobalId(type.name, key);
    }
  }
  return schema;
}

/** The fields that the relay plugin gives resolvers, though what they read is there. */
const PROPERTIES = [
  { of: /Connection$/, names: ['edges', 'nodes', 'pageInfo'] },
  { of: /Edge$/, names: ['node', 'cursor'] },
];
