import type { PushdownOption } from '@casus/schema/pushdown/options';
import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;
type Draw = (below: number) => number;

/** Filters of lists by the type that they list. */
const FILTERS: Record<string, readonly string[]> = {
  ClaimConnection: [
    '{ kinds: [FIGURE] }',
    '{ withdrawn: true }',
    '{ superseded: false }',
    '{ text: "an" }',
    '{ sameFigureAs: "kgz-tjk-fled-18500" }',
  ],
  EventConnection: ['{ minDeaths: 1 }', '{ located: true }', '{ kinds: [STATEMENT, EPISODE] }'],
  ActorConnection: ['{ text: "a" }'],
};

/** A whole month, for which there are sums, and days, whose events are read; some events go beyond each. */
const DURING = [
  'during: { from: "2021-05-01", to: "2021-05-31" }',
  'during: { from: "2021-04-29", to: "2021-04-30" }',
];
/** The orders to which they matter. */
const BY_EVENTS = /^(MOST_|LATEST_EVENT)/;

const idOf = (text: string) => JSON.stringify(Buffer.from(text).toString('base64url'));

/** What fields of the root that no slug answers are asked for, any of several, so that the record has an answer. */
const ROOT_ARGUMENTS: Readonly<Record<string, string | readonly string[]>> = {
  byExternalId: 'scheme: GLEDITSCH_WARD, value: "703"',
  changes: ['since: "2022-09-15T00:00:00Z"', 'clock: RECORDED'],
  compareClaimants: 'claimants: ["government-of-kyrgyzstan", "kyrgyz-health-ministry"]',
  comparedFigures: 'claimants: ["government-of-kyrgyzstan", "kyrgyz-health-ministry"]',
  eventMap: 'zoom: 12',
  // Each dimension fills a field.
  eventStatistics: [
    'by: [YEAR, COUNTRY]',
    'by: [MONTH, CONFLICT]',
    'by: [WEEK, ACTOR]',
    'by: [VIOLENCE, KIND]',
    'by: [POPULATION, RELEASE]',
    'by: [DATASET, CLAIMANT]',
    'by: [QUARTER, DYAD, ADMIN1]',
    'by: [DAY, ROLE, REGION]',
    'by: [PUBLISHER]',
  ],
  node: `id: ${idOf('Conflict:ucdp:conflict:13324')}`,
  nodes: `ids: [${idOf('Conflict:ucdp:conflict:13324')}]`,
  search: 'query: "Баткен"',
};

/** The slug in the example that a field's description shows; null where it takes none. */
export function exampleSlug({ name, args, description }: Field): string | null {
  if (!args.some((each) => each.name === 'slug')) return null;
  const shown = new RegExp(`\\b${name}\\(slug: "([^"]+)"`).exec(description ?? '')?.[1];
  if (shown === undefined) {
    throw new Error(`The description of Query.${name} shows no \`${name}(slug: "…") { … }\`.`);
  }
  return shown;
}

/** Any of several to ask a field of the root with; none where it needs none. */
export function rootArguments(field: Field): readonly string[] {
  const slug = exampleSlug(field);
  if (slug !== null) return [`slug: ${JSON.stringify(slug)}`];
  return [ROOT_ARGUMENTS[field.name] ?? []].flat();
}

/** Whether a field is a page of a list. */
export const isPage = (type: GraphQLOutputType) => getNamedType(type).name.endsWith('Connection');

/** What a function of the process makes of rows that the database brings. */
export const isDerived = ({ kind }: PushdownOption) => kind === 'derived' || kind === 'composed';

/** Fields that can be pushed down: columns, and those whose options say how. */
export const isPushedDown = (type: GraphQLObjectType, { name, extensions, resolve }: Field) =>
  (extensions.pushdown !== undefined && !isDerived(extensions.pushdown)) ||
  extensions['pothosExposedField'] !== undefined ||
  /(Connection|Edge)$|^PageInfo$/.test(type.name) ||
  name === 'id' ||
  !resolve;

/**
 * A question at random, of those fields alone that can be pushed down; the same for the same seed
 * and the same `reached`, the fields (`Type.field`) that other questions have reached already.
 */
export function randomQuestion(
  schema: GraphQLSchema,
  seed: number,
  reached: ReadonlySet<string> = new Set(),
  isAsked = isPushedDown,
): string {
  const draw = drawing(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[draw(items.length)]!;
  /** Every second time one of those that no question has reached yet. */
  const pickField = (type: GraphQLObjectType, fields: readonly Field[]): Field => {
    const fresh = fields.filter(({ name }) => !reached.has(`${type.name}.${name}`));
    return fresh.length > 0 && draw(2) ? pick(fresh) : pick(fields);
  };

  function selection(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields()).filter((field) => isAsked(type, field));
    const leaves = fields.filter(({ type: of }) => isLeafType(getNamedType(of)));
    const branches = fields.filter(({ type: of }) => !isLeafType(getNamedType(of)));
    const chosen = new Set([
      ...Array.from({ length: Math.min(3, leaves.length) }, () => pickField(type, leaves)),
      ...(depth > 0 && branches.length > 0
        ? [pickField(type, branches), pickField(type, branches)]
        : []),
    ]);
    const asked = [...chosen].map((field) => written(field, depth)).filter((text) => text !== null);
    return `{ ${['__typename', ...asked].join(' ')} }`;
  }

  function written(field: Field, depth: number, isRoot = false): string | null {
    const type = getNamedType(field.type);
    const asked = `${field.name}${argumentsOf(field, isRoot)}`;
    if (isLeafType(type)) return asked;
    if (isAbstractType(type)) {
      const parts = schema
        .getPossibleTypes(type)
        .map((of) => `... on ${of.name} ${selection(of, depth - 1)}`);
      return `${asked} { __typename ${parts.join(' ')} }`;
    }
    return isObjectType(type) ? `${asked} ${selection(type, depth - 1)}` : null;
  }

  function argumentsOf(field: Field, isRoot: boolean): string {
    const { name, args, type } = field;
    const asked = isRoot ? rootArguments(field) : [];
    const given = asked.length > 0 ? [pick(asked)] : [];
    if (needsLanguage(name)) given.push(IN_RUSSIAN);
    if (isPage(type)) {
      given.push(`${pick(['first', 'first', 'last'])}: ${1 + draw(4)}`);
    }
    const order = args.find(({ name }) => name === 'orderBy')?.type;
    const orders = order && getNamedType(order);
    const orderBy = isEnumType(orders) && draw(2) ? pick(orders.getValues()).name : null;
    if (orderBy) given.push(`orderBy: ${orderBy}`);
    const isDuring =
      args.some(({ name }) => name === 'during') && (!orders || BY_EVENTS.test(orderBy ?? ''));
    if (isDuring && draw(2)) given.push(pick(DURING));
    if (args.some(({ name }) => name === 'asOf') && draw(2)) {
      given.push(`asOf: "2022-09-${14 + draw(5)}T12:00:00Z"`);
    }
    const filters = FILTERS[getNamedType(type).name];
    if (filters && draw(2)) given.push(`filter: ${pick(filters)}`);
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  const query = schema.getQueryType()!;
  const roots = Object.values(query.getFields()).filter(
    (field) => field.extensions.pushdown !== undefined && isAsked(query, field),
  );
  return `{ ${written(pick(roots), 4, true)} }`;
}

export const IN_RUSSIAN = 'language: "ru"';

/** Without a language there is never a value. */
export const needsLanguage = (field: string) => field.endsWith('Translation');

/** mulberry32. */
function drawing(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
