import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;
/** Gives a number below another. */
export type Draw = (below: number) => number;

/** Roots that answer many rows, with the arguments that make them do so. */
const ROOTS: readonly ((draw: Draw) => string)[] = [
  (draw) =>
    `eventStatistics(by: [${pair(draw)}]${first(draw, [50, 200, 1000, 3000])}${asOf(draw)})`,
  (draw) => `eventMap(zoom: ${draw(13)}${first(draw, [32, 200, 2000])}${asOf(draw)})`,
  (draw) => `mapLabels(first: ${2 + draw(49)}${asOf(draw)})`,
  (draw) => `events(first: ${page(draw)}${asOf(draw)})`,
  (draw) => `conflicts(first: ${page(draw)})`,
  (draw) => `actors(first: ${page(draw)})`,
  (draw) => `claims(first: ${page(draw)})`,
  (draw) => `places(first: ${page(draw)})`,
  (draw) => `reports(first: ${page(draw)})`,
  (draw) => `agreements(first: ${page(draw)})`,
  (draw) => `changes(since: "2000-01-01T00:00:00Z", first: ${page(draw)})`,
  (draw) => `changes(clock: RECORDED, first: ${page(draw)})`,
  (draw) => `search(query: "government", first: ${page(draw)})`,
  () => 'conflict(slug: "kyrgyzstan-tajikistan")',
  () => 'byExternalId(scheme: GLEDITSCH_WARD, value: "703")',
  () => 'datasets',
  () => '__schema',
];

const DIMENSIONS = ['YEAR', 'MONTH', 'WEEK', 'COUNTRY', 'CONFLICT', 'ACTOR', 'VIOLENCE', 'KIND'];
const pick = <Item>(draw: Draw, items: readonly Item[]): Item => items[draw(items.length)]!;
const page = (draw: Draw) => pick(draw, [1, 5, 20, 100]);
const first = (draw: Draw, sizes: readonly number[]) => `, first: ${pick(draw, sizes)}`;
const asOf = (draw: Draw) => (draw(4) === 0 ? ', asOf: "2030-01-01T00:00:00Z"' : '');

function pair(draw: Draw): string {
  const at = draw(DIMENSIONS.length);
  const other = draw(DIMENSIONS.length);
  return at === other ? DIMENSIONS[at]! : `${DIMENSIONS[at]}, ${DIMENSIONS[other]}`;
}

/**
 * A question that answers as much as it can for its price: all that shows a value, and lists within
 * lists as deep and long as are drawn, repeated under other names as often as is drawn.
 */
export function costlyQuestion(schema: GraphQLSchema, draw: Draw, most: number): string {
  let left = most;
  const query = schema.getQueryType()!;
  const roots = Array.from({ length: 1 + draw(3) }, (_, at) => {
    const root = pick(draw, ROOTS)(draw);
    const name = /^\w+/.exec(root)![0];
    const type = name === '__schema' ? schema.getType('__Schema')! : query.getFields()[name]!.type;
    return `r${at}: ${root} ${selection(getNamedType(type), 2 + draw(5))}`;
  });
  return `{ ${roots.join(' ')} }`;

  function selection(type: GraphQLNamedType, depth: number): string {
    if (isUnionType(type) || isInterfaceType(type)) {
      const one = pick(draw, schema.getPossibleTypes(type));
      return `{ __typename ... on ${one.name} ${selection(one, depth)} }`;
    }
    if (!isObjectType(type)) return '';
    const fields = Object.values(type.getFields()).filter(
      ({ args }) => !args.some(isRequiredArgument),
    );
    const shown = fields.filter((field) => isLeafType(getNamedType(field.type)));
    const taken = shown.slice(0, 1 + draw(shown.length)).map((field) => asked(field, []));
    left -= taken.length + 1;
    const lists = depth > 0 ? branches(type, fields, depth) : [];
    return `{ ${['__typename', ...taken, ...lists].join(' ')} }`;
  }

  function branches(type: GraphQLObjectType, fields: readonly Field[], depth: number): string[] {
    const isPage = /Connection$/.test(type.name);
    const ways = fields.filter((field) =>
      isPage ? field.name === 'nodes' : !isLeafType(getNamedType(field.type)),
    );
    // What answers many rows most of all.
    const wide = ways.filter(
      (field) => isListType(getNullableType(field.type)) || takesFirst(field),
    );
    const chosen = new Set<Field>();
    for (let times = isPage ? 1 : 1 + draw(3); times > 0 && ways.length > 0; times -= 1) {
      chosen.add(pick(draw, wide.length > 0 && draw(3) > 0 ? wide : ways));
    }
    return [...chosen].flatMap((field) => {
      if (left < 20) return [];
      const args = takesFirst(field) ? [`first: ${page(draw)}`] : [];
      return [`${asked(field, args)} ${selection(getNamedType(field.type), depth - 1)}`];
    });
  }
}

/** With null for now: what lies below a moment has to say what it is asked as of. */
function asked({ name, args }: Field, given: readonly string[]): string {
  const all = args.some((arg) => arg.name === 'asOf') ? [...given, 'asOf: null'] : given;
  return all.length > 0 ? `${name}(${all.join(', ')})` : name;
}

const takesFirst = ({ args }: Field) => args.some(({ name }) => name === 'first');

/** The longest lists there are, with all that shows a value of each row: the most fields for the work. */
export function widestQuestions(schema: GraphQLSchema): string[] {
  const query = schema.getQueryType()!;
  return WIDEST.map((root) => {
    const type = getNamedType(query.getFields()[/^\w+/.exec(root)![0]]!.type);
    return `{ ${root} ${everything(type as GraphQLObjectType, 1)} }`;
  });
}

const WIDEST = [
  'eventStatistics(by: [COUNTRY, WEEK], first: 2000)',
  'eventStatistics(by: [CONFLICT, MONTH], first: 2000)',
  'eventMap(zoom: 12, first: 2000)',
  'eventMap(zoom: 6, asOf: "2030-01-01T00:00:00Z", first: 1500)',
];

function everything(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) return [field.name];
    // Of the deaths, not of the entities: those would make the price of so many rows too high.
    return depth > 0 && isObjectType(inner) && inner.name === 'DeathSum'
      ? [`${field.name} ${everything(inner, depth - 1)}`]
      : [];
  });
  return `{ ${fields.join(' ')} }`;
}
