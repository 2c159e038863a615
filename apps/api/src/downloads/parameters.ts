import { entitiesNamedBy, type EntityNamed } from '@casus/schema/entities-named';
import { badUserInput } from '@casus/schema/errors';
import {
  coerceInputValue,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredArgument,
  validateInputValue,
  type GraphQLArgument,
  type GraphQLInputType,
} from 'graphql';

/** Of a list, what is not told by a download: it has all pages. */
const PAGE_ARGUMENTS = ['first', 'after', 'last', 'before'];

/** A parameter of an address, and where its value goes in the arguments of the field. */
interface Parameter {
  path: readonly string[];
  type: GraphQLInputType;
}

/** What an address's query may say of a list. */
export interface QueryParameters {
  names: string[];
  /** The arguments. @throws GraphQLError BAD_USER_INPUT, as the API's own */
  read(query: URLSearchParams): Record<string, unknown>;
  /** The entities that the arguments name. */
  entitiesNamed(args: Record<string, unknown>): EntityNamed[];
}

/**
 * The parameters for the arguments of a field: the fields of its `filter` by their names, objects with a dot (`during.from`), lists
 * by repeating or with commas; and its other arguments. Names, types and coercion are the schema's own, so what the API
 * takes a download takes. `hasPages`: the field is a list, of which a download has all pages.
 */
export function parametersOf(
  of: readonly GraphQLArgument[],
  { hasPages = true }: { hasPages?: boolean } = {},
): QueryParameters {
  const args = hasPages ? of.filter(({ name }) => !PAGE_ARGUMENTS.includes(name)) : of;
  const parameters = new Map(
    args.flatMap(({ name, type }) =>
      // Nobody should have to write `filter.` before everything.
      name === 'filter' ? leaves(type, ['filter'], []) : leaves(type, [name], [name]),
    ),
  );
  const names = [...parameters.keys()].sort();

  return {
    names,
    read: (query) => {
      const given: Record<string, unknown> = {};
      for (const name of new Set(query.keys())) {
        const parameter = parameters.get(name);
        if (!parameter) {
          throw badUserInput(
            `There is no parameter "${name.slice(0, 80)}" here. There are: ${names.join(', ')}.`,
            name,
          );
        }
        // A form sends its empty fields too.
        const texts = query.getAll(name).filter((text) => text !== '');
        const value = texts.length > 0 ? spoken(name, texts, parameter.type) : undefined;
        if (value !== undefined) place(given, parameter.path, value);
      }
      const adviceFor = (name: string) => adviceOn(parameters.get(name)?.type);
      return Object.fromEntries(
        args.map((each) => [each.name, coerced(each, given[each.name], adviceFor)]),
      );
    },
    entitiesNamed: (given) => args.flatMap((each) => entitiesNamedBy(each, given[each.name])),
  };
}

function leaves(
  type: GraphQLInputType,
  path: readonly string[],
  name: readonly string[],
): [string, Parameter][] {
  const bare = getNullableType(type);
  if (!isInputObjectType(bare)) return [[name.join('.'), { path, type }]];
  return Object.values(bare.getFields()).flatMap((field) =>
    leaves(field.type, [...path, field.name], [...name, field.name]),
  );
}

function place(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) into[first] = value;
  else place((into[first] ??= {}) as Record<string, unknown>, rest, value);
}

/** Undefined where nothing stands between the commas of a list. */
function spoken(name: string, texts: readonly string[], type: GraphQLInputType): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) {
    const item = bare.ofType;
    const items = texts
      .flatMap((text) => text.split(','))
      .map((text) => text.trim())
      .filter((text) => text !== '');
    return items.length > 0 ? items.map((text) => valueOf(text, item)) : undefined;
  }
  if (texts.length > 1) {
    throw badUserInput(
      `The parameter "${name}" takes one value; ${texts.length} were given.`,
      name,
    );
  }
  return valueOf(texts[0]!, type);
}

/** An address has only texts; where the type takes no text, a number or a truth value is meant. */
function valueOf(text: string, type: GraphQLInputType): unknown {
  const bare = getNullableType(type);
  if (coerceInputValue(text, bare) !== undefined) return text;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** What may be given: GraphQL names the type alone, which an address does not show. */
function adviceOn(type: GraphQLInputType | undefined): string {
  const named = getNamedType(type);
  if (isEnumType(named)) {
    return ` There are: ${named
      .getValues()
      .map(({ name }) => name)
      .join(', ')}.`;
  }
  return named?.name === 'Boolean' ? '. Write true or false.' : '';
}

function coerced(
  argument: GraphQLArgument,
  given: unknown,
  adviceFor: (parameter: string) => string,
): unknown {
  const { name, type, defaultValue } = argument;
  if (given === undefined) {
    if (isRequiredArgument(argument)) {
      throw badUserInput(`The parameter "${name}" is missing: ${argument.description}`, name);
    }
    return defaultValue;
  }
  validateInputValue(
    given,
    type,
    ({ message }, path) => {
      const steps = name === 'filter' ? path : [name, ...path];
      const parameter = steps.filter((step) => typeof step === 'string').join('.');
      const told = `${parameter ? `${parameter}: ` : ''}${message}${adviceFor(parameter)}`;
      throw badUserInput(told, parameter || name);
    },
    true,
  );
  return coerceInputValue(given, type);
}
