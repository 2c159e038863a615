import { overwriteGetLocale } from '#paraglide/runtime.js';
import { documentLocale } from '#lib/text/spoken.ts';

export function init(): void {
  const locale = documentLocale();
  overwriteGetLocale(() => locale);
}
