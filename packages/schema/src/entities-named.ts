import type { Database } from '@casus/store/engines/database';
import { ENTITIES, type EntityName } from '@casus/store/entities/all';
import { createUnknownNames, type Name } from '@casus/store/entities/unknown-names';
import { nearlyNamed, type Nearly } from '@casus/store/search/nearly-named';
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

/** The same of places that have a point. */
export const namingPoint = () => ({ extensions: { naming: 'Place', isLocated: true } });

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
    const isLocated = input.extensions['isLocated'] === true;
    return ids
      .flatMap((id) => namesBy(entity, String(id), input.name))
      .map((each) => (isLocated ? { ...each, isLocated } : each));
  }
  const type = getNamedType(input.type);
  if (!isInputObjectType(type)) return [];
  const objects = (Array.isArray(value) ? value : [value]) as Record<string, unknown>[];
  return objects.flatMap((object) =>
    Object.values(type.getFields()).flatMap((field) => entitiesNamedBy(field, object[field.name])),
  );
}

/** So many unknown names of an operation are looked for: what is meant by a list of nonsense is not worth a search each. */
const MOST_LOOKED_FOR = 3;

/** The refusals of names that no entity has, each with what it may have meant. */
export function noSuchEntities(
  db: Database,
  unknown: readonly EntityNamed[],
  now: string,
): Promise<GraphQLError[]> {
  return Promise.all(
    unknown.map(async (each, at) => {
      if (await isThere(db, each)) return noPoint(each);
      return noSuchEntity(each, at < MOST_LOOKED_FOR ? await nearlyNamed(db, each, now) : []);
    }),
  );
}

/** Whether all that it lacks is a point. */
async function isThere(db: Database, { entity, name, isLocated }: EntityNamed): Promise<boolean> {
  if (!isLocated) return false;
  const unknown = await createUnknownNames()(db, [{ entity, name }]);
  return unknown.length === 0;
}

function noPoint({ name, argument }: EntityNamed): GraphQLError {
  return badUserInput(
    `${argument}: "${name.slice(0, 80)}" has no point on record, as provinces and countries have none. Name a place of which latitude and longitude are known, or give a point.`,
    argument,
  );
}

function noSuchEntity({ entity, name, argument }: EntityNamed, nearly: Nearly[]): GraphQLError {
  const { plural, ...rest } = ENTITIES[entity];
  const text = name.slice(0, 80);
  const find =
    'search' in rest
      ? `search(query: ${JSON.stringify(text)}, types: [${rest.search}])`
      : `the field ${plural}`;
  return badUserInput(
    `${argument}: there is no ${entity.toLowerCase()} "${text}".${didYouMean(nearly)} Take a slug, natural key or id from an answer, or look for it with ${find}.`,
    argument,
    { unknown: { type: entity, name, ...(nearly.length > 0 && { nearly }) } },
  );
}

/** A sentence to follow the one that says that there is no such thing; empty where nothing is like it. */
export function didYouMean(nearly: readonly Nearly[]): string {
  if (nearly.length === 0) return '';
  const each = nearly.map(({ slug, name }) => `"${slug}" (${name})`);
  const listed = [each.slice(0, -1).join(', '), each.at(-1)].filter(Boolean).join(' or ');
  return ` Did you mean ${listed}?`;
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
