import fc from 'fast-check';
import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { hostile, literal, plain } from './hostile.ts';

type Field = GraphQLField<unknown, unknown>;

/** A field with arguments, and how to come to it from the root by what the record holds. */
interface Target {
  /** Selections around it, outermost first. */
  path: string[];
  field: Field;
}

export interface Operation {
  query: string;
  variables: Record<string, unknown>;
}

/** Whatever a client can give an argument to. */
export function targets(schema: GraphQLSchema): Target[] {
  const found: Target[] = [];
  const seen = new Set<string>();
  const waiting: { type: GraphQLObjectType; path: string[] }[] = [
    { type: schema.getQueryType()!, path: [] },
  ];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (seen.has(next.type.name)) continue;
    seen.add(next.type.name);
    for (const field of Object.values(next.type.getFields())) {
      if (field.args.length > 0) found.push({ path: next.path, field });
      const step = wayInto(field);
      if (step === null) continue;
      const named = getNamedType(field.type);
      const types = isObjectType(named)
        ? [named]
        : isLeafType(named)
          ? []
          : possible(schema, named.name);
      for (const type of types) {
        const inside = type === named ? [step] : [step, `... on ${type.name}`];
        waiting.push({ type, path: [...next.path, ...inside] });
      }
    }
  }
  return found;
}

function possible(schema: GraphQLSchema, name: string): readonly GraphQLObjectType[] {
  const type = schema.getType(name);
  if (isInterfaceType(type)) return schema.getPossibleTypes(type);
  return type && 'getTypes' in type ? type.getTypes() : [];
}

const KNOWN_SLUG = JSON.stringify('kyrgyzstan-tajikistan');

/** The field as one selects it to go on from there; null where that takes more than the record's conflict. */
function wayInto({ name, args }: Field): string | null {
  const required = args.filter(isRequiredArgument);
  const has = (argument: string) => args.some((one) => one.name === argument);
  if (name === 'conflict') return `conflict(slug: ${KNOWN_SLUG})`;
  if (required.length > 0) return null;
  return has('first') ? `${name}(first: 2)` : name;
}

/** An operation with hostile arguments, written into it or given as variables. */
export function operations(
  schema: GraphQLSchema,
  by: 'literals' | 'variables',
): fc.Arbitrary<Operation> {
  return fc.constantFrom(...targets(schema)).chain(({ path, field }) => {
    const required = field.args.filter(isRequiredArgument);
    const optional = field.args.filter((one) => !isRequiredArgument(one));
    return fc
      .subarray(optional, { maxLength: Math.min(4, optional.length) })
      .chain((chosen) => given([...required, ...chosen]))
      .map((values) => written(path, field, values, by));
  });
}

type Given = { argument: GraphQLArgument; value: unknown }[];

function given(chosen: GraphQLArgument[]): fc.Arbitrary<Given> {
  return fc.tuple(
    ...chosen.map((argument) => hostile(argument.type).map((value) => ({ argument, value }))),
  );
}

function written(
  path: string[],
  field: Field,
  values: Given,
  by: 'literals' | 'variables',
): Operation {
  const list = (parts: string[]) => (parts.length > 0 ? `(${parts.join(', ')})` : '');
  const names = values.map(({ argument }) => argument.name);
  const args = values.map(
    ({ argument: { name }, value }) =>
      `${name}: ${by === 'literals' ? literal(value) : `$${name}`}`,
  );
  const selected = `${field.name}${list(args)} ${selectionOf(field)}`;
  const whole = path.reduceRight((inner, outer) => `${outer} { ${inner} }`, selected);
  if (by === 'literals') return { query: `{ ${whole} }`, variables: {} };
  const declared = values.map(({ argument }) => `$${argument.name}: ${argument.type}`);
  return {
    query: `query ${list(declared)} { ${whole} }`,
    variables: Object.fromEntries(values.map(({ value }, at) => [names[at]!, plain(value)])),
  };
}

/** Enough of the answer that it has to be read. */
function selectionOf(field: Field): string {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return '';
  if (!isObjectType(type)) return '{ __typename }';
  const fields = type.getFields();
  if (!fields['pageInfo']) return '{ __typename }';
  const count = fields['totalCount'] ? 'totalCount' : '';
  return `{ ${count} pageInfo { hasNextPage } edges { cursor node { __typename } } }`;
}
