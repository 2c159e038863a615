import { baseLocale, isLocale, type Locale } from '#paraglide/runtime.js';

type Table = Record<string, (inputs: object) => string>;

/** The messages of the document's language, in a browser; a server has those of all languages. */
export const clientMessages: Table = {};

/** The document is in one language for as long as it lives: changing it loads another. */
export function documentLocale(): Locale {
  const { lang } = document.documentElement;
  return isLocale(lang) ? lang : baseLocale;
}

/** Adds messages; the plugin `split-messages` writes the modules that call this. */
export async function loadMessages(tables: Record<Locale, () => Promise<Table>>): Promise<void> {
  Object.assign(clientMessages, await tables[documentLocale()]());
}
