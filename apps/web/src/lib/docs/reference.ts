import type {
  IntrospectionEnumType,
  IntrospectionField,
  IntrospectionInputObjectType,
  IntrospectionInputValue,
  IntrospectionQuery,
  IntrospectionSchema,
  IntrospectionType,
  IntrospectionTypeRef,
} from 'graphql';
import type { Searchable } from './search.ts';

export type { IntrospectionQuery as Introspection };
export type Schema = IntrospectionSchema;

/** A type as it is written, cut at its name so that the name can be a link: `[`, `Claim`, `!]!`. */
export interface WrittenType {
  before: string;
  name: string;
  after: string;
}

export function writtenType(ref: IntrospectionTypeRef): WrittenType {
  if (ref.kind === 'NON_NULL') {
    const inner = writtenType(ref.ofType);
    return { ...inner, after: `${inner.after}!` };
  }
  if (ref.kind === 'LIST') {
    const { before, name, after } = writtenType(ref.ofType);
    return { before: `[${before}`, name, after: `${after}]` };
  }
  return { before: '', name: ref.name, after: '' };
}

const KINDS = {
  OBJECT: 'Type',
  INTERFACE: 'Interface',
  UNION: 'Union',
  INPUT_OBJECT: 'Input',
  ENUM: 'Enum',
  SCALAR: 'Scalar',
} as const satisfies Record<IntrospectionType['kind'], string>;

export const kindOf = ({ kind }: IntrospectionType) => KINDS[kind];

/** What a list is made of; each list has two such types, which say nothing of their own. */
const isPaging = ({ name }: { name: string }) => /(Connection|Edge)$/.test(name);
const isOwn = ({ name }: { name: string }) => name.startsWith('__');
const isRoot = (name: string) => name === 'Query' || name === 'Subscription';

export interface TypeGroup {
  title: string;
  note: string;
  types: IntrospectionType[];
}

/** The types as a reader looks for them: what the record holds first, what only pages a list last. */
export function groupsOf({ types }: Schema): TypeGroup[] {
  const named = types
    .filter((type) => !isOwn(type) && !isRoot(type.name))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  const isNode = (type: IntrospectionType) =>
    type.kind === 'OBJECT' && type.interfaces.some(({ name }) => name === 'Node');
  const of = (kinds: IntrospectionType['kind'][]) =>
    named.filter((type) => kinds.includes(type.kind) && !isNode(type) && !isPaging(type));
  return [
    {
      title: 'Entities',
      note: 'What the record holds, each with a global id.',
      types: named.filter(isNode),
    },
    {
      title: 'Their parts',
      note: 'What they are made of, and other answers.',
      types: of(['OBJECT']),
    },
    {
      title: 'Interfaces and unions',
      note: 'What several types have in common.',
      types: of(['INTERFACE', 'UNION']),
    },
    {
      title: 'Inputs',
      note: 'What may be asked: filters and ranges.',
      types: of(['INPUT_OBJECT']),
    },
    { title: 'Enums', note: 'The words that fields and filters speak in.', types: of(['ENUM']) },
    { title: 'Scalars', note: 'Single values.', types: of(['SCALAR']) },
    {
      title: 'Pages of lists',
      note: 'Each list has a Connection of Edges.',
      types: named.filter(isPaging),
    },
  ].filter((group) => group.types.length > 0);
}

export function fieldsOf(type: IntrospectionType): readonly IntrospectionField[] {
  return type.kind === 'OBJECT' || type.kind === 'INTERFACE' ? type.fields : [];
}

export function inputsOf(type: IntrospectionType): readonly IntrospectionInputValue[] {
  return (type as Partial<IntrospectionInputObjectType>).inputFields ?? [];
}

export function valuesOf(type: IntrospectionType): IntrospectionEnumType['enumValues'] {
  return type.kind === 'ENUM' ? type.enumValues : [];
}

export function typeNamed({ types }: Schema, name: string): IntrospectionType | undefined {
  return types.find((type) => type.name === name && !isOwn(type));
}

/** Where a type is met: fields that answer with it, and fields or inputs that take it. */
export interface Use {
  type: string;
  field: string;
  as: 'answer' | 'argument';
}

export function usesOf({ types }: Schema, name: string): Use[] {
  return types
    .filter((type) => !isOwn(type))
    .flatMap((type) => [
      ...fieldsOf(type).flatMap((field): Use[] => {
        const use = { type: type.name, field: field.name };
        if (writtenType(field.type).name === name) return [{ ...use, as: 'answer' }];
        const takes = field.args.some((argument) => writtenType(argument.type).name === name);
        return takes ? [{ ...use, as: 'argument' }] : [];
      }),
      ...inputsOf(type)
        .filter((input) => writtenType(input.type).name === name)
        .map((input): Use => ({ type: type.name, field: input.name, as: 'argument' })),
    ]);
}

/** A place in the reference; `member` is a field, an argument's field or a value. */
export interface Member extends Searchable {
  type: string;
  member: string | null;
}

const membersKnown = new WeakMap<Schema, Member[]>();

/** Types and what they have, for a search. */
export function membersOf(schema: Schema): Member[] {
  const members = membersKnown.get(schema) ?? listMembers(schema);
  membersKnown.set(schema, members);
  return members;
}

function listMembers({ types }: Schema): Member[] {
  return types
    .filter((type) => !isOwn(type) && !isPaging(type))
    .flatMap((type): Member[] => [
      { type: type.name, member: null, title: type.name, under: '', text: type.description ?? '' },
      ...[...fieldsOf(type), ...inputsOf(type), ...valuesOf(type)].map(({ name, description }) => ({
        type: type.name,
        member: name,
        title: name,
        under: type.name,
        text: description ?? '',
      })),
    ]);
}
