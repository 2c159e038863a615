import { nullUnless, type JsonExpression } from '@casus/store/pushdown/json';
import { firstOf, type Row } from '@casus/store/pushdown/row';
import { sql, type SQL } from 'drizzle-orm';
import { getNamedType, isEnumType, isLeafType, type GraphQLField } from 'graphql';
import { NotPushedDown } from './not-pushed-down.ts';
import type { PushdownOption } from './options.ts';

/** An object made of columns of the row. */
export function objectOfRow(
  { columns, given, some }: PushdownOption & { kind: 'sameRow' },
  row: Row,
  build: (row: Row) => JsonExpression,
): JsonExpression {
  const property = (name: string) => {
    const column = columns[name];
    return column === undefined ? name : column;
  };
  const inner: Row = {
    table: row.table,
    column: (name) => read(property(name), row.column),
    json: (name) => read(property(name), row.json),
    given: (name) => {
      const column = property(name);
      return column === null ? null : row.given(column);
    },
  };
  const json = build(inner);
  const areGiven = given.map((name) => sql`${inner.column(name)} is not null`);
  if (areGiven.length > 0) return nullUnless(sql.join(areGiven, sql` and `), json);
  if (some.length === 0) return json;
  return nullUnless(
    sql`coalesce(${sql.join(
      some.map((name) => inner.column(name)),
      sql`, `,
    )}) is not null`,
    json,
  );
}

const read = (property: string | null, from: (property: string) => SQL) =>
  property === null ? sql`null::text` : from(property);

/** A field that only shows a column. */
export function shown(field: GraphQLField<unknown, unknown>, row: Row): JsonExpression {
  const type = getNamedType(field.type);
  const exposed = field.extensions['pothosExposedField'];
  const property = typeof exposed === 'string' ? exposed : field.resolve ? null : field.name;
  const isSaidAsKept =
    isLeafType(type) &&
    (!isEnumType(type) || type.getValues().every(({ name, value }) => name === value));
  if (property === null || !isSaidAsKept) throw new NotPushedDown(field.name);
  try {
    return firstOf(row, [property]);
  } catch (error) {
    if (error instanceof RangeError) throw new NotPushedDown(error.message);
    throw error;
  }
}
