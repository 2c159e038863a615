import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** The texts that a row may hold: PostgreSQL has no U+0000, so nothing has a name with it. */
export function storable(texts: readonly string[]): string[] {
  return texts.filter((text) => !text.includes('\0'));
}

/** The column holds the text, in any case and with or without its accents. */
export function contains(column: PgColumn | SQL, text: string): SQL {
  if (storable([text]).length === 0) return sql`false`;
  // Not ILIKE: what a person typed may hold its wildcards, and unaccent may make some.
  return sql`strpos(lower(unaccent(${column})), lower(unaccent(${text}))) > 0`;
}

/** The same of a text that `plain_text` has made comparable (migration `plain_names`): an index by trigrams finds it. */
export function plainContains(plain: SQL, text: string): SQL {
  if (storable([text]).length === 0) return sql`false`;
  const literal = sql`regexp_replace(plain_text(${text}), '([\\\\%_])', '\\\\\\1', 'g')`;
  return sql`${plain} like '%' || ${literal} || '%'`;
}

/** The words of a text that are to be looked for: what holds one of them holds those within it, too. */
export function wordsOf(text: string): string[] {
  const words = [...new Set(text.split(/\s+/))].filter((word) => word !== '');
  return words.filter((word) => !words.some((other) => other !== word && other.includes(word)));
}

/** A name, or one of its translations, holds the text. */
export function isCalled(name: PgColumn, names: PgColumn, text: string): SQL {
  return sql`(${contains(name, text)} or exists (
    select from jsonb_each_text(${names}) as other(language, called) where ${contains(sql`other.called`, text)}))`;
}
