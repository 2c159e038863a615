import { getIntrospectionQuery, parse } from 'graphql';
import { expect, test } from 'vitest';
import { measure } from './measure.ts';

const of = (text: string) => measure(parse(text));

test.each([
  ['a field', '{ a }', { depth: 1, breadth: 1, aliases: 0 }],
  ['fields under fields', '{ a { b { c } } d }', { depth: 3, breadth: 4, aliases: 0 }],
  ['aliases, at any level', '{ x: a { y: b } a { b } }', { depth: 2, breadth: 4, aliases: 2 }],
  [
    'an inline fragment is no level',
    '{ a { ... on A { b } ... { c } } }',
    { depth: 2, breadth: 5, aliases: 0 },
  ],
  [
    'a fragment as often as it is spread',
    '{ a { ...F } b { ...F } } fragment F on A { x: c d }',
    { depth: 2, breadth: 8, aliases: 2 },
  ],
  [
    'fragments in fragments',
    '{ ...F } fragment G on A { c { d } } fragment F on A { b { ...G } }',
    { depth: 3, breadth: 5, aliases: 0 },
  ],
  [
    'a fragment that spreads itself',
    '{ ...F } fragment F on A { a { ...F } }',
    { depth: 1, breadth: 3, aliases: 0 },
  ],
  ['a fragment that is not there', '{ a { ...F } }', { depth: 1, breadth: 2, aliases: 0 }],
  [
    'left out or not, as written',
    '{ a @skip(if: true) { b } }',
    { depth: 2, breadth: 2, aliases: 0 },
  ],
  [
    'the largest operation',
    'query A { a { b } } query B { a c: d }',
    { depth: 2, breadth: 2, aliases: 1 },
  ],
  [
    'the schema is no level',
    '{ __type(name: "A") { fields { name } } }',
    { depth: 1, breadth: 3, aliases: 0 },
  ],
  ['an empty selection', '{ a {} }', { depth: 1, breadth: 1, aliases: 0 }],
])('%s', (_, text, extent) => {
  expect(of(text)).toEqual(extent);
});

test('fragments that double each other are counted, not walked', () => {
  const text = Array.from(
    { length: 60 },
    (_, i) => `fragment F${i} on A { ...F${i + 1} ...F${i + 1} }`,
  );
  expect(of(`{ ...F0 } ${text.join(' ')} fragment F60 on A { a }`).breadth).toBeGreaterThan(
    2 ** 60,
  );
});

test('the usual introspection query is wide, not deep', () => {
  const { depth, breadth } = of(getIntrospectionQuery());
  expect({ depth, breadth }).toMatchInlineSnapshot(`
    {
      "breadth": 230,
      "depth": 1,
    }
  `);
});
