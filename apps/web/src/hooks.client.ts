import { overwriteGetLocale } from '#paraglide/runtime.js';
import { numberText } from '#lib/text/numbers.ts';
import { documentLocale } from '#lib/text/spoken.ts';
import { shortDateText } from '#lib/text/times.ts';

export function init(): void {
  const locale = documentLocale();
  overwriteGetLocale(() => locale);
  // A browser's first use of `Intl` takes as long as a page takes to come alive: here it falls into
  // the time that the page's scripts are on their way.
  setTimeout(wakeIntl);
}

function wakeIntl(): void {
  numberText(0);
  shortDateText('2022-09-16T00:00:00Z');
}
