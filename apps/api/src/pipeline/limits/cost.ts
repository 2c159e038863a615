import { costOfField, rowsGiven, rowsOfField, type Given } from '@casus/schema/cost';
import { PAGE_DEFAULT, PAGE_LIMIT } from '@casus/schema/limits';
import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { asksOfSchema } from './measure.ts';
import { schemaCost } from './schema-cost.ts';

type Variables = Readonly<Record<string, unknown>>;

/** What a part of an operation costs, in a list whose pages have so many rows. */
type Price = (variables: Variables, page: number) => number;

/**
 * The cost of a valid operation, by the formula that `Query` publishes, as a function of its
 * variables: the document is read once, and each request with it only does the sums.
 */
export function pricing(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): (variables: Variables) => number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  const fragmentPrices = new Map<string, Price>();

  function ofFragment(name: string): Price {
    const cached = fragmentPrices.get(name);
    if (cached) return cached;
    const { typeCondition, selectionSet } = fragments.get(name)!;
    const price = ofSelections(schema.getType(typeCondition.name.value)!, selectionSet);
    fragmentPrices.set(name, price);
    return price;
  }

  function ofSelections(type: GraphQLNamedType, { selections }: SelectionSetNode): Price {
    const prices = selections.map((selection) =>
      unlessLeftOut(selection, ofSelection(type, selection)),
    );
    return (variables, page) => {
      let sum = 0;
      for (const price of prices) sum += price(variables, page);
      return sum;
    };
  }

  function ofSelection(type: GraphQLNamedType, selection: SelectionNode): Price {
    if (selection.kind === Kind.FIELD) return ofField(type, selection);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    const narrowed = selection.typeCondition
      ? schema.getType(selection.typeCondition.name.value)!
      : type;
    return ofSelections(narrowed, selection.selectionSet);
  }

  function ofField(type: GraphQLNamedType, node: FieldNode): Price {
    const name = node.name.value;
    if (asksOfSchema(name)) {
      const cost = schemaCost(schema, fragments, node);
      const typeName = argument(node, 'name');
      return (variables) => cost(typeName ? String(valueOf(typeName, variables)) : null);
    }
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    // __typename, the only field that a union has too.
    if (!field) return () => 1;
    const own = ownOf(field, node);
    if (!node.selectionSet) return own;
    const under = ofSelections(getNamedType(field.type), node.selectionSet);
    const rows = rowsOf(type, field, node);
    const pageUnder = pageOf(field, node);
    return (variables, page) =>
      own(variables, page) + rows(variables, page) * under(variables, pageUnder(variables));
  }

  /** What a field costs, what is under it aside. */
  function ownOf(field: GraphQLField<unknown, unknown>, node: FieldNode): Price {
    const cost = costOfField(field);
    if (typeof cost === 'number') return () => cost;
    return (variables) => cost(givenTo(node, variables));
  }

  const givenTo =
    (node: FieldNode, variables: Variables): Given =>
    (name) => {
      const value = argument(node, name);
      return value && valueOf(value, variables);
    };
  const valueOf = (node: ValueNode, variables: Variables): unknown =>
    valueFromASTUntyped(node, variables);
  const argument = (node: FieldNode, name: string) =>
    node.arguments?.find((each) => each.name.value === name)?.value;

  /** How many rows the pages of a connection have; 1 of what is none, which nothing reads. */
  function pageOf(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
  ): (variables: Variables) => number {
    if (!getNamedType(field.type).name.endsWith('Connection')) return () => 1;
    const [first, last] = [argument(node, 'first'), argument(node, 'last')];
    if (!first && !last) return () => PAGE_DEFAULT;
    return (variables) => {
      const sizes = [first, last]
        .map((size) => size && valueOf(size, variables))
        .filter((size) => typeof size === 'number');
      // A page out of bounds, or in two directions, is refused by its own field, which says why.
      return sizes.length === 0 ? PAGE_DEFAULT : Math.min(Math.max(1, ...sizes), PAGE_LIMIT);
    };
  }

  /** How often what is under a field is answered. */
  function rowsOf(
    type: GraphQLNamedType,
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
  ): Price {
    if (!isListType(getNullableType(field.type))) return () => 1;
    if (type.name.endsWith('Connection')) return (_, page) => page;
    // The schema has them for every list.
    const rows = rowsOfField(field)!;
    if (typeof rows === 'number') return () => rows;
    return (variables) => rowsGiven(rows, givenTo(node, variables));
  }

  function unlessLeftOut({ directives = [] }: SelectionNode, price: Price): Price {
    const conditions = directives.flatMap(({ name, arguments: given }) =>
      name.value === 'include' || name.value === 'skip'
        ? [{ leaves: name.value === 'skip', value: given?.[0]?.value }]
        : [],
    );
    if (conditions.length === 0) return price;
    return (variables, page) =>
      conditions.some(({ leaves, value }) => value && valueOf(value, variables) === leaves)
        ? 0
        : price(variables, page);
  }

  const root = schema.getRootType(operation.operation)!;
  const price = ofSelections(root, operation.selectionSet);
  const defaults = defaultsOf(operation);
  return (variables) => price({ ...defaults, ...variables }, 1);
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Variables {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
}
