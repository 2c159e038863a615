import { sql, type SQL } from 'drizzle-orm';

/**
 * An SQL expression of JSON text: text as it stands, and expressions that give text and never null.
 * A whole answer written this way is one statement, and its bytes pass through this process unread.
 */
export type JsonExpression = readonly (string | SQL)[];

export function literal(text: string): SQL {
  return sql.raw(`'${text.replaceAll("'", "''")}'`);
}

/** One expression that gives the text. */
export function textOf(json: JsonExpression): SQL {
  const pieces: SQL[] = [];
  let written = '';
  const flush = () => {
    if (written) pieces.push(literal(written));
    written = '';
  };
  for (const piece of json) {
    if (typeof piece === 'string') written += piece;
    else {
      flush();
      pieces.push(piece);
    }
  }
  const isWritten = pieces.length === 0;
  flush();
  // A literal alone is of no type yet: PostgreSQL would not know which aggregate is meant.
  return isWritten ? sql`${pieces[0] ?? literal('')}::text` : joined(pieces);
}

/**
 * By `||`, which is some times quicker than `concat`; in halves, for one after the other would copy
 * all that came before it again.
 */
function joined(pieces: readonly SQL[]): SQL {
  if (pieces.length <= 8) return sql.join([...pieces], sql` || `);
  const middle = pieces.length >> 1;
  return sql`(${joined(pieces.slice(0, middle))}) || (${joined(pieces.slice(middle))})`;
}

export function jsonObject(fields: readonly (readonly [string, JsonExpression])[]): JsonExpression {
  return [
    '{',
    ...fields.flatMap(([name, value], at) => [
      `${at ? ',' : ''}${JSON.stringify(name)}:`,
      ...value,
    ]),
    '}',
  ];
}

/** Null unless the condition holds. */
export function nullUnless(condition: SQL, json: JsonExpression): JsonExpression {
  return [sql`case when ${condition} then ${textOf(json)} else 'null' end`];
}

/**
 * Of an instant that is kept in milliseconds, as the API writes them. PostgreSQL's own JSON leaves out a fraction that is
 * zero, so a microsecond stands for one; it is cut off again. `to_char` would take twice as long.
 */
export const instantJson = (value: SQL): JsonExpression => [
  sql`left(to_json(${value} + interval '1 microsecond')::text, 24)`,
  'Z"',
];

/** Like Node's: without padding, and without PostgreSQL's line breaks. */
export function base64url(text: SQL): SQL {
  return sql`translate(encode(convert_to(${text}, 'UTF8'), 'base64'), E'+/=\n', '-_')`;
}
