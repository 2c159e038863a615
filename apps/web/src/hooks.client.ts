import { overwriteGetLocale } from '#paraglide/runtime.js';
import { numberText } from '#lib/format/numbers.ts';
import { documentLocale } from '#lib/language/client-messages.ts';
import { shortDateText } from '#lib/format/times.ts';

export function init(): void {
  const locale = documentLocale();
  overwriteGetLocale(() => locale);
  for (const use of firstUses(locale)) setTimeout(use);
}

/**
 * A browser's first use of `Intl` takes as long as a page takes to come alive. Here it falls into the
 * time that the page's scripts are on their way, in turns: the first alone, whatever it is, takes half.
 */
function firstUses(locale: string): (() => unknown)[] {
  return [
    () => new Intl.Collator(locale),
    () => numberText(0),
    () => shortDateText('2022-09-16T00:00:00Z'),
  ];
}
