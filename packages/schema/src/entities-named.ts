import { ENTITIES, type EntityName } from '@casus/store/entities/all';
import type { Name } from '@casus/store/entities/unknown-names';
import {
  getNamedType,
  isInputObjectType,
  Kind,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLError,
  type GraphQLInputField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { badUserInput } from './errors.ts';
import { parseGlobalId } from './global-id.ts';

type Input = GraphQLArgument | GraphQLInputField;
type Variables = Readonly<Record<string, unknown>>;

/** An entity that a client names in an argument, or in a field of a filter. */
export interface EntityNamed extends Name {
  argument: string;
}

/** Options of an argument or input field whose values have to name entities that there are. */
export const naming = (entity: EntityName) => ({ extensions: { naming: entity } });

/** The entities that an operation names, by its variables; null where it can name none. */
export function entitiesNamedIn(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ((variables: Variables) => EntityNamed[]) | null {
  const given: { input: Input; value: ValueNode }[] = [];
  const types = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(types, {
    Argument: ({ value }) => {
      const input = types.getArgument();
      if (input && canName(input)) given.push({ input, value });
      return false;
    },
  });
  for (const definition of document.definitions) {
    const isOfOperation = definition === operation || definition.kind === Kind.FRAGMENT_DEFINITION;
    if (isOfOperation) visit(definition, visitor);
  }
  if (given.length === 0) return null;
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
  return (variables) => {
    const values = { ...defaults, ...variables };
    return given.flatMap(({ input, value }) =>
      entitiesNamedBy(input, valueFromASTUntyped(value, values)),
    );
  };
}

/** The entities that the value of an argument names. */
export function entitiesNamedBy(input: Input, value: unknown): EntityNamed[] {
  if (value === null || value === undefined) return [];
  const entity = entityOf(input);
  if (entity) {
    const ids = Array.isArray(value) ? value : [value];
    return ids.flatMap((id) => namesBy(entity, String(id), input.name));
  }
  const type = getNamedType(input.type);
  if (!isInputObjectType(type)) return [];
  const objects = (Array.isArray(value) ? value : [value]) as Record<string, unknown>[];
  return objects.flatMap((object) =>
    Object.values(type.getFields()).flatMap((field) => entitiesNamedBy(field, object[field.name])),
  );
}

/** The refusal of a name that no entity has. */
export function noSuchEntity({ entity, name, argument }: EntityNamed): GraphQLError {
  const { plural, ...rest } = ENTITIES[entity];
  const text = name.slice(0, 80);
  const find =
    'search' in rest
      ? `search(query: ${JSON.stringify(text)}, types: [${rest.search}])`
      : `the field ${plural}`;
  return badUserInput(
    `${argument}: there is no ${entity.toLowerCase()} "${text}". Take a slug, natural key or id from an answer, or look for it with ${find}.`,
    argument,
    { unknown: { type: entity, name } },
  );
}

/** The id of another kind of thing is refused where it is read. */
function namesBy(entity: EntityName, id: string, argument: string): EntityNamed[] {
  const parsed = parseGlobalId(id);
  if (parsed && parsed.typename !== entity) return [];
  return [{ entity, name: parsed?.id ?? id, argument }];
}

function canName(input: Input, above: readonly Input[] = []): boolean {
  if (entityOf(input)) return true;
  const type = getNamedType(input.type);
  if (!isInputObjectType(type) || above.includes(input)) return false;
  return Object.values(type.getFields()).some((field) => canName(field, [...above, input]));
}

const entityOf = ({ extensions }: Input) => extensions['naming'] as EntityName | undefined;
