import { PAGE_DEFAULT, PAGE_LIMIT } from '@casus/schema/limits';
import { fieldCost, INTROSPECTION_COST, LIST_SIZE } from '@casus/schema/cost';
import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
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
    const known = fragmentPrices.get(name);
    if (known) return known;
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
    if (asksOfSchema(name)) return () => INTROSPECTION_COST;
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    // __typename, the only field that a union has too.
    if (!field) return () => 1;
    const own = fieldCost(field);
    if (!node.selectionSet) return () => own;
    const under = ofSelections(getNamedType(field.type), node.selectionSet);
    const rows = rowsOf(type, field, node);
    const pageUnder = pageOf(field, node);
    return (variables, page) =>
      own + rows(variables, page) * under(variables, pageUnder(variables));
  }

  const valueOf = (node: ValueNode | undefined, variables: Variables): unknown => {
    if (node?.kind === Kind.INT) return Number(node.value);
    if (node?.kind === Kind.BOOLEAN) return node.value;
    if (node?.kind === Kind.LIST) return node.values;
    if (node?.kind !== Kind.VARIABLE) return undefined;
    const given = variables[node.name.value];
    if (given !== undefined) return given;
    return valueOf(
      operation.variableDefinitions?.find(({ variable }) => variable.name.value === node.name.value)
        ?.defaultValue,
      {},
    );
  };
  const argument = (node: FieldNode, name: string) =>
    node.arguments?.find((each) => each.name.value === name)?.value;

  /** How many rows the pages of a connection have; 1 of what is none, which nothing reads. */
  function pageOf(
    { args }: GraphQLField<unknown, unknown>,
    node: FieldNode,
  ): (variables: Variables) => number {
    if (!args.some(({ name }) => name === 'first')) return () => 1;
    const [first, last] = [argument(node, 'first'), argument(node, 'last')];
    if (!first && !last) return () => PAGE_DEFAULT;
    return (variables) => {
      const sizes = [valueOf(first, variables), valueOf(last, variables)].filter(
        (size) => typeof size === 'number',
      );
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
    const ids = argument(node, 'ids');
    if (!ids) return () => LIST_SIZE;
    return (variables) => {
      const given = valueOf(ids, variables);
      return Array.isArray(given) ? Math.min(given.length, PAGE_LIMIT) : 1;
    };
  }

  function unlessLeftOut({ directives = [] }: SelectionNode, price: Price): Price {
    const conditions = directives.flatMap(({ name, arguments: given }) =>
      name.value === 'include' || name.value === 'skip'
        ? [{ leaves: name.value === 'skip', value: given?.[0]?.value }]
        : [],
    );
    if (conditions.length === 0) return price;
    return (variables, page) =>
      conditions.some(({ leaves, value }) => valueOf(value, variables) === leaves)
        ? 0
        : price(variables, page);
  }

  const root = schema.getRootType(operation.operation)!;
  const price = ofSelections(root, operation.selectionSet);
  return (variables) => price(variables, 1);
}
