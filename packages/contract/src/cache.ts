import { isAbstractType, isObjectType, type GraphQLSchema } from 'graphql';

/** What each scalar is in an answer. */
export const SCALARS = {
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

/** What a normalising cache has to be told of the schema, as a module. */
export function cacheModule(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const possibleTypes = Object.fromEntries(
    types.filter(isAbstractType).map((type) => [
      type.name,
      schema
        .getPossibleTypes(type)
        .map(({ name }) => name)
        .sort(),
    ]),
  );
  const roots = new Set(['Query', 'Subscription']);
  const keyless = types
    .filter((type) => isObjectType(type) && !roots.has(type.name) && !type.getFields()['id'])
    .map(({ name }) => name);
  return [
    '/** The types behind each interface and union: `InMemoryCache` and `cacheExchange` take them. */',
    `export const possibleTypes: Record<string, string[]> = ${JSON.stringify(possibleTypes, null, 2)};`,
    '/** Types without an id: what they belong to holds them. Everything else is known by its `id`. */',
    `const KEYLESS = ${JSON.stringify(keyless, null, 2)};`,
    '/** For Apollo: `new InMemoryCache({ possibleTypes, typePolicies })`. */',
    'export const typePolicies: Record<string, { keyFields: false }> = /* @__PURE__ */ Object.fromEntries(KEYLESS.map((name) => [name, { keyFields: false }]));',
    '/** For urql: `cacheExchange({ keys, possibleTypes })`. */',
    'export const keys: Record<string, () => null> = /* @__PURE__ */ Object.fromEntries(KEYLESS.map((name) => [name, () => null]));',
    '/** What each scalar is in an answer, for code generators. */',
    `export const scalars = ${JSON.stringify(SCALARS, null, 2)} as const;`,
  ].join('\n\n');
}
