const CREATE = /^\s*CREATE TYPE (\S+) AS ENUM\s*\(([^)]*)\)/i;
const ADD_VALUE = /^\s*ALTER TYPE (\S+) ADD VALUE '([^']*)'(?: (BEFORE|AFTER) '([^']*)')?;?\s*$/i;

/**
 * The statements of migrations that are applied in one transaction, each enum made with the values that are added to it
 * later. Before PostgreSQL 17 a value that was added cannot be used in the same transaction, even where the enum was made
 * there; and a restore makes the tables and fills them in one.
 */
export function withEnumValues(migrations: readonly (readonly string[])[]): string[][] {
  const enums = new Map<string, string[]>();
  for (const statement of migrations.flat()) {
    const [, made, list = ''] = CREATE.exec(statement) ?? [];
    if (made) enums.set(made, list.split(',').map(unquoted));
    const [, name = '', value = '', place, neighbour = ''] = ADD_VALUE.exec(statement) ?? [];
    const values = enums.get(name);
    if (!values) continue;
    const at = place ? values.indexOf(neighbour) : values.length;
    values.splice(place?.toUpperCase() === 'AFTER' ? at + 1 : at, 0, value);
  }
  return migrations.map((statements) =>
    statements.flatMap((statement) => {
      const [, made] = CREATE.exec(statement) ?? [];
      if (made) return [`CREATE TYPE ${made} AS ENUM(${enums.get(made)!.map(quoted).join(', ')})`];
      const [, name = ''] = ADD_VALUE.exec(statement) ?? [];
      return enums.has(name) ? [] : [statement];
    }),
  );
}

const unquoted = (literal: string) => literal.trim().slice(1, -1);
const quoted = (value: string) => `'${value}'`;
