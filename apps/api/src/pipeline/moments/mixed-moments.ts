import {
  BREAK,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  valueFromASTUntyped,
  visit,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** A field that takes `asOf` and has none, below one that is asked as of a moment. */
export interface MixedMoment {
  node: FieldNode;
  /** Of the schema: `Event.deaths`. */
  field: string;
  below: string;
  /** As the document gives it above: `"2022-09-16T23:59:59Z"`, or a variable. */
  asOf: string;
}

interface Moment {
  field: string;
  asOf: string;
}

/**
 * Where an operation would mix moments in silence, by the values of its variables. A moment does not
 * pass on to what is below: under one key of a client's cache there would be two answers. So what is
 * meant has to be said, and null says that it is now.
 */
export function mixedMoments(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  given: Variables,
): MixedMoment[] {
  if (!asksAsOf(document)) return [];
  const variables = { ...defaultsOf(operation), ...given };
  const { names, found } = decidersOf(document);
  const values = names.map(([name, of]) => of(variables[name])).join();
  let mixed = found.get(values);
  if (!mixed) {
    mixed = lookFor(schema, document, operation, variables);
    if (found.size >= REMEMBERED) found.clear();
    found.set(values, mixed);
  }
  return mixed;
}

function lookFor(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): MixedMoment[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  const mixed = new Map<FieldNode, MixedMoment>();

  function look(type: GraphQLNamedType, { selections }: SelectionSetNode, above: Moment | null) {
    for (const selection of selections) {
      if (isLeftOut(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        lookAt(type, selection, above);
        continue;
      }
      const part =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)! : selection;
      const narrowed = part.typeCondition ? schema.getType(part.typeCondition.name.value)! : type;
      look(narrowed, part.selectionSet, above);
    }
  }

  function lookAt(type: GraphQLNamedType, node: FieldNode, above: Moment | null) {
    const name = node.name.value;
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    if (!field) return;
    const coordinate = `${type.name}.${name}`;
    const takesMoment = field.args.some((argument) => argument.name === 'asOf');
    const value = takesMoment ? momentOf(node, variables) : undefined;
    if (takesMoment && value === undefined && above) {
      mixed.set(node, { node, field: coordinate, below: above.field, asOf: above.asOf });
    }
    if (!node.selectionSet) return;
    const own = value && { field: coordinate, asOf: print(value) };
    look(getNamedType(field.type), node.selectionSet, own === undefined ? above : own);
  }

  look(schema.getRootType(operation.operation)!, operation.selectionSet, null);
  return [...mixed.values()];
}

/** Values of variables, of one document, for which the answer is remembered. */
const REMEMBERED = 100;

/** What moments are mixed depends on: of the variables that give moments whether they do, the values of conditions. */
interface Deciders {
  names: readonly (readonly [string, (value: unknown) => string])[];
  found: Map<string, MixedMoment[]>;
}

const deciders = new WeakMap<DocumentNode, Deciders>();

const isGiven = (value: unknown) =>
  value === undefined || value === null ? String(value) : 'given';
const asCondition = (value: unknown) => (typeof value === 'boolean' ? String(value) : 'none');

function decidersOf(document: DocumentNode): Deciders {
  let known = deciders.get(document);
  if (!known) {
    const names = new Map<string, readonly [string, (value: unknown) => string]>();
    const note = ({ name, value }: ArgumentNode, of: (value: unknown) => string) => {
      if (value.kind !== Kind.VARIABLE) return;
      const variable = value.name.value;
      names.set(`${name.value} ${variable}`, [variable, of]);
    };
    visit(document, {
      Argument: (argument) => {
        if (argument.name.value === 'asOf') note(argument, isGiven);
        if (argument.name.value === 'if') note(argument, asCondition);
      },
    });
    known = { names: [...names.values()], found: new Map() };
    deciders.set(document, known);
  }
  return known;
}

const asking = new WeakMap<DocumentNode, boolean>();

/** Some field of the document is given asOf: most are given none, and there is nothing to look for. */
function asksAsOf(document: DocumentNode): boolean {
  let asks = asking.get(document);
  if (asks === undefined) {
    asks = false;
    visit(document, {
      Argument({ name }) {
        if (name.value !== 'asOf') return undefined;
        asks = true;
        return BREAK;
      },
    });
    asking.set(document, asks);
  }
  return asks;
}

/** The moment that a field is given, null for now; undefined where it is given none. */
function momentOf(node: FieldNode, variables: Variables): ValueNode | null | undefined {
  const value = node.arguments?.find(({ name }) => name.value === 'asOf')?.value;
  const moment = value && valueFromASTUntyped(value, variables);
  return moment === undefined || moment === null ? moment : value;
}

/** Values are as they were sent: one that is no Boolean leaves nothing out here, and is refused at execution. */
function isLeftOut({ directives = [] }: SelectionNode, variables: Variables): boolean {
  return directives.some(({ name, arguments: given }) => {
    const value = given?.[0] && valueFromASTUntyped(given[0].value, variables);
    return (
      (name.value === 'skip' && value === true) || (name.value === 'include' && value === false)
    );
  });
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Variables {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
}
