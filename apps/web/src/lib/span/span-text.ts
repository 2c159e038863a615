import { m } from '#paraglide/messages.js';
import { dayText, periodText } from '../format/times.ts';
import { spanParameter, type Span } from './span.ts';

/** "2021", "Mar 2021", "1 March 2021 to 28 February 2022". */
export function spanText(span: Span): string {
  const written = spanParameter(span);
  if (/^\d{4}(-\d{2})?$/.test(written)) return periodText(written);
  return m.span_days({ from: dayText(span.from), to: dayText(span.to) });
}

/** What a page is called that is of some days alone. */
export const titleWithin = (title: string, span: Span | null): string =>
  span ? `${title}, ${spanText(span)}` : title;
