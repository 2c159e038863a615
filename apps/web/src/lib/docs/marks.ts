/** A stretch of a description: plain, code between backticks, or strong between asterisks. */
export interface Span {
  style: 'plain' | 'code' | 'strong' | 'link';
  text: string;
  href?: string;
}

const MARK = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)/g;

/** The few marks of Markdown that the API's descriptions use; anything else stays as it is written. */
export function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    const [whole, code, strong, label, href] = match;
    if (match.index > from) spans.push({ style: 'plain', text: text.slice(from, match.index) });
    if (code !== undefined) spans.push({ style: 'code', text: code });
    else if (strong !== undefined) spans.push({ style: 'strong', text: strong });
    else spans.push({ style: 'link', text: label!, href: href! });
    from = match.index + whole.length;
  }
  if (from < text.length) spans.push({ style: 'plain', text: text.slice(from) });
  return spans;
}

export function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);
}

/** Up to the first full stop that ends a sentence, for lists. */
export function firstSentence(text: string): string {
  const [first = ''] = paragraphsOf(text);
  return /^(?:`[^`]*`|[^.`]|\.(?!\s|$))*\.?/.exec(first)?.[0] ?? first;
}
