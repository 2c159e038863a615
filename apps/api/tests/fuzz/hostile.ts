import fc from 'fast-check';
import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
} from 'graphql';

/** A name to write bare into a document; as a variable it is a string. */
export class Word {
  readonly word: string;
  constructor(word: string) {
    this.word = word;
  }
}

const base64 = (text: string) => Buffer.from(text).toString('base64url');

/** What is put where a text, an id, a cursor or a slug is wanted. */
export const TEXTS = [
  '',
  ' ',
  "'; drop table events; --",
  "' or '1'='1",
  '\\',
  '%',
  '_',
  '%_%\\%',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}}',
  '${jndi:ldap://x}',
  '../../etc/passwd',
  'a\u0000b',
  '\u0000',
  '\ud800',
  'x\udfffy',
  '\u202Eevil',
  '\uFEFF',
  '\u200b',
  'e\u0301'.repeat(50),
  'Баткен',
  '🇰🇬👩‍👩‍👧‍👦',
  'ﷺ'.repeat(100),
  'ß',
  'İ',
  'a'.repeat(10_000),
  'null',
  'undefined',
  'NaN',
  '__proto__',
  'constructor',
  '& | ! ( ) :*',
  "a' & b",
  '((((',
  '"unclosed',
  '0',
  '-1',
  '1e309',
  // Ids: of no type, of another, of none, twice over, with the key left out.
  base64('Nothing:1'),
  base64('Actor:ucdp:actor:132'),
  base64('Conflict:record:nothing'),
  base64('Event:'),
  base64(':'),
  base64('Event'),
  base64('__proto__:x'),
  base64('Event:a\u0000b'),
  base64(base64('Event:x')),
  'kyrgyzstan-tajikistan',
  'ucdp:actor:132',
  // Cursors: of another list, of other types, of nothing.
  base64('["NAME_ASC","A","k"]'),
  base64('[]'),
  base64('{}'),
  base64('[null,null,null]'),
  base64('["EARLIEST_FIRST",1e400,{}]'),
  base64('["LATEST_FIRST","2022-02-30","x"]'),
  base64('[[[[[[]]]]]]'),
] as const;

const MOMENTS = [
  '2022-09-16T12:00:00Z',
  '2022-09-16T12:00:00+14:00',
  '2022-02-30T00:00:00Z',
  '2022-09-16T24:00:00Z',
  '2022-09-16T23:59:60Z',
  '2022-09-16T25:61:61Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+12:00',
  '9999-12-31T23:59:59.999999999Z',
  '9999-12-31T23:59:59-12:00',
  '-2022-01-01T00:00:00Z',
  '+12022-01-01T00:00:00Z',
  '2022-09-16',
  '2022-13-01',
  '2021-02-29',
  '0000-00-00',
  '9999-12-31',
  '10000-01-01',
  'now',
  'infinity',
  '-infinity',
  'epoch',
  '1663329600',
  '2022-09-16T12:00:00',
  '2022-09-16 12:00:00Z',
];

const NUMBERS = [
  0,
  -0,
  1,
  -1,
  2,
  99,
  100,
  101,
  1_000,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31),
  -(2 ** 31) - 1,
  2 ** 53,
  -(2 ** 53),
  1e21,
  1e308,
  -1e308,
  5e-324,
  0.1,
  1.5,
  89.999,
  90,
  90.001,
  -91,
  180,
  180.1,
  -181,
  360,
];

const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
const moment = fc.constantFrom(...MOMENTS);
const number = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.integer() },
);
const country = fc.constantFrom('KG', 'kg', 'XX', 'KGZ', '', 'K\u0000', '🇰🇬', '..');

/** Of no type in particular. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  text,
  number,
  moment,
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
  fc.constant({}),
  fc.constant([[[[null]]]]),
  fc.constant({ a: { b: { c: ['d'] } } }),
  fc.constantFrom('EARLIEST_FIRST', 'nothing', '__typename').map((word) => new Word(word)),
);

/** Values of a type as far as its shape goes, and now and then of another. */
export function hostile(type: GraphQLInputType, depth = 0): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 8, arbitrary: shaped(type, depth) },
    { weight: 1, arbitrary: anything },
  );
}

function shaped(type: GraphQLInputType, depth: number): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return shaped(type.ofType, depth);
  if (isListType(type)) {
    const one = hostile(type.ofType, depth);
    return fc.oneof(
      { weight: 6, arbitrary: fc.array(one, { maxLength: 3 }) },
      { weight: 1, arbitrary: one.map((value) => Array.from({ length: 150 }, () => value)) },
      // A list may be left out of its brackets.
      { weight: 1, arbitrary: one },
    );
  }
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    return fc
      .constantFrom(...names, ...names, 'NOTHING', names[0]!.toLowerCase())
      .map((word) => new Word(word));
  }
  if (isInputObjectType(type)) {
    if (depth > 2) return fc.constant({});
    const fields = Object.values(type.getFields());
    return fc
      .subarray(fields, { maxLength: Math.min(3, fields.length) })
      .chain((chosen) =>
        fc.record(
          Object.fromEntries(chosen.map((field) => [field.name, hostile(field.type, depth + 1)])),
        ),
      );
  }
  if (['Int', 'Float', 'Latitude', 'Longitude'].includes(type.name)) return number;
  if (['DateTime', 'Date'].includes(type.name)) return moment;
  if (type.name === 'CountryCode') return country;
  if (type.name === 'Boolean') return fc.boolean();
  return text;
}

/** As GraphQL writes it. */
export function literal(value: unknown): string {
  if (value instanceof Word) return value.word;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([name, field]) => `${name}: ${literal(field)}`);
    return `{${fields.join(', ')}}`;
  }
  return JSON.stringify(value);
}

/** As JSON has it. */
export function plain(value: unknown): unknown {
  if (value instanceof Word) return value.word;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plain(field)]));
  }
  return value;
}
