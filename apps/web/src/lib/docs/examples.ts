import type { IntrospectionField, IntrospectionType } from 'graphql';
import { fieldsOf, typeNamed, writtenType, type Schema } from './reference.ts';

const QUOTED = /`([^`]+)`/g;

/** The questions in a field's description, each made whole so that it runs as it stands. */
export function examplesOf(
  schema: Schema,
  type: IntrospectionType,
  field: IntrospectionField,
): string[] {
  return quoted(field)
    .map((text) => whole(schema, type, field, text))
    .filter((query) => query !== null);
}

/** What a description quotes that begins as the field itself does. */
function quoted({
  name,
  description,
}: {
  name: string;
  description?: string | null | undefined;
}): string[] {
  return [...(description ?? '').matchAll(QUOTED)]
    .map(([, text]) => text!)
    .filter((text) => text.startsWith(`${name}(`) || text.startsWith(`${name} {`));
}

function whole(
  schema: Schema,
  type: IntrospectionType,
  field: IntrospectionField,
  text: string,
): string | null {
  const selected =
    text.trimEnd().endsWith('}') || !hasFields(schema, field)
      ? text
      : `${text} ${selection(schema, field)}`;
  if (type.name === 'Query') return `{ ${selected} }`;
  const entrance = entranceTo(schema, type);
  return entrance && entrance(selected);
}

/** The way from the query to a thing of the type: by the slug that an example names, else the first of a list. */
function entranceTo(schema: Schema, type: IntrospectionType): ((inner: string) => string) | null {
  const ways = fieldsOf(typeNamed(schema, 'Query')!);
  const one = ways.find(
    (way) => writtenType(way.type).name === type.name && writtenType(way.type).before === '',
  );
  const head = [
    ...quoted({ name: one?.name ?? '', description: one?.description }),
    ...quoted({ name: one?.name ?? '', description: type.description }),
  ]
    .map((example) => /^\w+\([^)]*\)/.exec(example)?.[0])
    .find(Boolean);
  if (head) return (inner) => `{ ${head} { ${inner} } }`;
  const list = ways.find((way) => writtenType(way.type).name === `${type.name}Connection`);
  if (list) return (inner) => `{ ${list.name}(first: 1) { nodes { ${inner} } } }`;
  const all = ways.find(
    (way) => writtenType(way.type).name === type.name && writtenType(way.type).before === '[',
  );
  return all ? (inner) => `{ ${all.name} { ${inner} } }` : null;
}

const fieldsOfAnswer = (schema: Schema, field: IntrospectionField) =>
  typeNamed(schema, writtenType(field.type).name);

const hasFields = (schema: Schema, field: IntrospectionField) =>
  ['OBJECT', 'INTERFACE', 'UNION'].includes(fieldsOfAnswer(schema, field)?.kind ?? '');

/** What tells most of a thing, of the fields that it has. */
const TELLING = [
  'totalCount',
  'slug',
  'name',
  'title',
  'matchedText',
  'at',
  'metric',
  'low',
  'high',
  'contested',
];

function selection(schema: Schema, field: IntrospectionField): string {
  const type = fieldsOfAnswer(schema, field)!;
  const named = new Map(fieldsOf(type).map((each) => [each.name, each]));
  const telling = TELLING.filter((name) => named.has(name));
  const nodes = named.get('nodes');
  const parts = ['__typename', ...telling, ...(nodes ? [`nodes ${selection(schema, nodes)}`] : [])];
  return `{ ${parts.join(' ')} }`;
}
