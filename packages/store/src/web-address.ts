import { sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/**
 * Whether a text can be a link that leads to the web and nowhere else: browsers run `javascript:`
 * and show `data:`, in any case and with tabs and line breaks between the letters.
 */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s\p{C}]+$/iu.test(text) && URL.canParse(text);
}

/** The same of a column as far as PostgreSQL can tell it, so that no writer brings in another. */
export function holdsWebAddress(column: AnyPgColumn): SQL {
  return sql`${column} ~* '^https?://[^[:space:]]+$'`;
}
