import { isObjectType, parse, ScalarLeafsRule, specifiedRules, validate } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from './schema.ts';

interface Example {
  path: string;
  /** The fields that lead from the query to the type whose field it is. */
  query: string;
}

/** Every `field(…) { … }` in the description of that field of the query or of an entity. */
function examples(): Example[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap(({ name, description }) =>
          [...(description ?? '').matchAll(/`([^`]+)`/g)]
            .map(([, text]) => text!)
            .filter((text) => text.startsWith(`${name}(`) || text.startsWith(`${name} {`))
            .map((text) => ({
              path: `${type.name}.${name}`,
              query: `query { ...On } fragment On on ${type.name} { ${text} }`,
            })),
        )
      : [],
  );
}

// An example may stop at the field itself, where what to select is plain.
const rules = specifiedRules.filter(
  (rule) => rule !== ScalarLeafsRule && rule.name !== 'PossibleFragmentSpreadsRule',
);

test.each(examples())('the example of $path is one that can be asked', ({ query }) => {
  expect(validate(schema, parse(query), rules)).toEqual([]);
});

test('every way into the record has an example', () => {
  const shown = new Set(examples().map(({ path }) => path));
  const without = Object.values(schema.getQueryType()!.getFields())
    .filter(({ name }) => !shown.has(`Query.${name}`))
    .filter(({ args }) => args.length > 0)
    .map(({ name }) => name);
  expect(without).toEqual([]);
});
