import { isolate } from '../language/bidi.ts';

/** Fields that are no text: they name things, and are given back as they came. */
const IDENTIFIERS = new Set(['__typename', 'id', 'slug', 'startCursor', 'endCursor', 'cursor']);
/** Fields that are addresses, which become links. */
const ADDRESSES = new Set(['url']);

/**
 * What the record says, fit to be shown, whoever wrote it: text is isolated from what stands beside it,
 * and an address that leads anywhere but to the web is none. All that pages show comes through here; the
 * record itself, and what is downloaded, stay as they are.
 */
export function sanitize<Data>(data: Data): Data {
  return sanitized(data) as Data;
}

function sanitized(value: unknown, field?: string): unknown {
  if (typeof value === 'string') {
    if (field === undefined) return isolate(value);
    if (IDENTIFIERS.has(field)) return value;
    return ADDRESSES.has(field) ? webAddress(value) : isolate(value);
  }
  if (Array.isArray(value)) return value.map((each) => sanitized(each, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, sanitized(each, name)]),
  );
}

/** Null for `javascript:`, `data:` and whatever else is no page. */
function webAddress(text: string): string | null {
  const protocol = URL.canParse(text) ? new URL(text).protocol : null;
  return protocol === 'https:' || protocol === 'http:' ? text : null;
}
