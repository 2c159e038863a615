import { isLocale, overwriteGetLocale } from '#paraglide/runtime.js';

/** The document is in one language for as long as it lives: changing it loads another. */
export function init(): void {
  const { lang } = document.documentElement;
  overwriteGetLocale(() => (isLocale(lang) ? lang : 'en'));
}
