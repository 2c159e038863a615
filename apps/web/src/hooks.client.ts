import { baseLocale, isLocale, overwriteGetLocale } from '#paraglide/runtime.js';
import { speak } from '#lib/text/spoken.ts';

/** The document is in one language for as long as it lives: changing it loads another. */
export async function init(): Promise<void> {
  const { lang } = document.documentElement;
  const locale = isLocale(lang) ? lang : baseLocale;
  overwriteGetLocale(() => locale);
  await speak(locale);
}
