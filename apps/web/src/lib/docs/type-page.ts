import { parse, print, type IntrospectionInputValue } from 'graphql';
import { examplesOf } from './examples.ts';
import {
  fieldsOf,
  inputsOf,
  kindOf,
  typeNamed,
  usesOf,
  valuesOf,
  writtenType,
  type Schema,
  type Use,
  type WrittenType,
} from './reference.ts';

export interface Argument {
  name: string;
  type: WrittenType;
  standard: string | null;
  description: string;
}

/** A field, an input's field or an enum's value. */
export interface Member {
  name: string;
  type: WrittenType | null;
  /** What it is when it is not given. */
  standard: string | null;
  description: string;
  deprecated: string | null;
  arguments: Argument[];
  /** Questions that run as they stand. */
  examples: string[];
}

export interface TypePage {
  name: string;
  kind: string;
  description: string;
  /** What the members of such a type are called. */
  called: string;
  members: Member[];
  interfaces: string[];
  possible: string[];
  uses: Use[];
}

/** All that the reference tells of a type; null where the schema has none of that name. */
export function typePage(schema: Schema, name: string): TypePage | null {
  const type = typeNamed(schema, name);
  if (!type) return null;
  const fields = fieldsOf(type).map((field): Member => ({
    ...member(field),
    type: writtenType(field.type),
    arguments: field.args.map(argument),
    examples: examplesOf(schema, type, field).map((query) => print(parse(query))),
  }));
  const inputs = inputsOf(type).map((input): Member => ({
    ...member(input),
    type: writtenType(input.type),
    standard: input.defaultValue ?? null,
  }));
  const values = valuesOf(type).map(member);
  return {
    name,
    kind: kindOf(type),
    description: type.description ?? '',
    called: type.kind === 'ENUM' ? 'Values' : 'Fields',
    members: [...fields, ...inputs, ...values],
    interfaces: type.kind === 'OBJECT' ? type.interfaces.map((each) => each.name) : [],
    possible:
      type.kind === 'UNION' || type.kind === 'INTERFACE'
        ? type.possibleTypes.map((each) => each.name)
        : [],
    uses: usesOf(schema, name),
  };
}

interface Named {
  name: string;
  description?: string | null | undefined;
  deprecationReason?: string | null | undefined;
}

function member({ name, description, deprecationReason }: Named): Member {
  return {
    name,
    type: null,
    standard: null,
    description: description ?? '',
    deprecated: deprecationReason ?? null,
    arguments: [],
    examples: [],
  };
}

function argument({ name, type, defaultValue, description }: IntrospectionInputValue): Argument {
  return {
    name,
    type: writtenType(type),
    standard: defaultValue ?? null,
    description: description ?? '',
  };
}
